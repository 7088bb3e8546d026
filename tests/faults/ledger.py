"""The second opinion, in Redis, over all rounds on the same data. Every effect exists once, and no entry is left to read."""

import time

import effects
import money
import turnover
from cluster import PARTITIONS
from souk import partition_of

READS = (  # service, the owner of the streams, the streams
    ("inventory", "payment", ("order_placed", "order_completed", "order_cancelled", "stock_returned")),
    ("payment", "inventory", ("stock_reserved", "stock_rejected", "refund_order")),
    ("payment", "payment", ("line_placed", "line_cancelled", "line_completed", "line_restocked", "line_decided",
                            "order_reserved", "customer_terms")),
)


READ_BY_PAYMENT = READS[1][2]


def number_of(entry_id):
    return tuple(int(part) for part in entry_id.split("-"))


class Ledger:
    def __init__(self, cluster, findings):
        self.cluster, self.report = cluster, findings.report
        self.poison = {}  # (service, partition, stream, entry) -> what was put there
        self.final = {}  # pk -> the status in which an earlier round left it
        self.ends = {}  # of the streams, when they were last looked at
        self.reported = set()  # what has been reported is not reported again by the next check

    def _redis(self, service):
        return self.cluster.own_redis(service).connection()

    def _streams(self):
        for service, source, streams in READS:
            for stream in streams:
                for partition in range(PARTITIONS):
                    yield service, source, stream, partition

    def unrest(self):
        """The entries still to be read. It is quiet when, twice in a row, all are read and none was added meanwhile."""
        found, before, self.ends = [], self.ends, {}
        for service, source, streams in READS:
            own, other = self._redis(service).pipeline(), self._redis(source).pipeline()
            names = [(stream, partition) for stream in streams for partition in range(PARTITIONS)]
            for stream, partition in names:
                own.hget(f"{service}:{{{partition}}}:positions", stream)
                other.xrevrange(f"{source}:{{{partition}}}:{stream}", count=1)
            for (stream, partition), position, last in zip(names, own.execute(), other.execute()):
                self.ends[stream, partition] = last
                if last and number_of(position or "0-0") < number_of(last[0][0]):
                    found.append(f"{service} has read {stream} of {partition} to {position}, it ends at {last[0][0]}")
        found += self._due()
        return found or ([] if before == self.ends else ["entries are still being added"])

    def _due(self):
        """The payments that a worker still has something to do for."""
        redis = self._redis("payment")
        for partition in range(PARTITIONS):
            for pk, due in redis.zrange(f"payment:{{{partition}}}:payments_due", 0, 2, withscores=True):
                yield f"the payment of {pk} in {partition} is due in {due / 1000 - time.time():.1f} s"

    def check(self, orders):
        self._unchanged()
        self.final |= {pk: order["status"] for pk, order in orders.items()}
        self._positions()
        self._effects()
        self._dead_letters()
        self._reservations()
        if self.cluster.bank:
            money.check(self.cluster, self._tell)
        turnover.check(self._redis("payment"), self._tell)
        for server in self.cluster.redises:
            for entry in server.denied():
                self._tell("broken", f"a service did what its user may not: {entry}")

    def _tell(self, kind, what):
        if what not in self.reported:
            self.reported.add(what)
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

    def _effects(self):
        def added(stream, partition):
            owner = "inventory" if stream in READ_BY_PAYMENT else "payment"
            ours = sum(place[1:3] == (partition, stream) for place in self.poison)
            return self._added(owner, stream, partition) - ours

        effects.check(self._redis("payment"), added, self._tell)

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
