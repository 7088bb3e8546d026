"""Moves a partition to another primary of a cluster while the shop is open. Its orders get 503 while it is closed, which takes well under a
second on a quiet machine; those of the others go on.

Copied, not migrated (docs/decisions/0039): the source keeps all of it until the target and its replicas have it. The state of a partition
(libs/events/partition.lua) says where it is, so a move that ended at any point is finished or undone by the next one:

    at the source     at the target    the slot is that of
    open              (some keys)      the source             copying
    held              (some keys)      the source             what changed meanwhile is copied
    held              copy             the source             the target and its replicas have all of it
    (removed)         copy             the target             until all nodes know it
    (removed)         open             the target             what the source's replicas still have is removed
"""

import re
import time

from cluster_layout import slot_of
from cluster_nodes import Away, Refused, until
from partition_copy import Changes, copy, keys_of, remove_all, remove_expired, state_key

FEW = 1000  # changed keys that are copied while the partition is closed
ROUNDS = 20


def move(cluster, partition, target, say=lambda text: None):
    """To `target`, a node. The partition is settled."""
    source = owner(cluster, partition)
    if source.id == target.id:
        return
    for node in (source, target):
        expect_tried_version(node)
        until(lambda node=node: cluster.wait_for_replicas(node))
    keys = states_in_use(cluster, source, partition)
    load_functions(source, target)
    target.ask("CLUSTER", "SETSLOT", slot_of(partition), "IMPORTING", source.id)
    expiring = {}
    with Changes(source, partition) as changes:
        count = copy(cluster, source, target, keys_of(source, partition), expiring, changes)
        again = copy_until_few(cluster, source, target, expiring, changes)
        begin = time.monotonic()
        close(cluster, source, keys)
        again += copy(cluster, source, target, changes.take(), expiring)
    hand_over(cluster, source, target, partition, keys, expiring)
    closed = time.monotonic() - begin
    until(lambda: clean(cluster, source, partition, target))
    say(f"partition {partition}: {source} -> {target}: {count} keys, {again} of them again; closed for {closed:.1f} s")


def owner(cluster, partition):
    """All nodes that are present agree on it."""
    owners = {node.owner_of(slot_of(partition)) for node in cluster.present()}
    found = [node for node in cluster.primaries() if owners == {node.id}]
    if not found:
        raise Away(f"the nodes do not agree on who has partition {partition}")
    return found[0]


def expect_tried_version(node):
    """Later ones send what they remove of a lost slot to their replicas, which may be promoted in the middle of it."""
    version = re.search(rb"redis_version:(\S+)", node.ask("INFO", "server"))[1].decode()
    if not version.startswith("7.0."):
        raise Refused(f"{node} is Redis {version}. Partitions are moved on Redis 7.0 only (docs/decisions/0039).")


def states_in_use(cluster, source, partition):
    """The keys of the states: of those services whose data is here. Functions of before there were states would write into a copy."""
    keys = [state_key(service, partition) for service in cluster.services()]
    for key in keys:
        if (state := source.ask("GET", key)) != b"open":
            raise Refused(f"{key.decode()} is {(state or b'absent').decode()} instead of open. Have `inventory functions` and "
                          "`payment functions` of this version been run?")
    return keys


def load_functions(source, target):
    """A primary that was added has none."""
    known = {dict(zip(library[::2], library[1::2]))[b"library_name"] for library in target.ask("FUNCTION", "LIST")}
    for library in source.ask("FUNCTION", "LIST", "WITHCODE"):
        fields = dict(zip(library[::2], library[1::2]))
        if fields[b"library_name"] not in known:
            target.ask("FUNCTION", "LOAD", fields[b"library_code"])


def copy_until_few(cluster, source, target, expiring, changes):
    """While orders come, some keys always change. As long as a round leaves fewer than the one before, another one is worth it."""
    count, before = 0, float("inf")
    for _ in range(ROUNDS):
        changed = changes.take()
        count += copy(cluster, source, target, changed, expiring)
        if len(changed) < FEW or len(changed) >= before:
            break
        before = len(changed)
    return count


def close(cluster, source, keys):
    """From here on no function of a service writes, also after a failover."""
    for key in keys:
        source.ask("SET", key, "held", "XX")
    cluster.wait_for_replicas(source)


