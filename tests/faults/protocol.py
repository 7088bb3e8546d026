"""The calls of a consumer to Redis, made by the harness: the calls that apply a batch, claim a partition, and so on.

As libs/events/batch.cpp and the two sources.cpp make them; the functions themselves are the services' own.
"""

import dataclasses
from collections.abc import Callable

from souk import partition_of


ANY_FIELD = ("pk", "product_id", "quantity", "reason", "customer", "refunded")
# What the functions that decide about an order write to (decision_keys in sale.lua).
DECISION = ("counts", "order_completed", "order_cancelled", "line_cancelled", "line_completed", "payments_due", "mails",
            "mails_due", "to_ship", "turnover", "stock_returned", "line_restocked")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def line_pk(order, number, partition, partitions):
    """As services/payment/domain/order_id.hpp: the id of the order with other low 16 bits."""
    bits = 0
    for letter in order:
        bits = bits * 32 + ALPHABET.index(letter)
    bits = bits >> 16 << 16 | number * partitions + partition
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(125, -1, -5))


def _product(partition, entry):
    return [f"inventory:{{{partition}}}:{kind}:{entry['product_id']}" for kind in ("product", "reservations")]


def _order(partition, entry):
    return [f"payment:{{{partition}}}:order:{entry['pk']}"]


def _sale(partition, entry):
    return [f"payment:{{{partition}}}:{kind}:{entry['pk']}" for kind in ("order", "ledger")]


@dataclasses.dataclass(frozen=True)
class Source:
    service: str
    source: str
    stream: str
    function: str
    outputs: tuple
    keys: Callable
    values: Callable
    second: str = ""  # the position's name, when the stream is read a second time
    delayed: bool = False

    @property
    def position(self):
        return self.second or self.stream

    @property
    def width(self):
        return 2 + len(self.values(dict.fromkeys(ANY_FIELD, "")))

    def key(self, partition):
        return f"{self.source}:{{{partition}}}:{self.stream}"


@dataclasses.dataclass(frozen=True)
class Relayed:
    """A stream whose entries the relay brings to the partition of a product (to lines) or of an order."""

    stream: str
    function: str
    outputs: tuple
    to_lines: bool
    record: tuple = ("order",)  # its keys

    service = source = "payment"

    def key(self, partition):
        return f"payment:{{{partition}}}:{self.stream}"

    def destination(self, entry, partitions):
        return partition_of(entry["product_id"] if self.to_lines else entry["pk"], partitions)

    def pk_and_values(self, entry, partitions):
        if self.to_lines:
            pk = line_pk(entry["pk"], int(entry["line"]), self.destination(entry, partitions), partitions)
            names = ("pk", "line", "product_id", "quantity", "customer")
            if "refund" in entry:
                names = ("product_id", "quantity", "refund", "refunded")
            return pk, [pk, *(entry.get(name, "") for name in names)]
        return entry["pk"], [entry["pk"], entry["line"], entry["status"], entry.get("reason", "")]


