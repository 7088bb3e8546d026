"""Notifications of the provider, as an attacker and a bad day send them, to the real API."""

import hashlib
import hmac
import json
import time

import pytest
from conftest import running_system
from shopping import place, session_of, when_order_is, when_payment_is
from souk import assert_problem, wait_until

HOOK = "/payments/webhooks/stripe"
SECRET, NEWER = "whsec_souk", "whsec_newer"  # one is being replaced by the other


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    folder = tmp_path_factory.mktemp("souk")
    yield from running_system(folder, sandbox=True, SOUK_STRIPE_WEBHOOK_SECRET=f"{NEWER}, {SECRET}")


@pytest.fixture
def open_order(shop):
    return opened(shop)


@pytest.fixture
def silent(shop, open_order):
    """The bank sends nothing and the worker asks nothing, so that only what a test sends is known."""
    shop.bank.fault("webhook", how="never")
    with shop.worker.paused():
        yield shop
    shop.bank.http.delete("/faults")


def signature(body, secret=SECRET, at=None):
    at = int(time.time()) if at is None else at
    return f"t={at},v1={hmac.new(secret.encode(), b'%d.' % at + body, hashlib.sha256).hexdigest()}"


def send(shop, event, header=None, **options):
    body = event if isinstance(event, bytes) else json.dumps(event).encode()
    header = signature(body, **options) if header is None else header
    return shop.payment.post(HOOK, body, headers={"Stripe-Signature": header or None})


def opened(shop):
    """An order with a pay page."""
    return when_payment_is(shop.payment, place(shop.payment, (shop.create_product(price=20.0)["id"], 1)), "requires_payment")


@pytest.fixture
def authorized(open_order, silent):
    """The event that says that the order is authorized. Nobody has said it yet."""
    silent.bank.press(session_of(open_order), "pay")
    return event_of(silent, open_order)


def event_of(shop, order):
    events = shop.bank.get("events", type="payment_intent.amount_capturable_updated", limit=10)["data"]
    return next(event for event in events if event["data"]["object"]["metadata"]["order"] == order["pk"])


def changed(event, **values):
    return {**event, "data": {"object": {**event["data"]["object"], **values}}}


def ledger_of(shop, order):
    redis = shop.payment_redis.connection()
    key, = (key for key in redis.keys(f"payment:*:{order['pk']}") if any("authorize_requested:" in name for name in fields_of(redis, key)))
    return fields_of(redis, key)


def fields_of(redis, key):
    return redis.hkeys(key) if redis.type(key) == "hash" else []


def payment_of(shop, order):
    return shop.read_order(order["pk"])["payment"]


def test_a_signed_notification_is_applied_once_however_often_it_comes(silent, open_order, authorized):
    for _ in range(3):
        assert send(silent, authorized).status == 200
    assert payment_of(silent, open_order)["status"] == "authorized"
    assert len([name for name in ledger_of(silent, open_order) if name.startswith("authorized:")]) == 1


def test_one_that_is_signed_by_either_secret_is_taken_while_one_replaces_the_other(silent, open_order, authorized):
    for secret in (SECRET, NEWER):
        assert send(silent, authorized, secret=secret).status == 200
    body = json.dumps(authorized).encode()
    both = signature(body, NEWER) + "," + signature(body, "whsec_of_nobody").split(",")[1]
    assert send(silent, body, both).status == 200
    assert payment_of(silent, open_order)["status"] == "authorized"


def forged(body):
    now, good = int(time.time()), signature(body)
    return {
        "unsigned": "", "of another secret": signature(body, "whsec_of_nobody"), "old": signature(body, at=now - 301),
        "of the future": signature(body, at=now + 360), "of another body": signature(body + b" "), "without a time": good.split(",")[1],
        "without a signature": good.split(",")[0], "with another time": f"t={now - 1}," + good.split(",")[1],
        "of an unknown scheme": good.replace("v1=", "v0="), "cut": good[:-1], "in capitals": good.replace("v1=", "V1="),
        "with a time that is none": "t=now," + good.split(",")[1], "empty": "t=,v1=",
    }  # fmt: skip


@pytest.mark.parametrize("kind", forged(b""))
def test_a_notification_without_a_right_signature_changes_nothing(silent, open_order, authorized, kind):
    body = json.dumps(authorized).encode()
    assert_problem(send(silent, body, forged(body)[kind]), 400, "notification_refused")
    assert payment_of(silent, open_order)["status"] == "requires_payment"


def test_the_signature_counts_for_the_bytes_and_not_for_their_meaning(silent, open_order, authorized):
    plain = json.dumps(authorized).encode()
    odd = json.dumps({"\u200b \u00e9 \U0001f4b6": "\\u0000 \ud83d\ude00", **authorized}, indent="\t", ensure_ascii=True)
    odd = b"\r\n " + odd.replace('"type"', '"\\u0074ype"').encode() + b" \n"
    assert send(silent, odd, signature(plain)).status == 400
    assert payment_of(silent, open_order)["status"] == "requires_payment"
    assert send(silent, odd).status == 200
    assert payment_of(silent, open_order)["status"] == "authorized"


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'{"object":"event"}', b"\xff\xfe", b"[" * 100_000, b'{"id":1e999}'])
def test_a_signed_body_that_is_no_event_is_refused(silent, body):
    assert_problem(send(silent, body), 400, "notification_refused")


