"""A primary and its replica. Which of the two is the primary, the nodes are asked at each use."""

import contextlib

import redis

from cluster import PARTITIONS, Held
from hosts.replicated import HEALED
from processes import wait_until


class Shard(Held):
    def __init__(self, name, nodes, formation):
        """`nodes`: the first is the first primary."""
        super().__init__()
        self.name, self.nodes, self.formation = name, nodes, formation
        formation.shards.append(self)

    def primary(self):
        """As the node names it that knows of the last failover."""
        return wait_until(self._newest_primary, what=f"a node names the primary of {self.name}")

    def _newest_primary(self):
        ours = {node.id: node for node in self.nodes}
        named = [(view.epochs[member.id], ours[member.id]) for view in self.formation.views() for member in view.members
                 if member.id in ours and member.is_primary and member.slots]
        return max(named, key=lambda claim: claim[0])[1] if named else None

    def replicas(self):
        primary = self.primary()
        return [node for node in self.nodes if node is not primary]

    def partitions(self):
        primary = self.primary()
        view = primary.view() or self.formation.views()[0]
        return next(member.partitions(range(PARTITIONS)) for member in view.members if member.id == primary.id)

    def what_is_missing(self):
        """Until all nodes see all others, and the same owners of all slots, and the replica has all that the primary had when it was
        asked; None if nothing is."""
        views = self.formation.views()
        if len(views) < len(self.formation.nodes):
            return "a node does not answer"
        if not all(view.is_ok for view in views):
            return "a node reports that the cluster is incomplete"
        if away := {str(member.place) for view in views for member in view.members if member.is_away}:
            return f"{away} are away for some node"
        owners = [view.owners() for view in views]
        if any(other != owners[0] for other in owners):
            return "the nodes do not agree on who has the slots"
        ours = [node.id for node in self.nodes]
        roles = {(member.id, member.is_primary) for view in views for member in view.members if member.id in ours}
        if len(roles) != len(ours) or sum(is_primary for _, is_primary in roles) != 1:
            return f"the nodes see {roles}"
        return self._replicas_are_missing()

    def _replicas_are_missing(self):
        primary, *replicas = sorted(self.nodes, key=lambda node: node is not self.primary())
        try:
            ours = primary.replication()
            if ours["role"] != "master" or ours["connected_slaves"] != len(replicas) or ours["slave0"]["state"] != "online":
                return f"{primary.name} is {ours['role']} with {ours.get('slave0')}"
            if ours["min_slaves_good_slaves"] != len(replicas):  # Redis counts them once a second
                return f"{primary.name} has {ours['min_slaves_good_slaves']} good replicas"
            behind = [replica.name for replica in replicas if not replica.in_sync_with(primary)]
            return f"{behind} are behind" if behind else None
        except (redis.RedisError, KeyError) as gone:
            return f"{primary.name}: {gone!r}"

    def wait_until_whole(self, deadline=HEALED):
        seen = []

        def whole():
            seen[:] = [self.what_is_missing()]
            return seen == [None]

        try:
            wait_until(whole, deadline)
        except AssertionError:
            raise AssertionError(f"{self.name} is not whole after {deadline} s: {seen[0]}") from None

    @contextlib.contextmanager
    def alone(self):
        """Yields the primary. Before and after it nothing is missing."""
        with self.lock:
            self.wait_until_whole()
            yield self.primary()
            self.wait_until_whole()
            self.formation.forget_connection()

    def failovers(self):
        return sum(node.promotions() for node in self.nodes)

    # What a Redis of the other harnesses has, too.

    @property
    def clock(self):
        return self.primary().clock

    @property
    def small_disk(self):
        return self.primary().small_disk

    def connection(self, **options):
        return self.primary().connection(**options)

    def url_of(self, user):
        return self.formation.url_of(user)

    def denied(self):
        return [entry for node in self.nodes if node.running() for entry in node.denied()]

    def keep(self):
        for node in self.nodes:
            node.keep()

    def close(self):
        for node in self.nodes:
            node.close()
