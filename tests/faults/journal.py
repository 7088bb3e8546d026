"""What the buyers were told, kept outside the system: conservation of stock alone does not show an order that is lost."""

import dataclasses
import threading
from collections import Counter

KINDS = ("lost", "oversold", "stuck", "duplicated", "broken")
FINAL = ("completed", "rejected", "refunded", "cancelled")
MAY_FOLLOW = {
    "pending": ("pending", "completed", "rejected", "refunded"),
    "completed": ("completed", "refunded"),
    "rejected": ("rejected",),
    "refunded": ("refunded",),
    "cancelled": ("cancelled",),
}
SAME = ("pk", "product_id", "price", "fee", "total", "quantity", "amount", "product_name", "created_at")


class Findings:
    """Every violation of an invariant, from any thread."""

    def __init__(self):
        self.found = []
        self.lock = threading.Lock()

    def report(self, kind, what):
        assert kind in KINDS
        with self.lock:
            self.found.append((kind, what))

    def counts(self, since=0):
        counted = Counter(kind for kind, _ in self.found[since:])
        return {kind: counted[kind] for kind in KINDS}


@dataclasses.dataclass
class Product:
    id: str
    price: float
    initial: int
    hot: bool = False
    restocked: int = 0
    withdrawn: int = 0
    deleted: bool = False  # or somebody has begun to
    edits: int = 0


@dataclasses.dataclass
class Wish:
    """One order that a buyer wants, however often it is asked for."""

    product_id: str
    quantity: int
    key: str | None
    order: dict | None = None  # the first 201
    unknown: int = 0  # answers that never came, or said that it may have happened
    refused: str | None = None  # the last refusal's code
    given_up: bool = False  # its abandonment has been asked for

    @property
    def body(self):
        return {"id": self.product_id, "quantity": self.quantity}

    @property
    def open(self):
        """Nobody knows whether it was placed; with a key, asking again tells."""
        return self.order is None and self.unknown > 0


class Journal:
    def __init__(self, findings):
        self.findings = findings
        self.products = {}  # id -> Product
        self.wishes = []
        self.acknowledged = {}  # pk -> Wish
        self.seen = {}  # pk -> the last status that a poll saw
        self.answers = Counter()

    def add(self, wish):
        self.wishes.append(wish)
        return wish

    def yes(self, wish, order, known=None):
        self.answers["yes"] += 1
        if wish.order is None:
            other = self.acknowledged.get(order["pk"])
            if other:
                self.findings.report("duplicated", f"two orders under one pk: {wish} and {other}")
            wish.order = order
            self.acknowledged[order["pk"]] = wish
            if (order["product_id"], order["quantity"]) != (wish.product_id, wish.quantity):
                self.findings.report("broken", f"{order} is not what was asked for: {wish}")
        elif any(order[field] != wish.order[field] for field in SAME):
            self.findings.report("duplicated", f"one key, two answers: {wish.order} and {order}")
        if order["status"] == "cancelled" and not wish.given_up:
            self.findings.report("broken", f"{order} was cancelled, and nobody has given it up")
        self.saw(order, known)

    def no(self, wish, code, known):
        """`known`: it was acknowledged when this was asked."""
        self.answers["no"] += 1
        wish.refused = code
        if known:
            self.findings.report("lost", f"acknowledged as {wish.order['pk']}, then refused with {code}: {wish}")

    def maybe(self, wish):
        self.answers["unknown"] += 1
        wish.unknown += 1

    def status_of(self, pk):
        return self.seen.get(pk, "pending")

    def saw(self, order, known=None):
        """An answer; `known` is what was known of the order when it was asked for, since answers overtake each other."""
        status, before = order["status"], self.seen.get(order["pk"])
        if known and status not in MAY_FOLLOW[known]:
            self.findings.report("broken", f"{order['pk']} went from {known} to {status}")
        if before and (before == "cancelled") != (status == "cancelled"):
            self.findings.report("broken", f"{order['pk']} was {before} and is {status}: an order and its end, both")
        if before is None or status in MAY_FOLLOW[before]:
            self.seen[order["pk"]] = status
        return order
