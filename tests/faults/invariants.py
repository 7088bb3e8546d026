"""What must hold once everything is quiet: seen through the APIs, as anybody could, and then in Redis as a second opinion."""

import asyncio
import time
from collections import Counter, defaultdict

from http_client import Pool
from journal import FINAL, MAY_FOLLOW, SAME
from souk import next_page

QUIET = 30  # seconds until everything that was acknowledged is final


def check(cluster, journal, ledger, patience=QUIET):
    """Answers the seconds until quiet, and every order of the journal's products as it is listed: pk -> order."""
    took = wait_until_quiet(journal, ledger, patience)
    orders = asyncio.run(Outside(cluster, journal).check())
    ledger.check(orders)
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
        by_product = defaultdict(list)
        for order in listed.values():
            by_product[order["product_id"]].append(order)
        for order in filter(None, orders):
            if order["pk"] not in listed:
                self.report("lost", f"{order['pk']} is not in the list of orders")
        self._money(listed.values())
        await asyncio.gather(*(self._adds_up(product, by_product[product.id])
                               for product in self.journal.products.values()))
        self.payment.close()
        self.inventory.close()
        return listed

    async def _listed(self):
        """Every order of this journal's products: pk -> order."""
        found = {}

        async def list_orders(product_id):
            path = f"/orders?limit=100&product_id={product_id}"
            while path:
                answer = await self.payment.insist("GET", path)
                if answer.status != 200:
                    return self.report("lost", f"the orders of {product_id} cannot be listed: {answer}")
                for order in answer.json:
                    if order["pk"] in found:
                        self.report("duplicated", f"{order['pk']} is in the list twice")
                    found[order["pk"]] = order
                path = next_page(_Headers(answer))

        await asyncio.gather(*map(list_orders, self.journal.products))
        return found

    # Beside those acknowledged only orders without a key whose answer was lost may be there.
    def _placed_once(self, listed):
        unclaimed = Counter()
        for pk, order in listed.items():
            if pk not in self.journal.acknowledged:
                unclaimed[order["product_id"], order["quantity"]] += 1
        for wish in self.journal.wishes:
            if wish.order is None and wish.key is None:
                unclaimed[wish.product_id, wish.quantity] -= wish.unknown
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
        status, product = order["status"], self.journal.products[order["product_id"]]
        if any(order[field] != wish.order[field] for field in SAME):
            self.report("broken", f"{order} was acknowledged as {wish.order}")
        if status not in FINAL:
            self.report("stuck", f"{pk} is {status}")
        elif status not in MAY_FOLLOW[known]:
            self.report("broken", f"{pk} went from {known} to {status}")
        elif status == "refunded" and not product.deleted:
            self.report("broken", f"{pk} was refunded and its product is there")
        steps = [step["step"] for step in order["timeline"]]
        if len(set(steps)) != len(steps) or (status in ("rejected", "cancelled") and "completed" in steps):
            self.report("broken", f"{pk} has the steps {steps}")
        return order

    def _money(self, orders):
        """In minor units: what was charged, less what was given back, is what the completed orders cost."""
        charged = refunded = kept = 0
        for order in orders:
            if order["amount"] is None and order["status"] == "cancelled":
                continue  # abandoned while its product could not be looked up
            amount, total = round(order["amount"] * 100), round(order["total"] * 100)
            if amount != total * order["quantity"]:
                self.report("broken", f"the amount of {order}")
            steps = [step["step"] for step in order["timeline"]]
            charged += amount * steps.count("completed")
            refunded += amount * steps.count("refunded")
            kept += amount * (order["status"] == "completed")
        if charged - refunded != kept:
            self.report("broken", f"{charged} charged - {refunded} refunded is not {kept}")

    async def _adds_up(self, product, orders):
        completed = sum(order["quantity"] for order in orders if order["status"] == "completed")
        answer = await self.inventory.insist("GET", f"/products/{product.id}", **{"Cache-Control": "no-cache"})
        ever = product.initial + product.restocked
        if answer.status == 404 and product.deleted:
            if completed > ever:
                self.report("oversold", f"{completed} units of the deleted {product}")
            return
        if answer.status != 200 or product.deleted:
            self.report("lost", f"{product} is answered {answer}")
            return
        shown = answer.json
        on_hand, reserved = shown["quantity"], shown["quantity"] - shown["available"]
        if reserved or on_hand < 0:
            self.report("stuck" if reserved > 0 else "broken", f"{reserved} units are reserved for nobody: {shown}")
        if ever - product.withdrawn != on_hand + reserved + completed:
            kind = "oversold" if on_hand + reserved + completed > ever - product.withdrawn else "lost"
            self.report(kind, f"{product}: {on_hand} on hand + {reserved} reserved + {completed} sold")


class _Headers:
    """As souk.next_page wants them."""

    def __init__(self, answer):
        self.headers = {"Link": answer.headers.get("link")}
