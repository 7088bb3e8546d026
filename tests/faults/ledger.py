"""The second opinion: the books of a whole season, in Redis. Every effect is there once, and nothing is left to read."""

from collections import Counter

from cluster import PARTITIONS
from souk import partition_of

READS = {
    "inventory": ("payment", ("order_placed", "order_completed")),
    "payment": ("inventory", ("stock_reserved", "stock_rejected", "refund_order")),
}


def number_of(entry_id):
    return tuple(int(part) for part in entry_id.split("-"))


class Ledger:
    def __init__(self, cluster, findings):
        self.cluster, self.report = cluster, findings.report
        self.poison = {}  # (service, partition, stream, entry) -> what was put there
        self.final = {}  # pk -> the status in which an earlier round left it
        self.told = set()  # what has been reported is not reported again by the next check

    def _redis(self, service):
        return self.cluster.own_redis(service).connection()

    def _streams(self):
        for service, (source, streams) in READS.items():
            for stream in streams:
                for partition in range(PARTITIONS):
                    yield service, source, stream, partition

    def unrest(self):
        """What is still to be read, or held."""
        found = []
        for service, (source, streams) in READS.items():
            own, other = self._redis(service).pipeline(), self._redis(source).pipeline()
            names = [(stream, partition) for stream in streams for partition in range(PARTITIONS)]
            for stream, partition in names:
                own.hget(f"{service}:{{{partition}}}:positions", stream)
                other.xrevrange(f"{source}:{{{partition}}}:{stream}", count=1)
            for (stream, partition), position, last in zip(names, own.execute(), other.execute()):
                if last and number_of(position or "0-0") < number_of(last[0][0]):
                    found.append(f"{service} has read {stream} of {partition} to {position}, it ends at {last[0][0]}")
        return found

    def check(self, orders):
        self._unchanged()
        self.final |= {pk: order["status"] for pk, order in orders.items()}
        self._positions()
        self._effects()
        self._dead_letters()
        self._reservations()
        for server in self.cluster.redises:
            for entry in server.denied():
                self._tell("broken", f"a service did what its user may not: {entry}")

    def _tell(self, kind, what):
        if what not in self.told:
            self.told.add(what)
            self.report(kind, what)

    def _unchanged(self):
        pipeline = self._redis("payment").pipeline()
        for pk in self.final:
            pipeline.hget(f"payment:{{{partition_of(pk, PARTITIONS)}}}:order:{pk}", "status")
        for (pk, before), now in zip(self.final.items(), pipeline.execute()):
            if now != before:
                self._tell("lost" if now is None else "broken", f"{pk} was {before} an earlier round and is {now}")

    def _positions(self):
        for service, source, stream, partition in self._streams():
            position = self._redis(service).hmget(f"{service}:{{{partition}}}:positions", stream, f"{stream}:read")
            read = int(position[1] or 0)
            added = self._added(source, stream, partition)
            if read != added:
                self._tell("lost" if read < added else "duplicated",
                           f"{service} has read {read} of {added} entries of {stream} in {partition}")

    def _added(self, service, stream, partition):
        redis, key = self._redis(service), f"{service}:{{{partition}}}:{stream}"
        return redis.xinfo_stream(key)["entries-added"] if redis.exists(key) else 0

    # Each step of an order is announced by one entry, and counted once.
    def _effects(self):
        redis = self._redis("payment")
        for partition in range(PARTITIONS):
            counts = Counter({name: int(count) for name, count in
                              redis.hgetall(f"payment:{{{partition}}}:counts").items()})
            pks = redis.lrange(f"payment:{{{partition}}}:orders", 0, -1)
            if len(set(pks)) != len(pks):
                self._tell("duplicated", f"the list of orders in {partition} has one twice")
            pipeline = redis.pipeline()
            for pk in pks:
                pipeline.hget(f"payment:{{{partition}}}:order:{pk}", "status")
            statuses = Counter(pipeline.execute())
            expected = {
                "order_placed": len(pks) - statuses["cancelled"],
                "stock_reserved": statuses["completed"] + statuses["refunded"],
                "stock_rejected": statuses["rejected"],
                "order_completed": statuses["completed"] + statuses["refunded"],
                "refund_order": statuses["refunded"],
            }
            if statuses[None]:
                self._tell("lost", f"{statuses[None]} orders of {partition} are listed and not there")
            if (counts["completed"], counts["rejected"], counts["refunded"], counts["cancelled"]) != (
                    expected["order_completed"], expected["stock_rejected"], expected["refund_order"],
                    statuses["cancelled"]):
                self._tell("duplicated", f"{dict(counts)} are counted in {partition}, {dict(statuses)} are there")
            for service, (source, streams) in READS.items():
                for stream in streams:
                    ours = sum(place[1:3] == (partition, stream) for place in self.poison)
                    added = self._added(source, stream, partition) - ours
                    if added != expected[stream]:
                        kind = "duplicated" if added > expected[stream] else "lost"
                        self._tell(kind, f"{added} entries in {stream} of {partition}, {expected[stream]} "
                                         f"orders of it: {dict(statuses)}")

    def _dead_letters(self):
        expected = dict(self.poison)
        for service, _, stream, partition in self._streams():
            for _, letter in self._redis(service).xrange(f"{service}:{{{partition}}}:{stream}:dead"):
                if not expected.pop((service, partition, stream, letter["entry"]), None):
                    self._tell("broken", f"an unexplained dead letter of {service} in {partition}: {letter}")
        for place, what in expected.items():
            self._tell("lost", f"{what} at {place} is no dead letter")

    def _reservations(self):
        redis = self._redis("inventory")
        for key in redis.scan_iter("inventory:*:reservations:*", count=1000):
            held = redis.hgetall(key)
            if held:
                self._tell("stuck", f"{key} holds {held}")
