"""All shards as one Redis: for what does not depend on where a key is."""

import contextlib

import redis

from cluster import PARTITIONS
from hosts.replicated import HEALED
from processes import wait_until
from shards.nodes import PORT, SLOTS, slot_of


class Formation:
    name = "the cluster"

    def __init__(self, access):
        self.access, self.shards, self._client = access, [], None

    @property
    def nodes(self):
        return [node for shard in self.shards for node in shard.nodes]

    def form(self):
        """As deploy/cluster_form.py: the slots of the partitions go to the primaries in turn, the others in equal ranges."""
        for number, slots in enumerate(slots_of_primaries(len(self.shards))):
            self.shards[number].nodes[0].ask("CLUSTER", "ADDSLOTS", *slots)
        first, *others = self.nodes
        for number, node in enumerate(self.nodes, 1):
            node.ask("CLUSTER", "SET-CONFIG-EPOCH", number)
        for node in others:
            first.ask("CLUSTER", "MEET", *node.address)
        for node in self.nodes:
            wait_until(lambda node=node: _knows_all(node.view(), len(self.nodes)), what=f"{node.name} knows all")
        for shard in self.shards:
            for replica in shard.nodes[1:]:
                replica.ask("CLUSTER", "REPLICATE", shard.nodes[0].id)

    def views(self):
        """Of the nodes that answer."""
        return [view for node in self.nodes if node.running() and (view := node.view())]

    def shard_of(self, partition):
        return next(shard for shard in self.shards if partition in shard.partitions())

    # What a Redis of the other harnesses has, too.

    def url_of(self, user):
        nodes = ",".join(f"{node.address[0]}:{PORT}" for node in self.nodes)
        return f"redis://{self.access.users[user]}@{nodes}"

    def connection(self, **options):
        """Over the network, so only while that is whole."""
        given = {"username": "default", "password": self.access.password, "socket_timeout": 10, "decode_responses": True,
                 "encoding_errors": "surrogateescape", **options}
        if options:
            return redis.RedisCluster(*self.nodes[0].address, **given)
        self._client = self._client or redis.RedisCluster(*self.nodes[0].address, **given)
        return self._client

    def forget_connection(self):
        self._client = None

    @contextlib.contextmanager
    def alone(self):
        with contextlib.ExitStack() as held:
            for shard in self.shards:
                held.enter_context(shard.alone())
            yield self

    def wait_until_whole(self):
        for shard in self.shards:
            shard.wait_until_whole(HEALED)


def slots_of_primaries(count):
    chosen = {slot_of(partition): partition % count for partition in range(PARTITIONS)}
    parts = [[] for _ in range(count)]
    for slot in range(SLOTS):
        parts[chosen.get(slot, slot * count // SLOTS)].append(slot)
    return parts


def _knows_all(view, count):
    return view and sum(not member.is_away for member in view.members) == count
