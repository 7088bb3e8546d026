"""The owner's money: ledgers, turnover and reconciliation, at the bank."""

import datetime

import pytest

from conftest import running_system
from processes import wait_until
from shopping import place, session_of, when_order_is, when_payment_is
from souk import assert_problem


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    yield from running_system(tmp_path_factory.mktemp("souk"), sandbox=True)


def today():
    return datetime.datetime.now(datetime.timezone.utc).date()


def day(ago):
    return str(today() - datetime.timedelta(days=ago))


def paid(shop, *lines):
    pk = place(shop.payment, *lines)
    order = when_payment_is(shop.payment, pk, "requires_payment")
    assert shop.bank.press(session_of(order), "pay").status == 303
    return when_order_is(shop.payment, pk, "completed")


def refund(shop, pk, body, key="one"):
    answer = shop.payment.post(f"/orders/{pk}/refunds", body, headers={"Idempotency-Key": key})
    assert answer.status == 202, answer


def ledger_of(shop, pk):
    answer = shop.payment.get(f"/orders/{pk}/ledger")
    assert answer.status == 200, answer
    return answer.json


def turnover(http, **query):
    """Of yesterday and today, since midnight may pass during a test."""
    days = {"from": day(1), **query}
    answer = http.get("/turnover?" + "&".join(f"{name}={value}" for name, value in days.items()))
    assert answer.status == 200, answer
    return answer.json


def test_the_ledger_of_an_order_says_what_was_asked_and_what_became_of_it(shop):
    lamp = shop.create_product(price=20.0, quantity=5)
    drum = shop.create_product(price=10.0, quantity=5)
    pk = paid(shop, (lamp["id"], 2), (drum["id"], 1))["pk"]
    refund(shop, pk, {"lines": [{"id": lamp["id"], "quantity": 1}], "restock": True, "reason": "broken"})
    order = when_payment_is(shop.payment, pk, "partially_refunded")
    ledger = ledger_of(shop, pk)
    intent = shop.bank.bookings(order=pk, kind="captured")[0]["intent"]
    assert (ledger["status"], ledger["provider"], ledger["reference"]) == ("partially_refunded", "sandbox", intent)
    assert (ledger["captured"], ledger["refunded"], ledger["net"]) == (60.0, 24.0, 36.0)
    assert ledger["currency"] == "USD"
    assert order["payment"]["reference"] == intent
    kinds = [event["kind"] for event in ledger["events"]]
    assert kinds == ["authorize_requested", "action_required", "authorized", "capture_requested", "captured", "refund_requested",
                     "refunded"]
    [made] = ledger["refunds"]
    assert made["lines"] == [{"line": 1, "units": 1, "amount": 24.0}]
    assert (made["number"], made["amount"], made["restocked"], made["reason"], made["state"]) == (1, 24.0, 1, "broken", "made")
    assert "example.com" not in str(ledger)


def test_the_list_of_orders_has_the_reference_for_the_books(shop):
    lamp = shop.create_product(quantity=5)
    order = paid(shop, (lamp["id"], 1))
    listed = shop.payment.get(f"/orders?product_id={lamp['id']}").json
    assert [entry["payment"]["reference"] for entry in listed] == [order["payment"]["reference"]]
    assert order["payment"]["reference"].startswith("pi_")


def test_turnover_is_the_sum_of_the_ledgers(shop):
    lamp = shop.create_product(name="A brass lamp", price=20.0, quantity=50)
    drum = shop.create_product(price=0.05, quantity=50)
    before = turnover(shop.payment)
    pks = [paid(shop, (lamp["id"], 1), (drum["id"], 3))["pk"] for _ in range(3)]
    refund(shop, pks[0], {"amount": 7.77})
    refund(shop, pks[1], {"lines": [{"id": lamp["id"]}]})
    for pk in pks[:2]:
        when_payment_is(shop.payment, pk, "partially_refunded")
    after = turnover(shop.payment)
    ledgers = [ledger_of(shop, pk) for pk in pks]
    unassigned = {"captured": 0, "refunded": after["unassigned_refunds"], "net": -after["unassigned_refunds"]}
    assert after["other_products"]["products"] == 0 and unassigned["refunded"] >= 7.77
    for name in ("captured", "refunded", "net"):
        assert round(after[name] - before[name], 2) == round(sum(ledger[name] for ledger in ledgers), 2)
        assert round(sum(entry[name] for entry in after["days"]), 2) == after[name]
        assert round(sum(entry[name] for entry in after["products"]) + unassigned[name], 2) == after[name]
    assert after["orders"] - before["orders"] == 3
    of_lamp = next(entry for entry in after["products"] if entry["product_id"] == lamp["id"])
    assert (of_lamp["name"], of_lamp["units"], of_lamp["captured"]) == ("A brass lamp", 3, 72.0)
    assert after["since"] is None
    assert after["currency"] == "USD"


