"""A round's trade: buyers, the shop's owner, and onlookers of orders, all over HTTP and at once, in a thread of its own."""

import asyncio
import dataclasses
import random
import threading
import time
import traceback
import uuid

import limits
from cluster import SETTLE_DELAY
from http_client import Pool, Unanswered
from journal import Product, Wish
from till import Till

BUYERS = 50
FANS = 12  # devices of those who want the limited product
OWNERS = 3
ONLOOKERS = 3
PRODUCTS = 15
REPEATS = 0.2  # of the requests of a kind carry a key that was used before
GIVEN_UP = 0.1  # of the orders with a key are abandoned: at the same time, or later in any status
CANCELLED = 0.1  # of the orders are cancelled: soon, while they are pending, or late
CARTS = 0.4  # of the orders have several lines
WITH_CUSTOMER = 0.3
CUSTOMER = {"email": "ada@example.com", "name": "Ada Lovelace",
            "address": {"line1": "12 St James's Square", "postal_code": "SW1Y 4JH", "city": "London", "country": "GB"}}
REFUSALS = ("sold_out", "insufficient_stock", "product_not_found")
UNHEALED = 60  # seconds of repeated requests after the healing


@dataclasses.dataclass(frozen=True)
class Pace:
    pause: float = 0.12  # seconds between two orders of a buyer
    fan_pause: float = 0.12  # and of a device of those who want the limited product
    scarce: int = 400  # the largest stock of the products that may sell out
    deletions: float = 1  # their weight among the changes of an owner, which is 12


