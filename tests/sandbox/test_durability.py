"""What the bank has answered survives kill -9."""

import threading

from bank import Bank, order
from processes import Process, wait_until


def test_bookings_objects_and_keys_survive_a_kill(own_bank):
    session = own_bank.create(key="create")
    own_bank.press(session, "pay")
    intent = own_bank.session(session)["payment_intent"]
    first = own_bank.capture(intent, key="capture")
    own_bank.refund(intent, amount=400, key="refund")
    journal = own_bank.journal()
    own_bank.kill()
    own_bank.start()
    assert own_bank.journal() == journal
    assert [line["kind"] for line in journal] == ["authorized", "captured", "refunded", "keys"]
    again = own_bank.capture(intent, key="capture")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json == first.json
    assert own_bank.api("POST", "checkout/sessions", order(reference="pk-2"), "create").json["error"]["type"] == "idempotency_error"
    assert own_bank.kinds(intent) == ["authorized", "captured", "refunded"]


def test_a_kill_between_calls_loses_no_answered_capture_and_books_none_twice(own_bank):
    intents = [own_bank.paid(reference=f"pk-{number}") for number in range(40)]
    answered = []

    def capture_all():
        for intent in intents:
            try:
                if own_bank.capture(intent, key=f"capture {intent}").status == 200:
                    answered.append(intent)
            except OSError:
                return

    caller = threading.Thread(target=capture_all)
    caller.start()
    wait_until(lambda: len(answered) >= 5, what="some captures are answered")
    own_bank.kill()
    caller.join()
    own_bank.start()
    booked = [booking["intent"] for booking in own_bank.bookings(kind="captured")]
    assert set(answered) <= set(booked)
    for intent in intents:
        assert own_bank.capture(intent, key=f"capture {intent}").status == 200
    assert sorted(booking["intent"] for booking in own_bank.bookings(kind="captured")) == sorted(intents)


def test_a_webhook_that_a_kill_interrupts_is_sent_again(own_bank, shop):
    shop.open.clear()
    own_bank.press(own_bank.create(), "cancel")
    assert shop.called.wait(15)
    own_bank.kill()
    shop.open.set()
    wait_until(lambda: shop.webhooks, what="the interrupted attempt")
    own_bank.start()
    wait_until(lambda: len(shop.of("checkout.session.expired")) == 2, what="another attempt")


def test_a_session_that_expired_while_the_bank_was_down_is_expired_afterwards(own_bank):
    session = own_bank.create()
    own_bank.fault("expire", session=session["id"], after=0.3)
    own_bank.kill()
    own_bank.start()
    wait_until(lambda: own_bank.session(session)["status"] == "expired", what="the session is expired")


def test_a_second_bank_with_the_same_port_says_so(own_bank, tmp_path):
    second = Bank(tmp_path / "second", SOUK_BANK_PORT=str(own_bank.port))
    (tmp_path / "second").mkdir()
    Process.start(second)
    assert second.exit_code() == 78
    assert f"port {own_bank.port}" in second.output()
