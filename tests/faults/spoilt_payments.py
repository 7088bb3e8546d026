"""A part of the control: shops that break a rule of payments, each by a changed function. The money checks must report that; of the
sound shop they must report nothing.
"""

import library
import money
from load import CUSTOMER
from souk import wait_until

NEW_KEY = (
    ("step.verb, step.attempt, step.asked_at = 'refund', refund.attempt, refund.asked_at",
     "step.verb, step.attempt, step.asked_at = 'refund', now() % 1000000, refund.asked_at"),
    ("local in_hand = 20000", "local in_hand = 1500"),  # so that the call is soon repeated
)
RELEASED_AT_ONCE = (
    ("    ask(ledger, 'expire', 1, time)\n", "    cancel_sale(out, order, time, order.ending)\n"),
)
SUMMED_TWICE = (
    ("    if redis.call('HSETNX', ledger_key, kind .. ':' .. object, event) == 1 then\n",
     "    if kind == 'captured' and redis.call('HEXISTS', ledger_key, 'captured:' .. object) == 1 then kind = 'captured_again' end\n"
     "    if redis.call('HSETNX', ledger_key, kind .. ':' .. object, event) == 1 then\n"),
    ("      if kind == 'captured' then\n",
     "      if kind == 'captured_again' then ledger.captured = ledger.captured + tonumber(event.amount) end\n"
     "      if kind == 'captured' then\n"),
)
COUNTED_TWICE = (
    ("if new > 0 then book_learnt", "learnt[args[3] .. ':' .. args[4]] = true\n  if #args > 0 then book_learnt"),
)
SPOILT = {
    "a refund has a new key at each retry": (NEW_KEY, "duplicated", "booked twice"),
    "units are released before the bank's answer": (RELEASED_AT_ONCE, "stuck", "authorized for ever"),
    "an amount is summed from events that came twice": (SUMMED_TWICE, "broken", "shows"),
}


def seen(cluster):
    """What was changed -> whether it was reported, and of the sound shop nothing."""
    redis = cluster.payment_redis.connection()
    shop = Shop(cluster)
    for what in (sound := shop.findings()):
        print(f"control: found in the sound sandbox: {what}", flush=True)
    answer = {}
    for name, (changes, kind, word) in SPOILT.items():
        library.load(redis, "payment", changes)
        found = [what for what in shop.findings() if what not in sound]
        library.load(redis, "payment")
        answer[name] = not sound and any(kind == other and word in what for other, what in found)
        shop.known += found
    return answer


class Shop:
    def __init__(self, cluster):
        self.cluster, self.known = cluster, []
        self.product = self._post(cluster.inventory, "/products", {"name": "lamp", "price": 20.0, "quantity": 1000}, 201)["id"]

    def _post(self, http, path, body, status, **headers):
        answer = http.post(path, body, headers=headers)
        assert answer.status == status, answer
        return answer.json

    def findings(self):
        """After three sales: one is paid back and the answer is lost, one is cancelled while the buyer pays, one is plain."""
        self._paid_back()
        self._cancelled()
        self._becomes(self._order(pay=True), "completed")
        self._wait_until_idle()
        return [one for one in money.differences(self.cluster) if one not in self.known]

    def _order(self, pay):
        body = {"id": self.product, "quantity": 1, "customer": CUSTOMER}
        pk = self._post(self.cluster.payment, "/orders", body, 201)["pk"]
        self.page = wait_until(lambda: self._read(pk)["payment"]["url"], what=f"the page of {pk} is there").rsplit("/", 1)[1]
        if pay:
            self.cluster.bank.press({"id": self.page}, "pay")
        return pk

    def _read(self, pk):
        return self.cluster.payment.get(f"/orders/{pk}").json

    def _becomes(self, pk, status):
        wait_until(lambda: self._read(pk)["status"] == status, what=f"{pk} is {status}")

    def _paid_back(self):
        pk = self._order(pay=True)
        self._becomes(pk, "completed")
        self.cluster.bank.fault("answer_lost", call="refund", times=1)
        self.cluster.bank.fault("webhook", how="never")  # so that only a repeat of the call can bring it
        self._post(self.cluster.payment, f"/orders/{pk}/refunds", {"amount": 5.0}, 202, **{"Idempotency-Key": f"refund-{pk}"})
        wait_until(lambda: self._read(pk)["payment"]["refunded"] == 5.0, what=f"{pk} is paid back")
        self.cluster.bank.http.delete("/faults")

    def _cancelled(self):
        self.cluster.bank.fault("webhook", how="never")
        pk = self._order(pay=True)
        self._post(self.cluster.payment, f"/orders/{pk}/cancel", None, 200)
        self.cluster.bank.http.delete("/faults")
        self._becomes(pk, "cancelled")

    def _wait_until_idle(self):
        redis = self.cluster.payment_redis.connection()

        def idle():
            due = sum(redis.zcard(key) for key in redis.scan_iter("payment:*:payments_due"))
            waiting = sum(event["pending_webhooks"] for event in self.cluster.bank.get("events", limit=100)["data"])
            return due + waiting == 0

        wait_until(idle, 60, "the payments are idle")
