"""Orders that are paid at a provider: the real services and worker, and the sandbox's bank."""

import pytest

from conftest import running_system
from processes import wait_until
from souk import in_parallel

pytestmark = pytest.mark.cluster

ADA = {"email": "ada@example.com", "name": "Ada Lovelace", "address": {"line1": "1 Road", "city": "London", "country": "GB"}}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    yield from running_system(tmp_path_factory.mktemp("souk"), sandbox=True)


def place(shop, *lines, **more):
    ordered = [{"id": product_id, "quantity": quantity} for product_id, quantity in lines]
    answer = shop.payment.post("/orders", {"lines": ordered, "customer": ADA, **more})
    assert answer.status == 201, answer
    return answer.json["pk"]


def payment_becomes(shop, pk, status):
    def there():
        order = shop.read_order(pk)
        return order if order["payment"]["status"] == status else None

    return wait_until(there, what=f"the payment of {pk} is {status}")


def session_of(order):
    return {"id": order["payment"]["url"].rsplit("/", 1)[1]}


def pay(shop, pk, action="pay"):
    order = payment_becomes(shop, pk, "requires_payment")
    assert shop.bank.press(session_of(order), action).status == 303
    return order


def test_an_order_is_paid_and_completed(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    drum = shop.create_product(price=10.0, quantity=5)
    pk = place(shop, (lamp["id"], 2), (drum["id"], 1))
    pay(shop, pk)
    order = shop.wait_for_order(pk, "completed")
    assert order["payment"]["status"] == "captured"
    assert order["payment"]["captured"] == order["amount"] == 60.0
    assert order["payment"]["url"] is None
    shop.wait_for_product(lamp["id"], quantity=3, available=3)
    assert [booking["kind"] for booking in shop.bank.bookings(order=pk)] == ["authorized", "captured"]


def test_a_customer_who_is_erased_before_the_page_is_known_can_still_pay(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    shop.bank.fault("answer_lost", call="create_session", times=3)
    pk = place(shop, (lamp["id"], 1))
    payment_becomes(shop, pk, "unknown")
    assert shop.payment.delete(f"/orders/{pk}/customer").status == 204
    pay(shop, pk)
    shop.wait_for_order(pk, "completed")
    assert [booking["kind"] for booking in shop.bank.bookings(order=pk)] == ["authorized", "captured"]


def test_two_tabs_that_pay_one_order_pay_once(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    pk = place(shop, (lamp["id"], 1))
    session = session_of(payment_becomes(shop, pk, "requires_payment"))
    answers = in_parallel(lambda action: shop.bank.press(session, action), ["pay", "pay"])
    assert [answer.status for answer in answers] == [303, 303]
    assert shop.wait_for_order(pk, "completed")["payment"]["captured"] == 24.0
    assert [booking["kind"] for booking in shop.bank.bookings(order=pk)] == ["authorized", "captured"]


def test_an_order_of_one_product_is_paid(shop):
    lamp = shop.create_product(quantity=5)
    pk = place(shop, (lamp["id"], 1))
    pay(shop, pk)
    shop.wait_for_order(pk, "completed")
    shop.wait_for_product(lamp["id"], quantity=4, available=4)


def test_a_cancelled_order_ends_at_the_bank_and_gives_its_units_back(shop):
    lamp = shop.create_product(quantity=5)
    pk = place(shop, (lamp["id"], 1))
    order = payment_becomes(shop, pk, "requires_payment")
    assert shop.payment.post(f"/orders/{pk}/cancel").status == 200
    cancelled = shop.wait_for_order(pk, "cancelled")
    assert cancelled["reason"] == "cancelled_by_buyer"
    assert shop.bank.session(session_of(order))["status"] == "expired"
    shop.wait_for_product(lamp["id"], quantity=5, available=5)
    assert shop.bank.bookings(order=pk) == []


def test_a_part_is_paid_back_with_restock_then_the_rest(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    drum = shop.create_product(price=10.0, quantity=5)
    pk = place(shop, (lamp["id"], 2), (drum["id"], 1))
    pay(shop, pk)
    shop.wait_for_order(pk, "completed")
    shop.wait_for_product(lamp["id"], quantity=3, available=3)
    refund = {"lines": [{"id": lamp["id"], "quantity": 1}], "restock": True, "reason": "broken"}
    for _ in range(2):
        answer = shop.payment.post(f"/orders/{pk}/refunds", refund, headers={"Idempotency-Key": "one"})
        assert answer.status == 202, answer
    assert answer.headers["Idempotent-Replayed"] == "true"
    assert payment_becomes(shop, pk, "partially_refunded")["payment"]["refunded"] == 24.0
    shop.wait_for_product(lamp["id"], quantity=4, available=4)
    too_much = shop.payment.post(f"/orders/{pk}/refunds", {"amount": 36.01}, headers={"Idempotency-Key": "two"})
    assert too_much.json["code"] == "refund_exceeds_captured"
    rest = shop.payment.post(f"/orders/{pk}/refunds", {"amount": 36.0}, headers={"Idempotency-Key": "three"})
    assert rest.status == 202, rest
    order = shop.wait_for_order(pk, "refunded")
    assert order["payment"] == {"status": "refunded", "url": None, "expires_at": None, "captured": 60.0, "refunded": 60.0,
                                "reference": shop.bank.bookings(order=pk)[0]["intent"]}


def test_units_that_come_back_to_a_full_stock_do_not_overflow_it(shop):
    most = 1_000_000_000
    lamp = shop.create_product(price=20.0, quantity=most)
    pk = place(shop, (lamp["id"], 3))
    pay(shop, pk)
    shop.wait_for_order(pk, "completed")
    shop.wait_for_product(lamp["id"], quantity=most - 3, available=most - 3)
    assert shop.inventory.patch(f"/products/{lamp['id']}", {"quantity": most - 1}).status == 200
    refund = {"lines": [{"id": lamp["id"]}], "restock": True}
    answer = shop.payment.post(f"/orders/{pk}/refunds", refund, headers={"Idempotency-Key": "back"})
    assert answer.status == 202, answer
    shop.wait_for_product(lamp["id"], quantity=most, available=most)


@pytest.fixture
def without_webhooks(shop):
    shop.bank.fault("webhook", how="never")
    yield shop
    shop.bank.http.delete("/faults")


def test_a_buyer_who_comes_back_has_the_payment_looked_up(without_webhooks):
    shop = without_webhooks
    lamp = shop.create_product(price=20.0, quantity=5)
    pk = place(shop, (lamp["id"], 1))
    assert shop.payment.post(f"/orders/{pk}/payment/refresh").status == 202  # there is nothing to ask yet
    pay(shop, pk)
    assert shop.payment.post(f"/orders/{pk}/payment/refresh").status == 202
    shop.wait_for_order(pk, "completed")
    assert shop.payment.post(f"/orders/{pk}/payment/refresh").status == 202
    assert shop.payment.post("/orders/01H28HATR7JG2YBH22ABPJWW00/payment/refresh").status == 404


def test_a_line_whose_product_was_deleted_after_the_payment_is_paid_back_once(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    drum = shop.create_product(price=10.0, quantity=5)
    pk = place(shop, (lamp["id"], 1), (drum["id"], 1))
    payment_becomes(shop, pk, "requires_payment")
    assert shop.inventory.request("DELETE", f"/products/{drum['id']}").status == 204
    pay(shop, pk)
    order = payment_becomes(shop, pk, "partially_refunded")
    assert order["payment"]["refunded"] == 12.0
    assert [line["status"] for line in order["lines"]] == ["completed", "refunded"]
    assert len(shop.bank.bookings(order=pk, kind="refunded")) == 1