SOURCES = (
    Source("inventory", "payment", "order_placed", "reserve_stock",
           ("stock_reserved", "stock_rejected", "product_changed"), _product,
           lambda entry: [entry["pk"], " ".join([entry["quantity"], *filter(None, [entry.get("customer")])])]),
    Source("inventory", "payment", "order_completed", "commit_stock", ("refund_order",), _product,
           lambda entry: [entry["pk"]]),
    Source("inventory", "payment", "order_cancelled", "release_stock", ("product_changed",), _product,
           lambda entry: [entry["pk"]]),
    Source("inventory", "payment", "stock_returned", "return_stock", ("product_changed",),
           lambda partition, entry: _product(partition, entry)[:1],
           lambda entry: [entry["pk"], entry["quantity"], entry.get("refunded", "")]),
    Source("payment", "inventory", "stock_reserved", "note_reservations", (*DECISION, "line_decided"), _sale,
           lambda entry: [entry["pk"]], second="stock_reserved:noted"),
    Source("payment", "inventory", "stock_reserved", "settle_orders", (*DECISION, "line_decided"), _sale,
           lambda entry: [entry["pk"], ""], delayed=True),
    Source("payment", "inventory", "stock_rejected", "reject_orders", ("counts", "line_decided", "mails", "mails_due", "turnover"), _order,
           lambda entry: [entry["pk"], entry["reason"]]),
    Source("payment", "inventory", "refund_order", "refund_orders", (*DECISION, "line_decided"), _sale,
           lambda entry: [entry["pk"], entry["reason"]]),
    Source("payment", "payment", "order_reserved", "settle_reserved",
           ("counts", "line_completed", "mails", "mails_due", "to_ship", "turnover"), _order,
           lambda entry: [entry["pk"]], delayed=True),
)
RELAYED = (
    Relayed("line_placed", "place_lines", ("lines", "order_placed"), to_lines=True),
    Relayed("line_cancelled", "cancel_lines", ("lines", "order_cancelled"), to_lines=True),
    Relayed("line_completed", "complete_lines", ("order_completed",), to_lines=True),
    Relayed("line_restocked", "restock_lines", ("stock_returned",), to_lines=True),
    Relayed("line_decided", "decide_orders", (*DECISION, "order_reserved"), to_lines=False, record=("order", "ledger")),
)
BY_FUNCTION = {source.function: source for source in (*SOURCES, *RELAYED)}


def key(service, partition, kind):
    return f"{service}:{{{partition}}}:{kind}"


def fcall(function, keys, arguments):
    return ["FCALL", function, len(keys), *keys, *arguments]


def batch(source, partition, writer, entries, is_understood=lambda entry_id: True):
    """The call that applies entries, [(id, fields)] in stream order."""
    keys = [key(source.service, partition, kind) for kind in ("lease", "positions", f"{source.stream}:dead",
                                                              f"{source.stream}:retries",
                                                              *source.outputs)]
    understood = [entry for entry in entries if is_understood(entry[0])]
    numbers, arguments = {}, []
    for entry_id, fields in understood:
        touched = source.keys(partition, fields)
        if touched[0] not in numbers:
            numbers[touched[0]] = len(numbers) + 1
            keys += touched
        arguments += [entry_id, numbers[touched[0]], *source.values(fields)]
    if not source.second:
        for entry_id, _ in entries:
            if not is_understood(entry_id):
                arguments += [entry_id, "not understood", "{}"]
    head = ["apply", writer, source.position, entries[-1][0], len(understood), source.width]
    return fcall(source.function, keys, head + arguments)


def relayed(source, destination, entries, partitions):
    """The call that applies the fields of relayed entries, which all have this destination."""
    keys = [key("payment", destination, output) for output in source.outputs]
    numbers, arguments, width = {}, [], 0
    for place, fields in enumerate(entries):
        pk, values = source.pk_and_values(fields, partitions)
        if pk not in numbers:
            numbers[pk] = len(numbers) + 1
            keys += [key("payment", destination, f"{kind}:{pk}") for kind in source.record]
        arguments += [place, numbers[pk], *values]
        width = 2 + len(values)
    return fcall(source.function, keys, [len(entries), width, *arguments])


def advance(source, partition, writer, last, read):
    """The call that stores the position of a relay."""
    keys = [key("payment", partition, kind) for kind in ("lease", "positions", f"{source.stream}:dead")]
    return fcall("payment_advance_partition", keys, [writer, source.stream, last, read])


def claim(service, partition, name, lease):
    keys = [key(service, partition, kind) for kind in ("lease", "positions")]
    return fcall(f"{service}_claim_partition", keys, [name, name, lease])


def writer_of(redis, service, partition):
    return redis.hget(key(service, partition, "lease"), "writer")


def steal(redis, service, partition, name, lease):
    """Claims a partition before its owner's lease has expired; returns the writer before and the new one."""
    before = writer_of(redis, service, partition)
    redis.hset(key(service, partition, "lease"), "until", 0)
    claimed = redis.execute_command(*claim(service, partition, name, lease))
    return before or "", claimed[0] if claimed != 0 else None