def hand_over(cluster, source, target, partition, keys, expiring):
    """The target and its replicas have all of it before it has the slot, and all nodes know that before it is opened."""
    for key in keys:
        target.together([["ASKING"], ["SET", key, "copy"]])
    until(lambda: expect_same(source, target, partition, expiring), patience=5)
    cluster.wait_for_replicas(target)
    until(cluster.expect_alone)
    expect_still(cluster, source, partition, keys)
    target.ask("CLUSTER", "SETSLOT", slot_of(partition), "NODE", target.id)
    until(lambda: expect_owner(cluster, partition, target))
    open_again(cluster, target, keys)


def expect_same(source, target, partition, expiring):
    remove_expired(source, target, expiring)
    counts = [node.ask("CLUSTER", "COUNTKEYSINSLOT", slot_of(partition)) for node in (source, target)]
    if counts[0] != counts[1]:
        raise Away(f"{source} has {counts[0]} keys of partition {partition}, and {target} {counts[1]}")


def expect_still(cluster, source, partition, keys):
    states = {source.ask("GET", key) for key in keys}
    if states != {b"held"} or owner(cluster, partition).id != source.id:
        raise Away(f"partition {partition} was opened again, or {source} has lost it")


def expect_owner(cluster, partition, node):
    """Itself it knows at once. So when all agree on another one, it has lost the slot."""
    if owner(cluster, partition).id != node.id:
        raise Refused(f"{node} has lost partition {partition} again")


def open_again(cluster, node, keys):
    for key in keys:
        node.ask("SET", key, "open", "XX")
    cluster.wait_for_replicas(node)


def settle(cluster, partition):
    """Finishes or undoes a move that was interrupted."""
    for node in cluster.primaries():
        if slot_of(partition) in node.itself().imported:  # until it stops, it does not learn the slot's owner
            node.ask("CLUSTER", "SETSLOT", slot_of(partition), "STABLE")
    node = owner(cluster, partition)
    keys = [state_key(service, partition) for service in cluster.services()]
    states = {node.ask("GET", key) for key in keys} - {None}
    if states & {b"held", b"copy"}:
        cluster.expect_all_present(partition)
        node.ask("CLUSTER", "BUMPEPOCH")  # a claim of the slot that is still under way loses to it
        open_again(cluster, node, keys)
    others = [other for other in cluster.primaries() if other.id != node.id]
    left = [other for other in others if keys_left(cluster, other, partition)]
    if left and not states:
        raise Refused(f"{node} has the slot of partition {partition}, and {', '.join(map(str, left))} its data. Nothing was changed: "
                      "CLUSTER SETSLOT ... NODE on both gives it back.")
    for other in left:
        clean(cluster, other, partition, node)


def clean(cluster, node, partition, of):
    """Of a partition that another one has. While a node imports a slot, it does not learn of a failover there, so that is waited for."""
    remove_all(cluster, node, partition, of.id)
    until(lambda: owner(cluster, partition))


def keys_left(cluster, node, partition):
    return sum(holder.ask("CLUSTER", "COUNTKEYSINSLOT", slot_of(partition)) for holder in [node, *cluster.replicas_of(node)])


def spread(cluster, say):
    """Until no primary has two partitions more than another."""
    for partition in cluster.partitions():
        until(lambda partition=partition: settle(cluster, partition))
    while step := next_step(cluster):
        move_or_settle(cluster, *step, say)


def move_or_settle(cluster, partition, target, say):
    """A partition whose move fails is open again as soon as all nodes answer and agree on who has it."""
    try:
        move(cluster, partition, target, say)
    except (Away, Refused, KeyboardInterrupt) as why:
        say(f"partition {partition} is not moved: {why or 'interrupted'}")
        cluster.expect_alone()
        until(lambda: settle(cluster, partition))
        raise Refused(f"Partition {partition} is open, at {owner(cluster, partition)}.") from why


def next_step(cluster):
    """A partition, and the primary that shall have it. None: all have as many as they should."""
    primaries = [member for member in cluster.members() if member.is_primary and not member.is_away]
    partitions = cluster.partitions()
    by_count = sorted(primaries, key=lambda member: (len(member.partitions(partitions)), str(member.place)))
    least, most = by_count[0], by_count[-1]
    has = most.partitions(partitions)
    if len(has) - len(least.partitions(partitions)) < 2:
        return None
    return has[-1], cluster.at(least.place)
