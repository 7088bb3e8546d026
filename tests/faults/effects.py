"""The records of orders and lines in Redis against the entries of the streams: each step is announced by one entry and counted
once, and every order of several lines is whole or void.
"""

import dataclasses
import json
from collections import Counter

from cluster import PARTITIONS
from protocol import line_pk
from souk import partition_of

@dataclasses.dataclass(frozen=True)
class Record:
    pk: str
    status: str | None
    lines: list  # of the order; empty for one line
    statuses: list  # of the lines, as their order knows them
    parent: str | None  # of a line
    line: str | None
    product_id: str | None
    quantity: str | None
    amount: str | None  # of an order that is paid at the bank
    deleted: str | None  # its product, after it was paid there

    @property
    def is_deleted(self):
        return bool(self.deleted) if self.amount else self.status == "refunded"


class Partition:
    def __init__(self, redis, number):
        key = f"payment:{{{number}}}"
        self.number = number
        self.counts = Counter({name: int(count) for name, count in redis.hgetall(f"{key}:counts").items()})
        self.orders = self._records(redis, redis.lrange(f"{key}:orders", 0, -1))
        self.lines = self._records(redis, redis.lrange(f"{key}:lines", 0, -1))

    def _records(self, redis, pks):
        pipeline = redis.pipeline()
        for pk in pks:
            pipeline.hmget(f"payment:{{{self.number}}}:order:{pk}", "status", "lines", "line_statuses", "parent", "line",
                           "product_id", "quantity", "amount", "deleted")
        return [Record(pk, status, json.loads(lines or "[]"), (statuses or "").split(), *rest)
                for pk, (status, lines, statuses, *rest) in zip(pks, pipeline.execute())]

    def expected(self):
        """Stream -> the least and the most entries. A cancelled record leaves open how far it had come."""
        units = Counter(record.status for record in [*self.orders, *self.lines] if not record.lines)
        carts = Counter(order.status for order in self.orders if order.lines)
        lines = Counter(line.status for line in self.lines)
        of_carts = Counter(order.status for order in self.orders for _ in order.lines)
        sold, cancelled = units["completed"] + units["refunded"], units["cancelled"]
        deleted = sum(record.is_deleted for record in [*self.orders, *self.lines] if not record.lines)
        settled = sum(order.status in ("completed", "refunded") and not order.amount for order in self.orders if order.lines)
        decided = lines.total() - lines["cancelled"] + lines["refunded"]
        return {
            "order_placed": (units.total() - cancelled, units.total()),
            "stock_reserved": (sold, sold + cancelled),
            "stock_rejected": (units["rejected"], units["rejected"] + cancelled),
            "order_completed": (sold, sold),
            "refund_order": (deleted, deleted),
            "order_cancelled": (0, 2 * cancelled),
            "line_placed": (of_carts.total() - of_carts["cancelled"], of_carts.total()),
            "line_cancelled": (of_carts["rejected"] + of_carts["cancelled"],) * 2,
            "line_completed": (of_carts["completed"] + of_carts["refunded"],) * 2,
            "line_decided": (decided, decided + lines["cancelled"]),
            "order_reserved": (settled, carts.total() - carts["rejected"]),
        }


def check(redis, added, report):
    """`added(stream, partition)`: how many entries a stream has had, without those that the harness put there."""
    partitions = [Partition(redis, number) for number in range(PARTITIONS)]
    for partition in partitions:
        _lists(partition, report)
        _counts(partition, report)
        _streams(partition, {stream: added(stream, partition.number) for stream in partition.expected()}, report)
    _whole_or_void(partitions, report)


def _lists(partition, report):
    pks = Counter(record.pk for record in [*partition.orders, *partition.lines])
    for pk, times in pks.items():
        if times > 1:
            report("duplicated", f"{pk} is {times} times in the lists of {partition.number}")
    for record in [*partition.orders, *partition.lines]:
        if record.status is None:
            report("lost", f"{record.pk} of {partition.number} is listed and not there")
    for order in partition.orders:
        if order.parent:
            report("broken", f"{order} is a line and in the list of orders")


def _counts(partition, report):
    there = Counter(order.status for order in partition.orders)
    expected = {"completed": there["completed"] + there["refunded"], "rejected": there["rejected"],
                "refunded": there["refunded"], "cancelled": there["cancelled"]}
    if any(partition.counts[status] != number for status, number in expected.items()):
        report("duplicated", f"{dict(partition.counts)} are counted in {partition.number}, {dict(there)} are there")


def _streams(partition, added, report):
    expected = partition.expected()
    for stream, (least, most) in expected.items():
        if not least <= added[stream] <= most:
            report("duplicated" if added[stream] > most else "lost",
                   f"{added[stream]} entries in {stream} of {partition.number}, not {least} to {most}")
    if added["order_placed"] != added["stock_reserved"] + added["stock_rejected"]:
        report("duplicated", f"{added} in {partition.number}: not one answer of inventory for each order_placed")
    # What was reserved of cancelled records went back: announced when they were cancelled or when it was known, or both.
    reserved = added["stock_reserved"] - expected["stock_reserved"][0]
    if not reserved <= added["order_cancelled"] <= 2 * reserved:
        report("lost", f"{added} in {partition.number}: {reserved} reservations of what is cancelled")


def is_whole_or_void(order, lines, is_paid_back=False):
    """Statuses of the order and of its lines; None: a line that was never there. `is_paid_back`: at the bank, so the lines of a
    refunded order may be sold.
    """
    there = set(lines)
    match order:
        case "completed":
            return "completed" in there and there <= {"completed", "refunded"}
        case "refunded":
            return there == {"refunded"} or is_paid_back and there <= {"completed", "refunded"}
        case "rejected":
            return "rejected" in there and there <= {"rejected", "cancelled"}
        case "cancelled":
            return there <= {"rejected", "cancelled"}
    return False


def _whole_or_void(partitions, report):
    lines = {line.pk: line for partition in partitions for line in partition.lines}
    for order in (order for partition in partitions for order in partition.orders if order.lines):
        statuses = []
        for number, wanted in enumerate(order.lines, 1):
            pk = line_pk(order.pk, number, partition_of(wanted["product_id"], PARTITIONS), PARTITIONS)
            line = lines.pop(pk, None)
            statuses.append(line and line.status)
            if line and (line.parent, line.line, line.product_id, line.quantity) != (
                    order.pk, str(number), wanted["product_id"], str(wanted["quantity"])):
                report("broken", f"{line} is not line {number} of {order}")
        if not is_whole_or_void(order.status, statuses, bool(order.amount)):
            report("broken", f"{order} is neither whole nor void: its lines are {statuses}")
        if [status == "refunded" for status in statuses] != [status == "refunded" for status in order.statuses or statuses]:
            report("lost", f"{order} does not know which of its lines are refunded: {statuses}")
    for line in lines.values():
        report("lost", f"{line} is a line of no order")
