"""The money of a round in the sandbox: buyers at the bank's page, and the admin who pays back."""

import asyncio
import time
import uuid

from http_client import Pool, Unanswered
from journal import Refund

AT_ONCE = 40  # connections to the bank
LATE = 3  # seconds after the hold, when a buyer stops waiting for the bank's page
WAYS = {"pay": 50, "pay later": 12, "pay at the end": 12, "decline, pay": 9, "pay in two tabs": 7, "cancel": 4, "never": 6}
FINAL = ("completed", "refunded", "rejected", "cancelled")


class Till:
    def __init__(self, cluster, journal, payment, healed):
        self.journal, self.payment, self.healed = journal, payment, healed
        self.hold = cluster.hold
        self.bank = Pool(cluster.bank.port, AT_ONCE)
        self.refunded_units = {}  # (pk, product id) -> units that the admin has put back

    # Buyers.

    async def pay(self, pk, chance):
        began = time.monotonic()
        way = chance.choices(list(WAYS), list(WAYS.values()))[0]
        page = await self._page_of(pk, began + self.hold + LATE)
        if page is None:
            return
        match way:
            case "pay":
                await self._press(page, "pay")
            case "pay later":
                await self._press(page, "later")
                await asyncio.sleep(chance.uniform(0, self.hold))
                await self._press(page, "pay")
            case "pay at the end":
                await asyncio.sleep(max(0, began + self.hold + chance.uniform(-0.2, 0.2) - time.monotonic()))
                await self._press(page, "pay")
            case "decline, pay":
                await self._press(page, "decline")
                await asyncio.sleep(chance.uniform(0, 0.5))
                await self._press(page, "pay")
            case "pay in two tabs":
                await asyncio.gather(self._press(page, "pay"), self._press(page, "pay"))
            case "cancel":
                await self._press(page, "cancel")

    async def _page_of(self, pk, until):
        """The path of the page on which the order is paid; None if it has ended, or there is none in time."""
        while time.monotonic() < until:
            order = await self._read(pk)
            if order and order["status"] in FINAL:
                return None
            if order and order["payment"]["url"]:
                return "/pay/" + order["payment"]["url"].rsplit("/", 1)[1]
            await asyncio.sleep(0.2)
        return None

    async def _read(self, pk):
        known = self.journal.status_of(pk)
        try:
            answer = await self.payment.request("GET", f"/orders/{pk}")
        except Unanswered:
            return None
        return self.journal.saw(answer.json, known) if answer.status == 200 else None

    async def _press(self, page, action):
        """Without an answer the buyer tries once more."""
        for _ in range(2):
            try:
                return await self.bank.request("POST", page, f"action={action}")
            except Unanswered:
                await asyncio.sleep(0.1)
        return None

    # The admin: one refund after the other, so that it is known which units come back.

    async def refund_some(self, chance):
        while not self.healed.is_set():
            await asyncio.sleep(chance.expovariate(1 / 0.08))
            paid = [pk for pk in list(self.journal.acknowledged)[-600:] if self.journal.status_of(pk) == "completed"]
            if not paid:
                continue
            refund = self._wanted(self.journal.acknowledged[chance.choice(paid)].order, chance)
            self.journal.refunds.append(refund)
            await self._ask(refund)
            if chance.random() < 0.2:
                await self._ask(refund)
            if refund.accepted is None:
                await self._insist(refund)

    def _wanted(self, order, chance):
        """Whole lines, units of lines, or an amount."""
        refund = Refund(order["pk"], uuid.UUID(int=chance.getrandbits(128)).hex, {})
        if chance.random() < 0.4:
            most = round(order["amount"] * 100)
            refund.body = {"amount": chance.choice((most, chance.randint(1, most), chance.randint(1, most))) / 100}
            return refund
        lines = chance.sample(order["lines"], chance.randint(1, len(order["lines"])))
        wanted = [{"id": line["product_id"], "quantity": chance.randint(1, line["quantity"])} for line in lines]
        refund.body = {"lines": wanted, "restock": chance.random() < 0.6, "reason": "harness"}
        if refund.body["restock"]:
            for line, units in zip(lines, (one["quantity"] for one in wanted)):
                there = line["quantity"] - self.refunded_units.get((order["pk"], line["product_id"]), 0)
                refund.restocked[line["product_id"]] = min(units, there)
        return refund

    async def _ask(self, refund):
        try:
            answer = await self.payment.request("POST", f"/orders/{refund.pk}/refunds", refund.body,
                                                **{"Idempotency-Key": refund.key})
        except Unanswered:
            return
        if answer.status == 503:
            return
        accepted = answer.status == 202
        if not accepted and not (answer.status == 409 and answer.json["code"] in ("refund_exceeds_captured", "not_paid")):
            self.journal.findings.report("broken", f"{refund} was answered {answer}")
        if refund.accepted and not accepted:
            self.journal.findings.report("lost", f"{refund} was accepted, then answered {answer}")
        if refund.accepted is None and accepted:
            for product_id, units in refund.restocked.items():
                place = refund.pk, product_id
                self.refunded_units[place] = self.refunded_units.get(place, 0) + units
        refund.accepted = accepted

    async def _insist(self, refund, seconds=120):
        until = time.monotonic() + seconds
        while refund.accepted is None and time.monotonic() < until:
            await asyncio.sleep(0.1)
            await self._ask(refund)
        if refund.accepted is None:
            self.journal.findings.report("stuck", f"no answer for {seconds} s: {refund}")

    async def close(self):
        self.bank.close()