def test_a_body_of_more_than_a_mebibyte_is_refused(silent):
    assert_problem(send(silent, b"x" * (1024 * 1024 + 1)), 413, "body_too_large")


def test_one_of_the_other_mode_or_of_another_account_is_refused(silent, open_order, authorized):
    for other in ({"livemode": True}, {"account": "acct_other"}):
        assert_problem(send(silent, {**authorized, **other}), 400, "notification_refused")
    assert payment_of(silent, open_order)["status"] == "requires_payment"


def strays_of(shop, order):
    strays = shop.payment.get("/payments/strays").json
    return [stray for stray in strays if stray["reference"] == order["pk"]]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"amount": 2399, "amount_capturable": 2399}, "The order costs 24.0."),
        ({"amount": 2401, "amount_capturable": 2401}, "The order costs 24.0."),
        ({"currency": "eur"}, "The currency is not the shop's."),
    ],
)
def test_another_amount_or_currency_is_a_stray_and_never_applied(silent, open_order, authorized, wrong, why):
    for _ in range(2):
        assert send(silent, changed(authorized, **wrong)).status == 200
    stray, = strays_of(silent, open_order)
    assert stray["why"] == why
    assert payment_of(silent, open_order)["status"] == "requires_payment"


@pytest.mark.parametrize("reference", ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "somebody else's order", "../../x", "\u0000"])
def test_a_booking_of_no_order_is_a_stray(silent, authorized, reference):
    assert send(silent, changed(authorized, id=f"pi_{len(reference)}", metadata={"order": reference})).status == 200
    stray, = strays_of(silent, {"pk": reference})
    assert stray["why"] == "The shop has no such order."


def test_a_notification_of_an_object_that_the_provider_no_longer_has_is_a_stray(shop):
    dispute = {"object": "dispute", "id": "dp_gone", "amount": 500, "currency": "usd", "payment_intent": "pi_gone",
               "created": int(time.time()), "reason": "fraudulent", "status": "needs_response", "charge": "ch_gone"}
    event = {"object": "event", "id": "evt_gone", "livemode": False, "created": int(time.time()),
             "type": "charge.dispute.created", "data": {"object": dispute}}
    assert send(shop, event).status == 200
    strays = lambda: [stray for stray in shop.payment.get("/payments/strays").json if stray["id"] == "disputed:dp_gone"]
    wait_until(strays, 60, "the dispute is a stray")


@pytest.mark.parametrize("how", ["doubled", "shuffled", "wrongly_signed", "old", "late"])
def test_orders_end_right_whatever_happens_to_the_notifications(shop, how):
    shop.bank.fault("webhook", how=how, **({"seconds": 2} if how == "late" else {}))
    orders = [opened(shop) for _ in range(4)]
    for order in orders:
        shop.bank.press(session_of(order), "pay")
    for order in orders:
        paid = when_order_is(shop.payment, order["pk"], "completed", deadline=60)
        assert paid["payment"]["captured"] == paid["amount"]
        assert [booking["kind"] for booking in shop.bank.bookings(order=order["pk"])] == ["authorized", "captured"]
    shop.bank.http.delete("/faults")


def refund(shop, pk, key, **body):
    return shop.payment.post(f"/orders/{pk}/refunds", body, headers={"Idempotency-Key": key})


def test_an_order_that_is_open_is_not_paid_back(shop, open_order):
    assert_problem(refund(shop, open_order["pk"], "one", amount=1.0), 409, "not_paid")


def test_never_more_is_paid_back_than_was_captured_and_a_paid_order_is_not_cancelled(shop, open_order):
    pk = open_order["pk"]
    shop.bank.press(session_of(open_order), "pay")
    when_order_is(shop.payment, pk, "completed")
    assert_problem(shop.payment.post(f"/orders/{pk}/cancel"), 409, "already_paid")
    assert_problem(refund(shop, pk, "too-much", amount=24.01), 409, "refund_exceeds_captured")
    assert refund(shop, pk, "a-part", amount=20.0).status == 202
    assert_problem(refund(shop, pk, "again-too-much", amount=4.01), 409, "refund_exceeds_captured")
    assert when_payment_is(shop.payment, pk, "partially_refunded")["payment"]["refunded"] == 20.0
    assert [booking["amount"] for booking in shop.bank.bookings(order=pk, kind="refunded")] == [2000]


def test_the_worker_is_ready_at_the_end(shop):
    wait_until(lambda: shop.worker.http.status_of("/readyz") == 200, 30, "the worker is ready")
