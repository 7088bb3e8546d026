"""What a consumer says to Redis, said by the harness: the calls that apply a batch, claim a partition, and so on.

As libs/events/batch.cpp and the two sources.cpp make them; the functions themselves are the services' own.
"""

import dataclasses
from collections.abc import Callable


def _product(partition, entry):
    return [f"inventory:{{{partition}}}:{kind}:{entry['product_id']}" for kind in ("product", "reservations")]


def _order(partition, entry):
    return [f"payment:{{{partition}}}:order:{entry['pk']}"]


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

    @property
    def position(self):
        return self.second or self.stream

    def key(self, partition):
        return f"{self.source}:{{{partition}}}:{self.stream}"


SOURCES = (
    Source("inventory", "payment", "order_placed", "reserve_stock",
           ("stock_reserved", "stock_rejected", "product_changed"), _product,
           lambda entry: [entry["product_id"], entry["pk"], entry["quantity"]]),
    Source("inventory", "payment", "order_completed", "commit_stock", ("refund_order",), _product,
           lambda entry: [entry["pk"]]),
    Source("payment", "inventory", "stock_reserved", "note_reservations", (), _order, lambda entry: [],
           second="stock_reserved:noted"),
    Source("payment", "inventory", "stock_reserved", "settle_orders", ("counts", "order_completed"), _order,
           lambda entry: [entry["pk"], ""]),
    Source("payment", "inventory", "stock_rejected", "reject_orders", ("counts",), _order,
           lambda entry: [entry["pk"], entry["reason"]]),
    Source("payment", "inventory", "refund_order", "refund_orders", ("counts",), _order,
           lambda entry: [entry["pk"], entry["reason"]]),
)
BY_FUNCTION = {source.function: source for source in SOURCES}


def key(service, partition, kind):
    return f"{service}:{{{partition}}}:{kind}"


def fcall(function, keys, arguments):
    return ["FCALL", function, len(keys), *keys, *arguments]


def batch(source, partition, epoch, entries, is_understood=lambda entry_id: True):
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
    width = 2 + len(source.values({"pk": "", "product_id": "", "quantity": "", "reason": ""}))
    head = ["apply", epoch, source.position, entries[-1][0], len(understood), width]
    return fcall(source.function, keys, head + arguments)


def claim(service, partition, name, lease):
    keys = [key(service, partition, kind) for kind in ("lease", "positions")]
    return fcall(f"{service}_claim_partition", keys, [name, lease])


def steal(redis, service, partition, name, lease):
    """Claims a partition whose owner's lease still runs; answers the epoch that was, and the new one."""
    lease_key = key(service, partition, "lease")
    before = int(redis.hget(lease_key, "epoch") or 0)
    redis.hset(lease_key, "until", 0)
    claimed = redis.execute_command(*claim(service, partition, name, lease))
    return before, int(claimed[0]) if claimed != 0 else None
