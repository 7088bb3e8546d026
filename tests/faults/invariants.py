"""The invariants of a quiet system: first through the APIs, as any client, then in Redis as a second opinion."""

import asyncio
import time
from collections import Counter, defaultdict

import limits
import money
from effects import is_whole_or_void
from http_client import Pool
from journal import FINAL, lines_of, unchanging
from souk import next_page

PAID = ("completed", "refunded")
QUIET = 30  # seconds until everything that was acknowledged is final


def check(cluster, journal, ledger, patience=None):
    """Returns the seconds until quiet, and every order of the journal's products as it is listed: pk -> order."""
    took = wait_until_quiet(journal, ledger, patience or (cluster.hold + money.PATIENCE if cluster.bank else QUIET))
    orders = asyncio.run(Outside(cluster, journal).check())
    ledger.check(orders)
    limits.check(cluster, journal, orders)
    return took, orders


def wait_until_quiet(journal, ledger, patience):
    started = time.monotonic()
    while (unrest := ledger.unrest()) and time.monotonic() - started < patience:
        time.sleep(0.05)
    for what in unrest[:5]:
        journal.findings.report("stuck", f"not quiet after {patience} s: {what}")
    return time.monotonic() - started


class Outside:
    """Through the APIs."""

    def __init__(self, cluster, journal):
        self.cluster, self.journal = cluster, journal
        self.report = journal.findings.report

    async def check(self):
        self.payment = Pool(self.cluster.ports["payment"], 16)
        self.inventory = Pool(self.cluster.ports["inventory"], 16)
        listed = await self._listed()
        self._placed_once(listed)
        orders = await asyncio.gather(*(self._acknowledged(pk, wish) for pk, wish in self.journal.acknowledged.items()))
        sold = Counter()  # product id -> units
        for order in listed.values():
            self._whole_or_void(order)
            for line in order["lines"]:
                sold[line["product_id"]] += line["quantity"] * self._is_sold(order, line)
        for refund in self.journal.refunds:
            sold.subtract(refund.restocked if refund.accepted else {})
        for order in filter(None, orders):
            if order["pk"] not in listed:
                self.report("lost", f"{order['pk']} is not in the list of orders")
        self._money(listed.values())
        await asyncio.gather(*(self._adds_up(product, sold[product.id])
                               for product in self.journal.products.values()))
        self.payment.close()
        self.inventory.close()
        return listed

    async def _listed(self):
        """Every order of this journal's products: pk -> order."""
        found, of_product = {}, defaultdict(set)

        async def list_orders(product_id):
            path = f"/orders?limit=100&product_id={product_id}"
            while path:
                answer = await self.payment.insist("GET", path)
                if answer.status != 200:
                    return self.report("lost", f"the orders of {product_id} cannot be listed: {answer}")
                for order in answer.json:
                    if order["pk"] in of_product[product_id]:
                        self.report("duplicated", f"{order['pk']} is in the list twice")
                    of_product[product_id].add(order["pk"])
                    found[order["pk"]] = order
                path = next_page(_Headers(answer))

        await asyncio.gather(*map(list_orders, self.journal.products))
        for pk, order in found.items():
            for product_id, _ in lines_of(order):
                if pk not in of_product[product_id]:
                    self.report("lost", f"{pk} is not in the list of its product {product_id}")
        return found

    def _whole_or_void(self, order):
        statuses = [line["status"] for line in order["lines"]]
        if not is_whole_or_void(order["status"], statuses):
            self.report("broken", f"{order['pk']} is {order['status']}, its lines are {statuses}")

    def _is_sold(self, order, line):
        """In the sandbox a line that is paid back stays sold, unless its product was deleted."""
        paid_back = self.journal.sandbox and order["status"] in PAID
        return paid_back or line["status"] == "completed"

    # The only other orders are those without a key whose answer was lost.
    def _placed_once(self, listed):
        unclaimed = Counter()
        for pk, order in listed.items():
            if pk not in self.journal.acknowledged:
                unclaimed[lines_of(order)] += 1
        for wish in self.journal.wishes:
            if wish.order is None and wish.key is None:
                unclaimed[wish.lines] -= wish.unknown
        for what, count in unclaimed.items():
            if count > 0:
                self.report("duplicated", f"{count} orders of {what} that nobody placed")

    async def _acknowledged(self, pk, wish):
        known = self.journal.status_of(pk)
        answer = await self.payment.insist("GET", f"/orders/{pk}")
        if answer.status != 200:
            self.report("lost", f"{pk} was acknowledged and is answered {answer}")
            return None
        order = answer.json
        status = order["status"]
        if unchanging(order) != unchanging(wish.order):
            self.report("broken", f"{order} was acknowledged as {wish.order}")
        if status not in FINAL:
            self.report("stuck", f"{pk} is {status}")
        elif not self.journal.may_follow(pk, known, status):
            self.report("broken", f"{pk} went from {known} to {status}")
        elif status == "cancelled" and not self.journal.may_be_cancelled(wish):
            self.report("broken", f"{pk} is cancelled, and nobody has given it up or cancelled it")
        if wish.cancel_accepted and status in PAID:
            self.report("broken", f"{pk} is {status}, and its cancellation was accepted")
        for line in order["lines"]:
            deleted = self.journal.sandbox or self.journal.products[line["product_id"]].deleted
            if line["status"] == "refunded" and not deleted:
                self.report("broken", f"{pk} was refunded and its product {line['product_id']} is there")
        if wish.customer and status != "cancelled" and order["customer"] is None:
            self.report("lost", f"{pk} has lost its customer")
        steps = [step["step"] for step in order["timeline"]]
        if len(set(steps)) != len(steps) or (status in ("rejected", "cancelled") and "completed" in steps):
            self.report("broken", f"{pk} has the steps {steps}")
        return order

    def _money(self, orders):
        """In minor units: charged minus refunded is the price of the completed lines; in the sandbox it is what completed orders
        keep."""
        charged = refunded = kept = 0
        for order in orders:
            if order["amount"] is None and order["status"] == "cancelled":
                continue  # abandoned while a product could not be looked up
            amounts = [round(line["total"] * 100) * line["quantity"] for line in order["lines"]]
            if round(order["amount"] * 100) != sum(amounts):
                self.report("broken", f"the amount of {order}")
            if (order["status"] in ("completed", "refunded")) != ("completed" in (step["step"] for step in order["timeline"])):
                self.report("broken", f"the timeline of {order}")
            charged += round(order["payment"]["captured"] * 100)
            refunded += round(order["payment"]["refunded"] * 100)
            if not self.journal.sandbox:
                kept += sum(amount for line, amount in zip(order["lines"], amounts) if line["status"] == "completed")
            elif order["status"] in PAID:
                kept += sum(amounts) - round(order["payment"]["refunded"] * 100)
        if charged - refunded != kept:
            self.report("broken", f"{charged} charged - {refunded} refunded is not {kept}")

    async def _adds_up(self, product, completed):
        answer = await self.inventory.insist("GET", f"/products/{product.id}", **{"Cache-Control": "no-cache"})
        ever = product.initial + product.restocked
        if answer.status == 404 and product.deleted:
            if completed > ever:
                self.report("oversold", f"{completed} units of the deleted {product}")
            return
        if answer.status != 200 or product.deleted:
            self.report("lost", f"{product} is answered {answer}")
            return
        ledger = await self.inventory.insist("GET", f"/products/{product.id}/ledger")
        if ledger.status != 200 or not ledger.json["balanced"]:
            self.report("broken", f"the ledger of {product} does not explain its stock: {ledger}")
        shown = answer.json
        on_hand, reserved = shown["quantity"], shown["quantity"] - shown["available"]
        if reserved or on_hand < 0:
            self.report("stuck" if reserved > 0 else "broken", f"{reserved} units are reserved for nobody: {shown}")
        if ever - product.withdrawn != on_hand + reserved + completed:
            kind = "oversold" if on_hand + reserved + completed > ever - product.withdrawn else "lost"
            self.report(kind, f"{product}: {on_hand} on hand + {reserved} reserved + {completed} sold")


class _Headers:
    """The arguments of souk.next_page."""

    def __init__(self, answer):
        self.headers = {"Link": answer.headers.get("link")}
