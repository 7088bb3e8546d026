"""Faults on demand: what the caller sees, and what has happened nevertheless."""

import http.client
import json
import time

import pytest

from bank import KEY
from processes import wait_until

CUT = (ConnectionError, http.client.HTTPException)


def test_a_lost_answer_has_its_effect_and_the_key_repeats_it(bank):
    intent = bank.paid()
    bank.fault("answer_lost", call="capture", times=2)
    for _ in range(2):
        with pytest.raises(CUT):
            bank.capture(intent, key=f"lost {intent}")
    answer = bank.capture(intent, key=f"lost {intent}")
    assert answer.json["status"] == "succeeded"
    assert bank.kinds(intent) == ["authorized", "captured"]


def test_a_fault_is_of_the_named_call_only(bank):
    intent = bank.paid()
    bank.fault("answer_lost", call="refund")
    assert bank.capture(intent).status == 200


def test_a_slow_call_works_although_its_caller_has_gone(bank):
    intent = bank.paid()
    bank.fault("slow", call="capture", seconds=0.5, times=1)
    with pytest.raises(TimeoutError):
        bank.api("POST", f"payment_intents/{intent}/capture", key=f"slow {intent}", timeout=0.1)
    assert bank.status(intent) == "requires_capture"
    busy = bank.capture(intent, key=f"slow {intent}")
    assert (busy.status, busy.json["error"]["code"]) == (409, "idempotency_key_in_use")
    wait_until(lambda: bank.status(intent) == "succeeded", what="the late effect")
    assert bank.capture(intent, key=f"slow {intent}").headers["Idempotent-Replayed"] == "true"
    assert bank.kinds(intent) == ["authorized", "captured"]


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_refusal_before_the_call_has_no_effect_and_keeps_nothing(bank, status):
    intent = bank.paid()
    bank.fault("status", call="capture", status=status, times=1)
    answer = bank.capture(intent, key=f"refused {intent}")
    assert answer.status == status
    assert answer.json["error"]["message"]
    assert answer.headers["Retry-After"] == ("1" if status == 429 else None)
    assert bank.status(intent) == "requires_capture"
    again = bank.capture(intent, key=f"refused {intent}")
    assert (again.status, again.headers["Idempotent-Replayed"]) == (200, None)


@pytest.mark.parametrize("effect", [False, True])
def test_a_500_is_repeated_by_its_key_and_another_key_shows_the_truth(bank, effect):
    intent = bank.paid()
    bank.fault("status", call="capture", status=500, effect=effect, times=1)
    answers = [bank.capture(intent, key=f"500 {intent}") for _ in range(2)]
    assert [answer.status for answer in answers] == [500, 500]
    assert answers[1].headers["Idempotent-Replayed"] == "true"
    assert bank.status(intent) == ("succeeded" if effect else "requires_capture")
    assert bank.capture(intent, key=f"500 {intent} again").status == (400 if effect else 200)
    assert bank.kinds(intent) == ["authorized", "captured"]


def test_a_500_that_is_not_kept_is_worked_again(bank):
    intent = bank.paid()
    bank.fault("status", call="capture", status=500, kept=False, times=1)
    assert [bank.capture(intent, key=f"not kept {intent}").status for _ in range(2)] == [500, 200]


def test_nonsense_is_no_answer_of_the_bank_but_the_effect_is_there(bank):
    for how in ("html", "truncated", "types"):
        intent = bank.paid()
        bank.fault("nonsense", call="capture", how=how, times=1)
        answer = bank.capture(intent)
        assert answer.status == 200
        if how == "types":
            assert answer.json["amount"] == "2400"
            assert isinstance(answer.json["status"], int)
        else:
            with pytest.raises(ValueError):
                json.loads(answer.body)
        assert bank.status(intent) == "succeeded"


def test_a_rate_strikes_that_share_and_a_seed_repeats_it(bank):
    def struck():
        fault = bank.fault("status", call="balance", status=503, rate=0.3, seed=7)
        statuses = [bank.api("GET", "balance").status for _ in range(100)]
        bank.http.delete(f"/faults/{fault['id']}")
        return statuses

    first = struck()
    assert 15 <= first.count(503) <= 45
    assert struck() == first


