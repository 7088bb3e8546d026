"""What the bank has booked against the ledger of every order: the same money, to the cent, and each booking once."""

import json
import time
from collections import Counter, defaultdict

from cluster import PARTITIONS

PATIENCE = 75  # seconds after the hold: a call whose outcome is unknown is repeated after a minute at most
PAID = ("completed", "refunded")


class Account:
    """Of one order: object (an intent, or the number of a refund) -> amount, of each kind of booking or event."""

    def __init__(self):
        self.of = defaultdict(dict)
        self.twice = []

    def add(self, kind, thing, amount):
        if thing in self.of[kind]:
            self.twice.append(f"{kind} {thing}")
        self.of[kind][thing] = amount

    def refunds(self):
        """Those that have not come back."""
        return {number: amount for number, amount in self.of["refunded"].items() if number not in self.of["refund_failed"]}

    @property
    def captured(self):
        return sum(self.of["captured"].values())

    @property
    def refunded(self):
        return sum(self.refunds().values())


def bank_accounts(bank):
    """pk -> its account at the bank, and how many keys came with two bodies."""
    accounts, numbers = defaultdict(Account), numbers_of_refunds(bank)
    *bookings, keys = bank.journal()
    for booking in bookings:
        thing = numbers.get(booking["refund"], booking["refund"]) if booking["refund"] else booking["intent"]
        accounts[booking["order"]].add(booking["kind"], thing, booking["amount"])
    return accounts, keys["two_bodies"]


def numbers_of_refunds(bank):
    """The bank's id of a refund -> the number that the shop gave it."""
    numbers, more = {}, {}
    while True:
        page = bank.get("refunds", limit=100, **more)
        numbers |= {refund["id"]: refund["metadata"].get("refund", refund["id"]) for refund in page["data"]}
        if not page["has_more"]:
            return numbers
        more = {"starting_after": page["data"][-1]["id"]}


class Order:
    """As Redis has it, with its ledger."""

    def __init__(self, pk, fields, events):
        self.pk = pk
        self.status, *numbers = fields
        self.amount, self.captured, self.refunded = (int(number or 0) for number in numbers)
        self.account = Account()
        for name, event in events.items():
            kind, thing = name.split(":", 1)
            if "amount" in json.loads(event):
                self.account.add(kind, thing, int(json.loads(event)["amount"]))


def orders_in(redis):
    """Those that are paid at the bank."""
    for partition in range(PARTITIONS):
        pks = redis.lrange(f"payment:{{{partition}}}:orders", 0, -1)
        pipeline = redis.pipeline()
        for pk in pks:
            pipeline.hmget(f"payment:{{{partition}}}:order:{pk}", "status", "amount", "captured", "paid_back")
            pipeline.hgetall(f"payment:{{{partition}}}:ledger:{pk}")
        answers = pipeline.execute()
        yield from (Order(pk, fields, events) for pk, fields, events in zip(pks, answers[::2], answers[1::2]))


def differences(cluster):
    """(kind of violation, what)... of all orders that the shop ever had."""
    booked, two_bodies = bank_accounts(cluster.bank)
    net = sum(account.captured - account.refunded for account in booked.values())
    orders = list(orders_in(cluster.payment_redis.connection()))
    found = [("broken", f"{two_bodies} keys came to the bank with two bodies")] if two_bodies else []
    for order in orders:
        found += [(kind, f"{order.pk} ({order.status}, {order.amount}): {what}")
                  for kind, what in _of_order(order, booked.pop(order.pk, Account()))]
    found += [("broken", f"the bank has {dict(account.of)} of {pk}, which is no order") for pk, account in booked.items()]
    return [*found, *_equation(net, orders)]


def _of_order(order, bank):
    ours = order.account
    if bank.twice or len(bank.of["captured"]) > 1:
        yield "duplicated", f"booked twice: {bank.twice or bank.of['captured']}"
    for kind in ("captured", "refund_failed"):
        if bank.of[kind] != ours.of[kind]:
            yield "lost", f"{kind} at the bank {bank.of[kind]}, in the ledger {ours.of[kind]}"
    # Of an authorization that lapsed before the shop heard of it, its end is enough.
    lapsed = {intent for intent in bank.of["canceled"] if intent in ours.of["cancelled"] and intent not in ours.of["authorized"]}
    if {intent: amount for intent, amount in bank.of["authorized"].items() if intent not in lapsed} != ours.of["authorized"]:
        yield "lost", f"authorized at the bank {bank.of['authorized']}, in the ledger {ours.of['authorized']}"
    if bank.refunds() != ours.refunds():
        yield "lost", f"refunded at the bank {bank.refunds()}, in the ledger {ours.refunds()}"
    cancelled = {intent for intent in ours.of["cancelled"] if intent in ours.of["authorized"]} | lapsed
    if set(bank.of["canceled"]) != cancelled:
        yield "lost", f"cancelled at the bank {bank.of['canceled']}, in the ledger {cancelled}"
    if (order.captured, order.refunded) != (bank.captured, bank.refunded):
        yield "broken", f"shows {order.captured} - {order.refunded}, the bank has {bank.captured} - {bank.refunded}"
    if not bank.refunded <= bank.captured <= sum(bank.of["authorized"].values()):
        yield "oversold", f"{dict(bank.of)}"
    yield from _end(order, bank)


def _end(order, bank):
    if order.status in PAID and bank.captured != order.amount:
        yield "broken", f"is paid, and the bank has captured {bank.captured}"
    if order.status not in PAID and bank.captured != bank.refunded:
        yield "broken", f"ended without a payment, and the bank keeps {bank.captured} - {bank.refunded}"
    if order.status == "refunded" and bank.captured != bank.refunded and not bank.of["refund_failed"]:
        yield "broken", f"is refunded, and the bank keeps {bank.captured} - {bank.refunded}"
    if order.status == "completed" and bank.captured == bank.refunded:
        yield "stuck", "everything is paid back, and it is not refunded"
    if held := set(bank.of["authorized"]) - set(bank.of["captured"]) - set(bank.of["canceled"]):
        yield "stuck", f"authorized for ever: {held}"


def _equation(net, orders):
    kept = sum(order.amount - order.refunded for order in orders if order.status in PAID)
    if net != kept:
        yield "broken", f"captured - refunded is {net}, and the completed orders keep {kept}"


def totals(cluster):
    """captured, refunded and kept, in minor units, and the number of payments that were captured."""
    accounts = bank_accounts(cluster.bank)[0].values()
    kept = sum(order.amount - order.refunded for order in orders_in(cluster.payment_redis.connection()) if order.status in PAID)
    return Counter(captured=sum(account.captured for account in accounts), refunded=sum(account.refunded for account in accounts),
                   kept=kept, payments=sum(len(account.of["captured"]) for account in accounts))


def check(cluster, tell, patience=PATIENCE):
    """What a webhook brings may come late."""
    until = time.monotonic() + patience
    while (found := differences(cluster)) and time.monotonic() < until:
        time.sleep(1)
    for kind, what in found:
        tell(kind, what)
