"""A primary with its replicas, as one Redis: the Sentinels are asked at each use which one is the primary."""

import contextlib

import redis

from cluster import Held
from hosts.nodes import REPLICAS
from processes import wait_until

HEALED = 90  # seconds


class ReplicatedRedis(Held):
    def __init__(self, name, nodes, sentinels, access):
        """`nodes`: the first is the first primary, the last one the spare."""
        super().__init__()
        self.name, self.sentinels, self.access = name, sentinels, access
        self.nodes, self.spare = nodes, nodes[-1]

    def start(self):
        first, *replicas = self.in_service()
        for replica in replicas:
            replica.write({"replicaof": "{} {}".format(*first.address)})
        for node in self.in_service():
            node.start()

    def in_service(self):
        return [node for node in self.nodes if node is not self.spare]

    def views(self):
        return [view for view in (sentinel.view(self.name) for sentinel in self.sentinels if sentinel.running()) if view]

    def primary(self):
        """As the Sentinel names it that knows of the last failover."""
        views = wait_until(self.views, what=f"a Sentinel answers about {self.name}")
        newest = max((primary for primary, _ in views), key=lambda primary: primary["config-epoch"])
        return self.node_at(newest["ip"], newest["port"])

    def node_at(self, ip, port):
        return next(node for node in self.nodes if node.address == (ip, port))

    def replicas(self):
        primary = self.primary()
        return [node for node in self.in_service() if node is not primary]

    def what_is_missing(self):
        """Until all Sentinels see one primary with all its replicas, which have all that it had when it was asked; None if nothing is."""
        views = self.views()
        if len(views) < len(self.sentinels):
            return "a Sentinel does not answer"
        primaries = {(primary["ip"], primary["port"]) for primary, _ in views}
        if len(primaries) > 1:
            return f"the Sentinels name {primaries}"
        for primary, replicas in views:
            # Where a Sentinel has not yet heard that a former primary is a replica, it would make it one again, even in the next failover.
            flags = [primary["flags"], *(replica[what] for what in ("flags", "role-reported") for replica in replicas)]
            if flags != ["master"] + ["slave"] * 2 * REPLICAS or primary["num-other-sentinels"] != len(self.sentinels) - 1:
                return f"a Sentinel sees {flags} and {primary['num-other-sentinels']} Sentinels"
        return self._replicas_are_missing(self.node_at(*primaries.pop()))

    def _replicas_are_missing(self, primary):
        try:
            ours = primary.replication()
            there = [ours.get(f"slave{number}") for number in range(REPLICAS)]
            if ours["role"] != "master" or ours["connected_slaves"] != REPLICAS or {it["state"] for it in there} != {"online"}:
                return f"{primary.name} is {ours['role']} with {there}"
            if ours["min_slaves_good_slaves"] != REPLICAS:  # Redis counts them once a second
                return f"{primary.name} has {ours['min_slaves_good_slaves']} good replicas"
            behind = [replica.name for replica in self.in_service()
                      if replica is not primary and replica.replication()["slave_repl_offset"] < ours["master_repl_offset"]]
            return f"{behind} are behind" if behind else None
        except (redis.RedisError, KeyError) as gone:
            return f"{primary.name}: {gone!r}"

    def wait_until_whole(self):
        seen = []

        def whole():
            seen[:] = [self.what_is_missing()]
            return seen == [None]

        try:
            wait_until(whole, HEALED)
        except AssertionError:
            raise AssertionError(f"{self.name} is not whole after {HEALED} s: {seen[0]}") from None

    @contextlib.contextmanager
    def alone(self):
        """Yields the primary. Before and after it nothing is missing."""
        with self.lock:
            self.wait_until_whole()
            yield self.primary()
            self.wait_until_whole()

    def failovers(self):
        return max(sentinel.switches(self.name) for sentinel in self.sentinels)

    # What a Redis of the other harness has, too.

    @property
    def clock(self):
        return self.primary().clock

    @property
    def small_disk(self):
        return self.primary().small_disk

    def connection(self, **options):
        return self.primary().connection(**options)

    def url_of(self, user):
        sentinels = ",".join(sentinel.address for sentinel in self.sentinels)
        return f"redis+sentinel://{self.access.users[user]}@{sentinels}/{self.name}"

    def denied(self):
        return [entry for node in self.nodes if node.running() for entry in node.denied()]

    def keep(self):
        for node in self.nodes:
            node.keep()

    def close(self):
        for node in self.nodes:
            node.close()
