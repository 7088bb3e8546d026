"""The protocol of positions and writers, used against itself; and entries that cannot be decoded."""

import protocol
from cluster import PARTITIONS

LEASE = 300  # milliseconds for which a ghost holds what it stole
KNOWN = 20  # entries of a batch that have been applied before
NEW = 5


def _somewhere(scene):
    source = scene.chance.choice(protocol.SOURCES)
    return source, scene.chance.randrange(PARTITIONS)


# A run of entries that ends at the position, before it, or (where nothing is delayed) behind it. There is no gap between the
# position and what is new: no consumer makes one.
def _batch(scene, source, partition, own, other):
    position = own.hget(protocol.key(source.service, partition, "positions"), source.position) or "0-0"
    old = other.xrevrange(source.key(partition), position, count=KNOWN)[::-1]
    new = []
    if scene.chance.random() < 0.5:
        old = old[scene.chance.randrange(len(old)):] if old else old
        if not source.delayed:
            new = other.xrange(source.key(partition), f"({position}", count=NEW)
    elif old:
        old = old[:scene.chance.randint(1, len(old))]
    return old + new


def _call(scene, source, partition, writer, entries):
    poisoned = {place[3] for place in scene.ledger.poison if place[:3] == (source.service, partition, source.stream)}
    return protocol.batch(source, partition, writer, entries, lambda entry_id: entry_id not in poisoned)


def batches_again(scene):
    """batches are applied again, whole and in part, by the same and by another consumer"""
    for _ in range(12):
        scene.pause(0.05, 0.3)
        source, partition = _somewhere(scene)
        server, reader = (scene.cluster.own_redis(service) for service in (source.service, source.source))
        with scene.cluster.still():
            own, other = server.connection(), reader.connection()
            entries = _batch(scene, source, partition, own, other)
            writer = protocol.writer_of(own, source.service, partition)
            if not entries or not writer:
                continue
            if scene.chance.random() < 0.5:
                _, writer = protocol.steal(own, source.service, partition, "ghost", LEASE)
            with scene.injected():
                for _ in range(scene.chance.randint(1, 3)):
                    own.execute_command(*_call(scene, source, partition, writer, entries))


def stolen_leases(scene):
    """leases are stolen early; the call of the former owner must be refused"""
    for _ in range(8):
        scene.pause(0.05, 0.4)
        source, partition = _somewhere(scene)
        server, reader = (scene.cluster.own_redis(service) for service in (source.service, source.source))
        with scene.cluster.still():
            own, other = server.connection(), reader.connection()
            entries = _batch(scene, source, partition, own, other)
            before, writer = protocol.steal(own, source.service, partition, "ghost", LEASE)
            if not entries or not writer:
                continue
            with scene.injected():
                late = own.execute_command(*_call(scene, source, partition, before, entries))
                if late != "fenced":
                    scene.findings.report("broken", f"a call of a former writer was answered {late!r}")


def relays_again(scene):
    """messages between orders and lines come again, late and early; a relay that has lost its partition is refused"""
    for _ in range(12):
        scene.pause(0.05, 0.3)
        source, partition = scene.chance.choice(protocol.RELAYED), scene.chance.randrange(PARTITIONS)
        with scene.cluster.still():
            redis = scene.cluster.own_redis("payment").connection()
            poisoned = {place[3] for place in scene.ledger.poison if place[:3] == ("payment", partition, source.stream)}
            entries = [entry for entry in redis.xrevrange(source.key(partition), count=KNOWN) if entry[0] not in poisoned]
            scene.chance.shuffle(entries)
            if not entries:
                continue
            with scene.injected():
                _deliver(redis, source, [fields for _, fields in entries])
                before, writer = protocol.steal(redis, "payment", partition, "ghost", LEASE)
                if writer and redis.execute_command(*protocol.advance(source, partition, before, entries[0][0], 1)) != 0:
                    scene.findings.report("broken", "a relay of a former writer has stored its position")


def _deliver(redis, source, entries):
    by_destination = {}
    for fields in entries:
        by_destination.setdefault(source.destination(fields, PARTITIONS), []).append(fields)
    for destination, of_it in by_destination.items():
        redis.execute_command(*protocol.relayed(source, destination, of_it, PARTITIONS))


def poison(scene):
    """entries that cannot be decoded; each becomes one dead letter and the rest goes on"""
    for _ in range(5):
        scene.pause(0.1, 0.5)
        source = scene.chance.choice((*protocol.SOURCES, *protocol.RELAYED))
        partition = scene.chance.randrange(PARTITIONS)
        server = scene.cluster.own_redis(source.source)
        fields = scene.chance.choice(({"nonsense": "1"}, {"pk": "no id", "product_id": "none", "quantity": "1"},
                                      {"pk": b"\xff\xfe"}, {"pk": "", "reason": "no such reason", "quantity": "1e400"}))
        with server.alone(), scene.injected():
            entry = server.connection().xadd(source.key(partition), fields)
            scene.ledger.poison[source.service, partition, source.stream, entry] = fields


FAULTS = (batches_again, stolen_leases, relays_again, poison)
