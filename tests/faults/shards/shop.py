"""Souk on a Redis Cluster: three shards, each of whose two nodes has a host of its own; Souk is on a seventh."""

from hosts.nodes import Access
from hosts.shop import HostCluster
from shards.formation import Formation
from shards.nodes import ClusterNode
from shards.shard import Shard

SHARDS, COPIES = 3, 2


class ShardedCluster(HostCluster):
    machines = [f"redis-{shard}{copy}" for shard in range(1, SHARDS + 1) for copy in "ab"]
    replicas = COPIES - 1

    def __init__(self, folder, *arguments, **settings):
        super().__init__(folder, *arguments, SOUK_REPLICAS=str(self.replicas), **settings)
        self.inventory_redis = self.payment_redis = self.formation

    def _make_redises(self, libraries, separate, settings):
        """One cluster for both services."""
        self.access, self.sentinels = Access(self.folder), []
        self.formation = Formation(self.access)
        nodes = [ClusterNode(self.lan, self.folder, host, self.access, libraries, **settings) for host in self.machines]
        return [Shard(f"shard-{number}", nodes[COPIES * number - COPIES:COPIES * number], self.formation)
                for number in range(1, SHARDS + 1)]

    def owners_of(self, server):
        return list(self.ports)

    def _start_redises(self):
        self.lan.start()
        for node in self.formation.nodes:
            node.start()
        self.formation.form()
        self.formation.wait_until_whole()
