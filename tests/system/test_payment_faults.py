"""A provider that fails, and processes that are killed in the middle of a payment's step."""

import pytest
from conftest import running_system
from shopping import place, session_of, when_order_is, when_payment_is
from souk import wait_until

PATIENCE = 90  # a killed worker's order is taken again after 20 s, and a wait between tries grows


@pytest.fixture
def shop(tmp_path):
    yield from running_system(tmp_path, sandbox=True)


def order_one(shop):
    return place(shop.payment, (shop.create_product(price=20.0, quantity=1)["id"], 1))


def pay(shop, pk):
    shop.bank.press(session_of(when_payment_is(shop.payment, pk, "requires_payment")), "pay")


FAULTS = {
    "nonsense": ({"fault": "nonsense", "how": "html"}, "the payment provider: "),
    "half an answer": ({"fault": "nonsense", "how": "truncated"}, "the payment provider: "),
    "values of wrong types": ({"fault": "nonsense", "how": "types"}, "the payment provider: "),
    "401": ({"fault": "status", "status": 401}, "the payment provider: "),
    "403": ({"fault": "status", "status": 403}, "the payment provider: "),
    "503": ({"fault": "status", "status": 503}, "the payment provider: "),
    "away": ({"fault": "away", "seconds": 3600}, "the payment provider: "),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_while_the_provider_fails_the_worker_says_why_and_then_resumes_by_itself(shop, fault):
    what, words = FAULTS[fault]
    shop.bank.fault(**what)
    pks = [order_one(shop) for _ in range(6)]
    wait_until(lambda: shop.worker.http.status_of("/readyz") == 503, PATIENCE, "the worker says that it waits")
    said = shop.worker.http.get("/readyz").text
    assert words in said, said
    for pk in pks:
        order = shop.read_order(pk)
        assert (order["status"], order["payment"]["captured"]) == ("pending", 0.0)
    assert shop.payment.get("/readyz").status == 200
    shop.bank.http.delete("/faults")
    for pk in pks:
        when_payment_is(shop.payment, pk, "requires_payment", deadline=PATIENCE)
        pay(shop, pk)
        when_order_is(shop.payment, pk, "completed", deadline=PATIENCE)
    wait_until(lambda: shop.worker.http.status_of("/readyz") == 200, PATIENCE, "the worker is ready again")
    assert shop.bank.journal()[-1] == {"kind": "keys", "two_bodies": 0}


def steps_under_way(shop):
    """Five orders, each in the middle of another step: the bank has the call, and its effect comes later. By the kinds of
    bookings that the order ends with."""
    to_capture, to_expire, to_cancel, to_refund = (order_one(shop) for _ in range(4))
    pay(shop, to_refund)
    when_order_is(shop.payment, to_refund, "completed")
    opened = {pk: when_payment_is(shop.payment, pk, "requires_payment") for pk in (to_capture, to_expire, to_cancel)}
    calls = ("create_session", "capture", "expire_session", "cancel", "refund")
    with shop.worker.paused():
        for pk in (to_cancel, to_expire):
            assert shop.payment.post(f"/orders/{pk}/cancel").status == 200
        shop.bank.press(session_of(opened[to_cancel]), "pay")  # after it was cancelled, so it is cancelled at the bank
        for call in calls:
            shop.bank.fault("slow", call=call, seconds=4)
        shop.bank.press(session_of(opened[to_capture]), "pay")
        answer = shop.payment.post(f"/orders/{to_refund}/refunds", {"amount": 24.0}, headers={"Idempotency-Key": "all"})
        assert answer.status == 202, answer
        to_authorize = order_one(shop)
    hit = lambda: {fault["call"] for fault in shop.bank.http.get("/faults").json["faults"] if fault["hits"]}
    wait_until(lambda: hit() == set(calls), what="each step is under way")
    return {
        to_authorize: ("completed", ["authorized", "captured"]),
        to_capture: ("completed", ["authorized", "captured"]),
        to_expire: ("cancelled", []),
        to_cancel: ("cancelled", ["authorized", "canceled"]),
        to_refund: ("refunded", ["authorized", "captured", "refunded"]),
    }


@pytest.mark.parametrize("killed", ["worker", "payment_api", "bank"])
def test_an_order_ends_right_when_a_process_is_killed_in_the_middle_of_its_step(shop, killed):
    ends = steps_under_way(shop)
    process = getattr(shop, killed)
    process.kill()
    process.start()
    wait_until(shop.payment_api.ready, what="payment's API answers")
    shop.bank.http.delete("/faults")
    to_authorize = next(iter(ends))
    when_payment_is(shop.payment, to_authorize, "requires_payment", deadline=PATIENCE)
    pay(shop, to_authorize)
    for pk, (status, kinds) in ends.items():
        when_order_is(shop.payment, pk, status, deadline=PATIENCE)
        assert [booking["kind"] for booking in shop.bank.bookings(order=pk)] == kinds
    assert shop.bank.journal()[-1] == {"kind": "keys", "two_bodies": 0}
