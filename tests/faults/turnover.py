"""What the shop has counted (daily_turnover.lua) against all its orders and ledgers: the same money, to the cent, on the same days."""

import json
from collections import Counter

from cluster import PARTITIONS

DAY = 86_400_000
PAID = ("completed", "refunded")
FIELDS = ("status", "product_id", "quantity", "price", "fee", "updated_at", "completed_at", "lines", "line_amounts")


def counted(redis):
    """(day, what) -> how much; what: captured, refunded, orders, or (product id, "captured" or "units")."""
    sums = Counter()
    for key in redis.scan_iter("payment:*:turnover:*", count=1000):
        day = int(key.rsplit(":", 1)[1])
        for name, counters in redis.hgetall(key).items():
            if name == "orders":
                sums[day, name] += int(counters)
                continue
            units, captured, refunded = map(int, counters.split(" ", 3)[:3])
            sums[day, "captured"] += captured
            sums[day, "refunded"] += refunded
            sums[day, (name, "captured")] += captured
            sums[day, (name, "units")] += units
    return +sums + -(-sums)


def expected(redis):
    sums = Counter()
    for partition in range(PARTITIONS):
        prefix = f"payment:{{{partition}}}:"
        pks = redis.lrange(f"{prefix}orders", 0, -1)
        pipeline = redis.pipeline()
        for pk in pks:
            pipeline.hmget(f"{prefix}order:{pk}", FIELDS)
            pipeline.hgetall(f"{prefix}ledger:{pk}")
        answers = pipeline.execute()
        for order, ledger in zip(answers[::2], answers[1::2]):
            _add(sums, dict(zip(FIELDS, order)), {name: json.loads(event) for name, event in ledger.items()})
    return +sums + -(-sums)


def _add(sums, order, ledger):
    captures = [event for name, event in ledger.items() if name.startswith("captured:")]
    if not ledger and order["status"] in PAID:  # instant, and not paid back by the store
        captures = [{"at": order["completed_at"] or order["updated_at"], "amount": sum(_amounts(order))}]
        if order["status"] == "refunded":
            sums[int(order["updated_at"]) // DAY, "refunded"] += sum(_amounts(order))
    for capture in captures[:1]:
        _add_capture(sums, order, int(capture["at"]) // DAY)
    for name, event in ledger.items():
        kind, number = name.split(":", 1)
        if kind == "refunded":
            amount = int(event["amount"])
            sums[int(event["at"]) // DAY, "refunded"] += amount
            if failed := ledger.get(f"refund_failed:{number}"):
                sums[int(failed["at"]) // DAY, "refunded"] -= amount


def _add_capture(sums, order, day):
    sums[day, "orders"] += 1
    lines = json.loads(order["lines"]) if order["lines"] else [order]
    for line, amount in zip(lines, _amounts(order)):
        sums[day, "captured"] += amount
        sums[day, (line["product_id"], "captured")] += amount
        sums[day, (line["product_id"], "units")] += int(line["quantity"])


def _amounts(order):
    if order["line_amounts"]:
        return [int(amount) for amount in order["line_amounts"].split()]
    return [(int(order["price"]) + int(order["fee"])) * int(order["quantity"])]


def check(redis, tell):
    ours, theirs = counted(redis), expected(redis)
    for place in sorted(ours.keys() | theirs.keys(), key=str):
        if ours[place] != theirs[place]:
            tell("broken", f"turnover of {place}: {ours[place]} counted, {theirs[place]} in orders and ledgers")
