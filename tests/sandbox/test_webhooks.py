"""Webhooks as a shop gets them; that Stripe's SDK accepts them is tested in sandbox/sdk."""

import time

from bank import Bank
from processes import wait_until

SALE = {"payment_intent.created", "payment_intent.amount_capturable_updated", "checkout.session.completed"}


def types(shop):
    return [webhook.event["type"] for webhook in shop.webhooks]


def test_pauses_between_attempts_grow(own_bank, shop):
    shop.answer = 500
    own_bank.press(own_bank.create(), "cancel")
    wait_until(lambda: len(shop.webhooks) >= 3, what="three attempts")
    first, second, third = (webhook.arrived for webhook in shop.webhooks[:3])
    assert 0.9 < second - first
    assert 1.9 < third - second
    shop.answer = 200
    wait_until(lambda: own_bank.get("events")["data"][0]["pending_webhooks"] == 0, what="it is accepted")
    assert len({webhook.event["id"] for webhook in shop.webhooks}) == 1


def test_webhooks_that_never_come_are_events_nevertheless(own_bank, shop):
    own_bank.fault("webhook", how="never")
    own_bank.paid()
    own_bank.http.delete("/faults")
    own_bank.press(own_bank.create(), "cancel")
    wait_until(lambda: shop.webhooks, what="the next webhook")
    assert types(shop) == ["checkout.session.expired"]
    assert SALE <= {event["type"] for event in own_bank.get("events")["data"]}


def test_a_late_webhook_comes_after_later_ones(own_bank, shop):
    own_bank.fault("webhook", how="late", seconds=1, event="payment_intent.created")
    own_bank.paid()
    wait_until(lambda: len(shop.webhooks) == 3, what="all of them")
    assert types(shop)[-1] == "payment_intent.created"


def test_doubled_webhooks_come_twice(own_bank, shop):
    own_bank.fault("webhook", how="doubled")
    own_bank.paid()
    wait_until(lambda: len(shop.webhooks) == 6, what="all of them twice")
    assert sorted(types(shop)) == sorted([*SALE, *SALE])


def test_shuffled_webhooks_come_in_another_order(own_bank, shop):
    own_bank.fault("webhook", how="shuffled", seed=3)
    for _ in range(4):
        own_bank.paid()
    wait_until(lambda: len(shop.webhooks) == 12, what="all of them")
    made = [event["id"] for event in reversed(own_bank.get("events", limit=100)["data"])]
    came = [webhook.event["id"] for webhook in shop.webhooks]
    assert sorted(came) == sorted(made)
    assert came != made


def test_wrong_and_old_signatures_are_wrong_and_old(own_bank, shop):
    own_bank.fault("webhook", how="wrongly_signed", times=1)
    own_bank.fault("webhook", how="old", times=1)
    own_bank.press(own_bank.create(), "cancel")
    wait_until(lambda: len(shop.webhooks) == 1, what="the wrong one")
    own_bank.press(own_bank.create(), "cancel")
    wait_until(lambda: len(shop.webhooks) == 2, what="the old one")
    wrong, old = shop.webhooks
    assert not wrong.is_signed()
    assert old.is_signed() and old.signed_at < time.time() - 600


def test_no_webhook_is_sent_while_the_bank_is_away(own_bank, shop):
    own_bank.fault("webhook", how="late", seconds=0.3)
    own_bank.press(own_bank.create(), "cancel")
    own_bank.fault("away", seconds=1)
    began = time.monotonic()
    wait_until(lambda: shop.webhooks, what="the webhook")
    assert shop.webhooks[0].arrived - began > 0.9


def test_each_secret_of_a_rotation_signs(tmp_path, shop):
    bank = Bank(tmp_path, SOUK_BANK_WEBHOOK_URL=shop.url, SOUK_STRIPE_WEBHOOK_SECRET="whsec_new, whsec_old").start()
    bank.press(bank.create(), "cancel")
    wait_until(lambda: shop.webhooks, what="the webhook")
    assert shop.webhooks[0].is_signed("whsec_new") and shop.webhooks[0].is_signed("whsec_old")
    bank.stop()