class Load:
    def __init__(self, cluster, journal, seed, pace=Pace()):
        self.cluster, self.journal, self.seed, self.pace = cluster, journal, seed, pace
        self.findings = journal.findings
        self.random = random.Random(seed)
        self.healed = threading.Event()
        self.opened = threading.Event()
        self.failure = None
        self.thread = threading.Thread(target=self._run, name="load", daemon=True)

    def start(self):
        self.thread.start()
        self.opened.wait()
        return self

    def finish(self):
        """After the healing: requests with an unknown result are repeated until the result is known."""
        self.healed.set()
        self.thread.join()
        if self.failure:
            self.findings.report("stuck", f"the trade did not end: {self.failure}")

    def _run(self):
        try:
            asyncio.run(self._trade())
        except Exception:
            self.failure = traceback.format_exc()
        finally:
            self.opened.set()

    async def _trade(self):
        ports = self.cluster.shop_ports
        self.payment = Pool(ports["payment"], BUYERS + FANS + 30)
        self.inventory = Pool(ports["inventory"], OWNERS + ONLOOKERS)
        self.till = Till(self.cluster, self.journal, self.payment, self.healed) if self.journal.sandbox else None
        await self._open_shop()
        self.opened.set()
        async with asyncio.TaskGroup() as self.people:
            people = self.people
            for number in range(BUYERS):
                people.create_task(self._buyer(random.Random(f"{self.seed}/buyer/{number}"), self._wish, self.pace.pause))
            for number in range(FANS):
                people.create_task(self._buyer(random.Random(f"{self.seed}/fan/{number}"), self._wish_of_a_fan, self.pace.fan_pause))
            for number in range(OWNERS):
                people.create_task(self._owner(number, random.Random(f"{self.seed}/owner/{number}")))
            for number in range(ONLOOKERS):
                people.create_task(self._onlooker(random.Random(f"{self.seed}/onlooker/{number}")))
            if self.till:
                people.create_task(self.till.refund_some(random.Random(f"{self.seed}/admin")))
        await asyncio.gather(*(self._resolve(wish) for wish in self.journal.wishes if wish.open and wish.key))
        if self.till:
            await self.till.close()
        self.payment.close()
        self.inventory.close()

    # The products of a round: one in high demand, some that sell out, some that are deleted, and one in two sizes with a limit.
    async def _open_shop(self):
        self.cookies = limits.sign_in(self.cluster.own_redis("payment").connection(), self.seed)
        self.shelf = []
        for number in range(PRODUCTS):
            stock = 20_000 if number < 4 else self.random.randint(20, self.pace.scarce)
            self.shelf.append(await self._create(f"product {number}", stock, hot=number == 0))
        group = self.journal.group = f"limited-{uuid.UUID(int=self.random.getrandbits(128)).hex}"
        answer = await self.inventory.insist("PUT", f"/groups/{group}", limits.GROUP)
        assert answer.status == 201, answer
        terms = {"limit_per_customer": limits.LIMIT, "group": group}
        self.limited = [await self._create(f"limited {size}", 20_000, {**terms, "options": {"size": size}}, limited=True) for size in "SM"]

    async def _create(self, name, stock, terms={}, **kind):
        price = self.random.randint(100, 9999) / 100
        answer = await self.inventory.insist("POST", "/products", {"name": name, "price": price, "quantity": stock, **terms})
        assert answer.status == 201, answer
        product = Product(answer.json["id"], price, stock, **kind)
        self.journal.products[product.id] = product
        return product

    # Buyers.

    async def _buyer(self, chance, wish_of, pause):
        own = []
        while not self.healed.is_set():
            key = None if chance.random() < 0.1 else uuid.UUID(int=chance.getrandbits(128)).hex
            customer = CUSTOMER if self.till or chance.random() < WITH_CUSTOMER else None
            wish = self.journal.add(wish_of(chance, key, customer))
            if key and chance.random() < REPEATS / 2:
                await asyncio.gather(self._ask(wish), self._ask(wish))  # at the same time
            elif key and chance.random() < GIVEN_UP:
                await asyncio.gather(*chance.sample([self._ask(wish), self._give_up(wish)], 2))
            else:
                await self._ask(wish)
            if self.till and wish.order:
                self.people.create_task(self.till.pay(wish.order["pk"], random.Random(chance.random())))
            if wish.order and chance.random() < CANCELLED / 2:
                await asyncio.sleep(chance.uniform(0, 2 * SETTLE_DELAY))
                await self._cancel(wish)
            if key:
                own.append(wish)
            if own and chance.random() < CANCELLED / 2:
                await self._cancel(chance.choice(own[-20:]))
            if own and chance.random() < REPEATS / 2:
                await self._ask(chance.choice(own[-20:]))  # later
            if own and chance.random() < GIVEN_UP / 2:
                await self._give_up(chance.choice(own[-20:]))
            await asyncio.sleep(chance.expovariate(1 / pause))

    def _wish(self, chance, key, customer):
        return Wish(self._lines(chance), key, customer)

    def _wish_of_a_fan(self, chance, key, customer):
        sizes = chance.sample(self.limited, chance.randint(1, 2))
        lines = tuple((size.id, chance.randint(1, limits.LIMIT)) for size in sizes)
        if chance.random() < CARTS:
            lines += ((chance.choice(self.shelf).id, 1),)
        return Wish(lines, key, customer, chance.choice(self.cookies))

    def _lines(self, chance):
        products = chance.sample(self.shelf, chance.randint(2, 4) if chance.random() < CARTS else 1)
        if chance.random() < 0.4 and self.shelf[0] not in products:
            products[0] = self.shelf[0]
        return tuple((product.id, chance.randint(1, 3)) for product in products)

    async def _ask(self, wish):
        known = wish.order and self.journal.status_of(wish.order["pk"])
        began = time.monotonic()
        try:
            answer = await self.payment.request("POST", "/orders", wish.body, **wish.headers)
        except Unanswered:
            self._note(wish, began, None)
            self.journal.maybe(wish)
            return False
        self._note(wish, began, answer.status)
        if answer.status == 201:
            self.journal.yes(wish, answer.json, known)
        elif answer.status in (404, 409) and answer.json["code"] in REFUSALS:
            self.journal.no(wish, answer.json["code"], known)
        elif answer.status == 503:
            self.journal.maybe(wish)
            if "retry-after" not in answer.headers:
                self.findings.report("broken", f"a 503 without Retry-After: {answer}")
            await asyncio.sleep(0.1)
            return False
        else:
            self.findings.report("broken", f"{wish} was answered {answer}")
        return True

    def _note(self, wish, began, status):
        """The others are completed by partitions of several products, or need that of a session."""
        if len(wish.lines) == 1 and not wish.cookie:
            self.journal.asked.append((began, time.monotonic() - began, wish.lines[0][0], wish.key, status))

    async def _give_up(self, wish):
        wish.given_up = True
        known = wish.order and self.journal.status_of(wish.order["pk"])
        try:
            answer = await self.payment.request("POST", "/orders/abandon", wish.body, **wish.headers)
        except Unanswered:
            return self.journal.maybe(wish)
        if answer.status == 200:
            self.journal.yes(wish, answer.json, known)
        elif answer.status == 503:
            self.journal.maybe(wish)
        else:
            self.findings.report("broken", f"giving up {wish} was answered {answer}")

    # A cancellation without an answer stays unknown.
    async def _cancel(self, wish):
        if wish.order is None:
            return
        wish.cancelled = True
        pk = wish.order["pk"]
        known = self.journal.status_of(pk)
        try:
            answer = await self.payment.request("POST", f"/orders/{pk}/cancel")
        except Unanswered:
            return
        ended = ("cancelled", "rejected", "pending") if self.till else ("cancelled", "rejected")
        if answer.status == 200 and answer.json["status"] in ended:
            wish.cancel_accepted = True
            self.journal.saw(answer.json, known)
        elif answer.status == 409 and answer.json["code"] == "already_paid":
            self.journal.paid(pk, known)
        elif answer.status != 503:
            self.findings.report("broken", f"cancelling {wish} was answered {answer}")

    # As a real client would: the same key again, until there is an answer.
    async def _resolve(self, wish):
        try:
            async with asyncio.timeout(UNHEALED):
                while not await self._ask(wish):
                    await asyncio.sleep(0.1)
        except asyncio.TimeoutError:
            self.findings.report("stuck", f"no answer for {UNHEALED} s after healing: {wish}")
        else:
            if wish.order is None:
                wish.unknown = 0

    # Owners: each has products of its own, so that it knows its changes.

    async def _owner(self, number, chance):
        while not self.healed.is_set():
            await asyncio.sleep(chance.expovariate(1 / 0.4))
            product = chance.choice(self.shelf[number::OWNERS])
            if product.deleted:
                continue
            match chance.choices(("price", "restock", "withdraw", "delete"), (4, 4, 3, 0 if product.hot else self.pace.deletions))[0]:
                case "price":
                    await self._edit(product, {"price": chance.randint(100, 9999) / 100}, 0)
                case "restock":
                    await self._edit(product, {}, chance.randint(1, 60))
                case "withdraw":
                    await self._edit(product, {}, -chance.randint(1, 20))
                case "delete":
                    product.deleted = True
                    answer = await self.inventory.insist("DELETE", f"/products/{product.id}", seconds=180)
                    if answer.status not in (204, 404):
                        self.findings.report("broken", f"the deletion of {product} was answered {answer}")

    # A change of the version that was read (If-Match). A mark in the description shows later whether it was made, even when the
    # answer did not arrive.
    async def _edit(self, product, changes, units):
        path = f"/products/{product.id}"
        read = await self.inventory.insist("GET", path, seconds=180, **{"Cache-Control": "no-cache"})
        self._look_at(read)
        product.edits += 1
        mark = f"edit {product.edits}"
        quantity = read.json["quantity"] + units
        changes = {**changes, "description": mark, **({"quantity": quantity} if units else {})}
        if quantity < 0:
            return
        etag = {"If-Match": f'"{read.json["version"]}"'}
        answer = await self.inventory.insist("PATCH", path, changes, seconds=180, **etag)
        made = answer.status == 200
        if answer.status == 412:
            read = await self.inventory.insist("GET", path, seconds=180, **{"Cache-Control": "no-cache"})
            made = read.json["description"] == mark
        elif not made and not (answer.status == 409 and answer.json["code"] == "stock_reserved"):
            self.findings.report("broken", f"the edit {changes} of {product} was answered {answer}")
        if made and units > 0:
            product.restocked += units
        elif made:
            product.withdrawn -= units

    # Onlookers.

    async def _onlooker(self, chance):
        pks = []
        while not self.healed.is_set():
            if chance.random() < 0.1:
                await self._look(f"/products/{chance.choice(self.shelf).id}")
            if len(pks) < len(self.journal.acknowledged):
                pks = list(self.journal.acknowledged)
            if not pks:
                await asyncio.sleep(0.05)
                continue
            await self._poll(chance.choice(pks[-400:]))
            await asyncio.sleep(chance.expovariate(1 / 0.02))

    async def _poll(self, pk):
        known = self.journal.status_of(pk)
        try:
            answer = await self.payment.request("GET", f"/orders/{pk}")
        except Unanswered:
            return
        if answer.status == 200:
            self.journal.saw(answer.json, known)
        elif answer.status != 503:
            self.findings.report("lost", f"{pk} was acknowledged and is answered {answer}")

    async def _look(self, path):
        try:
            self._look_at(await self.inventory.request("GET", path))
        except Unanswered:
            return

    def _look_at(self, answer):
        if answer.status == 200:
            shown = answer.json
            if not 0 <= shown["available"] <= shown["quantity"]:
                self.findings.report("oversold", f"{shown}")
        elif answer.status not in (404, 503):
            self.findings.report("broken", f"a product was answered {answer}")
