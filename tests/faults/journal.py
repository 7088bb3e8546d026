"""The answers that the buyers got, kept outside the system: conservation of stock alone does not show an order that is lost."""

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
SAME = ("pk", "number", "product_id", "price", "fee", "total", "quantity", "amount", "product_name", "created_at")
SAME_OF_A_LINE = ("product_id", "price", "fee", "total", "quantity", "amount", "product_name")


def unchanging(order):
    """What no step of an order changes."""
    return [order[field] for field in SAME] + [[line[field] for field in SAME_OF_A_LINE] for line in order["lines"]]


def lines_of(order):
    return tuple((line["product_id"], line["quantity"]) for line in order["lines"])


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
    limited: bool = False  # see limits.py
    restocked: int = 0
    withdrawn: int = 0
    deleted: bool = False  # or its deletion has begun
    edits: int = 0


@dataclasses.dataclass
class Wish:
    """One order that a buyer wants, in any number of requests."""

    lines: tuple  # (product id, quantity) of each
    key: str | None
    customer: dict | None = None
    cookie: str | None = None  # of a customer who has signed in
    order: dict | None = None  # the first 201
    unknown: int = 0  # answers that never came, or 503: the order may have been placed
    refused: str | None = None  # the last refusal's code
    given_up: bool = False  # an abandonment was requested
    cancelled: bool = False  # a cancellation was requested
    cancel_accepted: bool = False  # and the shop has said yes, while the payment was still open

    @property
    def body(self):
        lines = [{"id": product_id, "quantity": quantity} for product_id, quantity in self.lines]
        return {**(lines[0] if len(lines) == 1 else {"lines": lines}), **({"customer": self.customer} if self.customer else {})}

    @property
    def headers(self):
        key = {"Idempotency-Key": self.key} if self.key else {}
        return key | ({"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"} if self.cookie else {})

    @property
    def open(self):
        """Unknown whether it was placed; with a key, asking again answers that."""
        return self.order is None and self.unknown > 0


@dataclasses.dataclass
class Refund:
    """One refund that the admin wants, in any number of requests."""

    pk: str
    key: str
    body: dict
    restocked: dict = dataclasses.field(default_factory=dict)  # product id -> units that come back if it is accepted
    accepted: bool | None = None  # None: unknown


class Journal:
    """`sandbox`: orders are paid at the bank, and end without a payment when their time runs out."""

    def __init__(self, findings, sandbox=False):
        self.findings, self.sandbox = findings, sandbox
        self.refunds = []
        self.group = ""  # of the limited product
        self.products = {}  # id -> Product
        self.wishes = []
        self.acknowledged = {}  # pk -> Wish
        self.seen = {}  # pk -> the last status that a poll saw
        self.answers = Counter()
        self.asked = []  # of each request for one line: when, seconds, product id, key, status or None
        self.windows = []  # of latency.py

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
            if lines_of(order) != wish.lines:
                self.findings.report("broken", f"{order} is not what was asked for: {wish}")
        elif unchanging(order) != unchanging(wish.order):
            self.findings.report("duplicated", f"one key, two answers: {wish.order} and {order}")
            self.acknowledged.setdefault(order["pk"], wish)
        if order["status"] == "cancelled" and not self.may_be_cancelled(wish):
            self.findings.report("broken", f"{order} was cancelled, and nobody has given it up or cancelled it")
        self.saw(order, known)

    def no(self, wish, code, known):
        """`known`: the order was acknowledged before this request."""
        self.answers["no"] += 1
        wish.refused = code
        if known:
            self.findings.report("lost", f"acknowledged as {wish.order['pk']}, then refused with {code}: {wish}")

    def maybe(self, wish):
        self.answers["unknown"] += 1
        wish.unknown += 1

    def status_of(self, pk):
        return self.seen.get(pk, "pending")

    def may_be_cancelled(self, wish):
        return self.sandbox or wish.given_up or wish.cancelled

    def may_follow(self, pk, before, status):
        if (before, status) == ("pending", "cancelled"):
            return self.sandbox or self.acknowledged[pk].cancelled
        return status in MAY_FOLLOW[before]

    def saw(self, order, known=None):
        """An answer; `known` is the state of the order before the request, since answers overtake each other."""
        pk, status = order["pk"], order["status"]
        before = self.seen.get(pk)
        if known and not self.may_follow(pk, known, status):
            self.findings.report("broken", f"{pk} went from {known} to {status}")
        if before and not (self.may_follow(pk, before, status) or self.may_follow(pk, status, before)):
            self.findings.report("broken", f"{pk} was {before} and is {status}: two ends of one order")
        if before is None or self.may_follow(pk, before, status):
            self.seen[pk] = status
        return order

    def paid(self, pk, known):
        """It was too late to cancel the order."""
        if known not in ("pending", "completed", "refunded") or self.status_of(pk) in ("cancelled", "rejected"):
            self.findings.report("broken", f"{pk} was {known}, is {self.status_of(pk)}, and is said to be paid")
        elif self.status_of(pk) == "pending" and not self.sandbox:  # there the capture may only be asked for
            self.seen[pk] = "completed"