def test_turnover_has_every_day_of_its_range_and_the_last_30_by_default(shop):
    whole = shop.payment.get("/turnover").json
    assert (whole["from"], whole["to"]) in [(day(29), day(0)), (day(30), day(1))]
    assert len(whole["days"]) == 30
    old = turnover(shop.payment, **{"from": "2024-01-01", "to": "2024-12-31"})
    assert len(old["days"]) == 366
    assert (old["days"][59], old["net"], old["products"]) == (
        {"day": "2024-02-29", "captured": 0.0, "refunded": 0.0, "net": 0.0, "orders": 0, "refusals": []}, 0.0, [])


@pytest.mark.parametrize("query, loc, kind", [
    ("from=2026-02-30", "from", "date_parsing"),
    ("to=tomorrow", "to", "date_parsing"),
    ("from=2026-11-22T00:00:00Z", "from", "date_parsing"),
    ("from=", "from", "date_parsing"),
    ("from=2026-11-02&to=2026-11-01", "from", "less_than_equal"),
    ("from=2024-01-01&to=2025-01-01", "from", "too_long"),
    ("from=0000-01-01&to=9999-12-31", "from", "too_long"),
])
def test_days_that_are_none_are_refused(shop, query, loc, kind):
    problem = assert_problem(shop.payment.get(f"/turnover?{query}"), 422, "validation_failed")
    assert [(fault["loc"], fault["type"]) for fault in problem["errors"]] == [(["query", loc], kind)]


def test_an_order_that_does_not_exist_has_no_ledger(shop):
    for pk in ("01H28HATR7JG2YBH22ABPJWW00", "nonsense"):
        assert_problem(shop.payment.get(f"/orders/{pk}/ledger"), 404, "order_not_found")


def test_a_reconciliation_runs_when_it_is_asked_for(shop):
    def ended():
        state = shop.payment.get("/payments/reconciliation").json
        return state if state["state"] == "idle" and state["last"] else None

    first = wait_until(ended, 30, "the first reconciliation has ended")
    assert first["next_at"] > first["last"]["ended_at"]
    answer = shop.payment.post("/payments/reconciliation")
    assert answer.status == 202
    assert answer.json["state"] in ("waiting", "running")
    again = wait_until(lambda: (state := ended()) and state["last"]["started_at"] > first["last"]["started_at"] and state, 30,
                       "another reconciliation has ended")
    assert again["last"]["differences"] == 0


def test_a_reconciliation_that_fails_says_why_and_does_not_hinder_the_next(shop):
    def state():
        return shop.payment.get("/payments/reconciliation").json

    wait_until(lambda: state()["state"] == "idle" and state()["last"], what="the first reconciliation has ended")
    shop.bank.kill()
    shop.payment.post("/payments/reconciliation")
    failed = wait_until(lambda: (now := state())["state"] == "idle" and now["problem"] and now, what="it has failed")
    assert "provider" in failed["problem"]
    assert failed["next_at"] > failed["last"]["ended_at"]
    shop.bank.start()
    shop.payment.post("/payments/reconciliation")
    again = wait_until(lambda: (now := state())["state"] == "idle" and not now["problem"] and now, what="the next one has ended")
    assert again["last"]["started_at"] > failed["last"]["started_at"]


@pytest.fixture
def instant(tmp_path):
    yield from running_system(tmp_path, SOUK_ADMIN_TOKEN="owner-of-the-shop")


def test_an_instant_shop_has_ledgers_and_turnover_and_nothing_to_reconcile(instant):
    lamp = instant.create_product(price=20.0, quantity=5)
    pk = instant.place_order(lamp["id"], 2)
    instant.wait_for_order(pk, "completed")
    assert [(event["kind"], event["amount"]) for event in ledger_of(instant, pk)["events"]] == [("captured", 48.0)]
    sums = turnover(instant.payment)
    assert (sums["captured"], sums["refunded"], sums["orders"]) == (48.0, 0.0, 1)
    refund(instant, pk, {"lines": [{"id": lamp["id"], "quantity": 1}]})
    assert turnover(instant.payment)["net"] == 24.0
    ledger = ledger_of(instant, pk)
    assert (ledger["provider"], ledger["reference"], ledger["net"]) == ("instant", None, 24.0)
    assert_problem(instant.payment.post("/payments/reconciliation"), 409, "no_payment_provider")
    assert instant.payment.get("/payments/reconciliation").json == {"state": "idle", "last": None, "next_at": None, "problem": None}


def test_money_is_the_admins(instant):
    anybody = type(instant.payment)(instant.payment.port)
    for path in ("/turnover", "/payments/reconciliation", "/orders/01H28HATR7JG2YBH22ABPJWW00/ledger"):
        assert_problem(anybody.get(path), 401, "unauthorized")
    assert_problem(anybody.post("/payments/reconciliation"), 401, "unauthorized")
