"""A quote has the price that an order would have."""

import pytest

from souk import assert_problem, in_parallel, wait_until

from conftest import running_system

pytestmark = pytest.mark.cluster

PRICES = (0.01, 0.02, 0.05, 0.55, 1.0, 9.99, 19.99, 20.0, 33.33, 1234.56)


@pytest.fixture(params=("0", "7", "20", "30"))
def fee_percent(request):
    return request.param


@pytest.fixture
def shop_with_fee(tmp_path, fee_percent):
    yield from running_system(tmp_path, SOUK_FEE_PERCENT=fee_percent)


def quote(souk, *lines):
    answer = souk.payment.post("/quotes", {"lines": [{"id": product_id, "quantity": units} for product_id, units in lines]})
    assert answer.status == 200, answer
    return answer.json


def test_quotes_equal_orders_to_the_cent_whatever_the_fee(shop_with_fee, fee_percent):
    assert shop_with_fee.payment.get("/shop").json["fee_percent"] == int(fee_percent)
    ids = [shop_with_fee.create_product(name=str(price), price=price)["id"] for price in PRICES]
    quoted = quote(shop_with_fee, *((product_id, 3) for product_id in ids))
    orders = [shop_with_fee.order(product_id, 3).json for product_id in ids]
    for line, order in zip(quoted["lines"], orders):
        assert {name: order[name] for name in line if name != "refusal"} == {
            name: line[name] for name in line if name != "refusal"}
        assert line["refusal"] is None
    def cents(name):
        return sum(round(order[name] * 100) for order in orders)

    assert {name: round(quoted[name] * 100) for name in ("goods", "fees", "amount")} == {
        "goods": 3 * cents("price"), "fees": 3 * cents("fee"), "amount": cents("amount")}


def test_the_shop_says_what_a_client_must_know(souk):
    answer = souk.payment.get("/shop")
    assert answer.status == 200
    assert answer.json == {
        "currency": "USD", "decimals": 2, "fee_percent": 20, "payments": "instant", "languages": ["en"], "order_button": [],
    }


def test_a_line_that_would_be_refused_says_why_and_does_not_count(souk):
    lamp, gone, empty = souk.create_product(), souk.create_product(), souk.create_product(quantity=0)
    assert souk.inventory.delete(f"/products/{gone['id']}").status == 204
    quoted = quote(souk, (lamp["id"], 3), (lamp["id"], 101), (gone["id"], 1), (empty["id"], 1))
    assert [line["refusal"] for line in quoted["lines"]] == [None, "insufficient_stock", "product_not_found", "sold_out"]
    assert [line["amount"] for line in quoted["lines"]] == [72.0, 2424.0, None, 24.0]
    assert [line["price"] for line in quoted["lines"]] == [20.0, 20.0, None, 20.0]
    assert {name: quoted[name] for name in ("goods", "fees", "amount")} == {"goods": 60.0, "fees": 12.0, "amount": 72.0}


def test_a_product_in_several_lines_is_quoted_in_each_separately(souk):
    lamp = souk.create_product(quantity=5)["id"]
    quoted = quote(souk, (lamp, 3), (lamp, 4))
    assert [line["refusal"] for line in quoted["lines"]] == [None, None]
    assert quoted["amount"] == 7 * 24.0


def test_a_quote_follows_the_price(souk):
    lamp = souk.create_product()["id"]
    assert quote(souk, (lamp, 1))["amount"] == 24.0
    assert souk.inventory.patch(f"/products/{lamp}", {"price": 30.0}).status == 200
    wait_until(lambda: quote(souk, (lamp, 1))["amount"] == 36.0, what="payment knows the new price")


def test_a_quote_orders_nothing_and_needs_no_redis_for_what_is_known(own_souk):
    lamp = own_souk.create_product()["id"]

    def quoted_without_redis():
        quote(own_souk, (lamp, 1))
        with own_souk.payment_redis.paused():
            answer = own_souk.payment.post("/quotes", {"lines": [{"id": lamp, "quantity": 1}]})
        return answer.status == 200 and answer.json["amount"] == 24.0

    # Not at once: nothing is known before payment follows the changes of products, and the creation is one.
    wait_until(quoted_without_redis, what="a quote of a known product")
    assert own_souk.payment.get("/orders").json == []


def test_a_quote_has_1_to_100_lines_and_every_mistake_is_reported(souk):
    lamp = souk.create_product()["id"]
    assert len(quote(souk, *[(lamp, 1)] * 100)["lines"]) == 100
    for lines in ([], [{"id": lamp, "quantity": 1}] * 101):
        assert_problem(souk.payment.post("/quotes", {"lines": lines}), 422, "validation_failed")
    wrong = souk.payment.post("/quotes", {"lines": [{"id": "x", "quantity": 1}, {"id": lamp, "quantity": 0, "price": 1}]})
    places = [fault["loc"] for fault in assert_problem(wrong, 422, "validation_failed")["errors"]]
    assert places == [["body", "lines", 0, "id"], ["body", "lines", 1, "quantity"], ["body", "lines", 1, "price"]]


def test_without_inventory_a_quote_of_what_is_not_known_is_unavailable(own_souk):
    lamp, other = own_souk.create_product()["id"], own_souk.create_product()["id"]
    quote(own_souk, (lamp, 1))
    own_souk.inventory_api.kill()
    body = {"lines": [{"id": lamp, "quantity": 1}, {"id": other, "quantity": 1}]}
    assert_problem(own_souk.payment.post("/quotes", body), 503, "unavailable")
    own_souk.inventory_api.start()
    own_souk.wait_until_ready()


def test_many_quotes_at_once_are_all_the_same(souk):
    ids = [souk.create_product(name=str(number), price=1.0 + number)["id"] for number in range(20)]
    quoted = in_parallel(lambda _: quote(souk, *((product_id, 1) for product_id in ids)), range(50))
    assert all(one == quoted[0] for one in quoted)
    assert quoted[0]["amount"] == 1.2 * sum(range(1, 21))
