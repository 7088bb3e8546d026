"""Souk over hosts: four machines for Redis, of which each replicated Redis uses three; three have a Sentinel; Souk is on a fifth."""

from cluster import Cluster
from hosts.lan import Lan
from hosts.nodes import REPLICAS, Access, Node, Sentinel
from hosts.replicated import ReplicatedRedis

MACHINES = ("redis-1", "redis-2", "redis-3", "redis-4")
WITH_SENTINEL = MACHINES[:3]
PORT = 6379
ROLES = ("api", "consumer", "worker")


class HostCluster(Cluster):
    machines, replicas = MACHINES, REPLICAS

    def __init__(self, folder, *arguments, replicas=None, **settings):
        """`replicas`: SOUK_REPLICAS, by the role of a process; what is not there waits for all."""
        self.promised = {**dict.fromkeys(ROLES, self.replicas), **(replicas or {})}
        self.lan = Lan(self.machines)
        super().__init__(folder, *arguments, **settings)

    def _make_redises(self, libraries, separate, settings):
        self.access = Access(self.folder)
        self.sentinels = [Sentinel(self.lan, self.folder, host, self.access) for host in WITH_SENTINEL]
        names = ("inventory", "payment") if separate else ("souk",)
        return [self._replicated(libraries, number, name, settings) for number, name in enumerate(names)]

    def _replicated(self, libraries, number, name, settings):
        """Each has its first primary, and its spare, on a host of its own."""
        hosts = [*MACHINES[number:], *MACHINES[:number]]
        nodes = [Node(self.lan, self.folder, f"{name}-{host}", host, PORT + number, self.access, libraries, **settings) for host in hosts]
        for sentinel in self.sentinels:
            sentinel.watch(name, nodes[0])
        return ReplicatedRedis(name, nodes, self.sentinels, self.access)

    def _links_to_redis(self, me):
        return {}

    def _redis_settings(self, service, role, me, ports):
        return {"SOUK_INVENTORY_REDIS_URL": self.inventory_redis.url_of(service),
                "SOUK_PAYMENT_REDIS_URL": self.payment_redis.url_of(service), "SOUK_REPLICAS": str(self.promised[role])}

    def owners_of(self, server):
        return [service for service in self.ports if server in self.own_redis(service).nodes]

    def nodes_on(self, host):
        return [node for server in self.redises for node in server.in_service() if node.host == host]

    def sentinel_on(self, host):
        return next((sentinel for sentinel in self.sentinels if sentinel.host == host), None)

    def _start_redises(self):
        self.lan.start()
        super()._start_redises()
        for sentinel in self.sentinels:
            sentinel.start()
        for server in self.redises:
            server.wait_until_whole()

    def hurry(self, hurried):
        """The Sentinels make an old primary that returns a replica after two seconds, not after ten."""
        for sentinel in self.sentinels:
            sentinel.hurry(hurried)

    def failovers(self):
        return sum(server.failovers() for server in self.redises)

    def cuts(self):
        return self.lan.cuts

    def stop(self):
        super().stop()
        for sentinel in self.sentinels:
            if sentinel.running():
                sentinel.kill()
        self.lan.stop()