def test_an_absence_cuts_every_connection_and_ends_by_itself(bank):
    bank.fault("away", seconds=0.5)
    for path in ("/healthz", "/v1/balance", "/pay/x"):
        with pytest.raises(CUT):
            bank.http.get(path)
    assert bank.http.get("/faults").json["away_for"] > 0
    wait_until(lambda: bank.http.status_of("/healthz") == 200, what="the bank is back")


def test_forgotten_keys_work_again(bank):
    first = bank.create(key="forgotten")
    bank.fault("forget_keys")
    assert bank.create(key="forgotten")["id"] != first["id"]


def test_a_key_with_two_bodies_is_counted_once_also_after_it_was_forgotten(bank):
    def count():
        return bank.journal()[-1]["two_bodies"]

    before = count()
    for reference in ("a", "b", "c"):
        bank.api("POST", "refunds", {"payment_intent": reference}, "two bodies")
    assert count() == before + 1
    bank.create(key="two later", reference="a")
    bank.fault("forget_keys")
    bank.create(key="two later", reference="b")
    assert count() == before + 2


def test_the_order_of_parameters_makes_no_other_body(bank):
    headers = {"Authorization": f"Bearer {KEY}", "Idempotency-Key": "order of parameters"}
    intent = bank.captured()
    answers = [
        bank.http.post("/v1/refunds", body, headers=headers)
        for body in (f"payment_intent={intent}&amount=5".encode(), f"amount=5&payment_intent={intent}".encode())
    ]
    assert answers[0].json == answers[1].json


def test_bookings_follow_a_refund_that_is_pending_and_comes_back(bank):
    intent = bank.captured()
    bank.fault("refund", steps=["pending", "succeeded", "failed"], seconds=0.1, times=1)
    refund = bank.refund(intent, amount=1000, key="comes back").json
    wait_until(lambda: bank.get(f"refunds/{refund['id']}")["status"] == "failed", what="the refund failed")
    assert bank.kinds(intent) == ["authorized", "captured", "refunded", "refund_failed"]
    assert {booking["amount"] for booking in bank.bookings(refund=refund["id"])} == {1000}


def test_a_refund_that_never_succeeds_takes_nothing_from_the_balance(bank):
    def balance():
        return bank.get("balance")["available"][0]["amount"]

    intent = bank.captured()
    before = balance()
    bank.fault("refund", steps=["pending", "failed"], seconds=0.1, times=1)
    refund = bank.refund(intent).json
    wait_until(lambda: bank.get(f"refunds/{refund['id']}")["status"] == "failed", what="the refund failed")
    assert bank.kinds(intent) == ["authorized", "captured", "refund_failed"]
    assert balance() == before


def test_coming_authorizations_lapse_when_a_fault_says_so(bank):
    bank.fault("lapse", after=0.2, times=1)
    intent = bank.paid()
    wait_until(lambda: bank.status(intent) == "canceled", what="the authorization lapsed")
    assert bank.kinds(intent) == ["authorized", "canceled"]
    assert bank.capture(intent).json["error"]["code"] == "payment_intent_unexpected_state"
    other = bank.paid()
    time.sleep(0.4)
    assert bank.status(other) == "requires_capture"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fault": "flood"}, "'fault' must be one of answer_lost, slow"),
        ({"fault": "slow"}, "'slow' needs 'seconds'"),
        ({"fault": "slow", "seconds": "1"}, "'seconds' must be a number of seconds"),
        ({"fault": "answer_lost", "call": "pay"}, "'call' must be one of create_session"),
        ({"fault": "answer_lost", "rate": 2}, "'rate' must be a number above 0, at most 1"),
        ({"fault": "answer_lost", "times": True}, "'times' must be a positive integer"),
        ({"fault": "answer_lost", "call": ["capture"]}, "'call' must be one of"),
        ({"fault": "forget_keys", "times": 1}, "'forget_keys' has no 'times'. It may have nothing."),
        ({"fault": "dispute", "payment_intent": "pi_x"}, "No such payment_intent: 'pi_x'"),
        ({"fault": ["away"]}, "'fault' must be one of"),
        ([], "'fault' must be one of"),
    ],
)
def test_a_wrong_fault_is_refused_in_words(bank, fields, words):
    answer = bank.http.post("/faults", fields)
    assert answer.status == 400
    assert words in answer.json["error"]
