"""Moves a partition to another primary of a cluster while the shop is open. Its orders get 503 while it is closed, which takes well under a
second on a quiet machine; those of the others go on.

Copied, not migrated (docs/decisions/0039): until the target has all of it, and its replicas too, the source keeps all of it. The state of
a partition (libs/events/partition.lua) says where it is, so a move that ended at any point is finished or undone by the next one:

    at the source    at the target    the slot is that of
    open             (some keys)      the source             copying
    held             (some keys)      the source             what changed meanwhile is copied
    held             copy             the source             the target and its replicas have all of it
    (removed)        copy             the target             Redis removes what a node has of a slot that it has lost
    (removed)        open             the target             all nodes know it
"""

import time

from cluster_layout import partitions, slot_of
from cluster_nodes import Away, Refused, until
from partition_copy import Changes, copy, keys_of, remove_all, state_keys

FEW = 1000  # changed keys that are copied while the partition is closed
ROUNDS = 20


def move(cluster, partition, target, say=lambda text: None):
    """To `target`, a node. The partition is settled."""
    source = owner(cluster, partition)
    if source.id == target.id:
        return
    for node in (source, target):
        node.wait_for_replicas(cluster.replicas_of(node))
    load_functions(source, target)
    target.ask("CLUSTER", "SETSLOT", slot_of(partition), "IMPORTING", source.id)
    with Changes(source, partition) as changes:
        count = copy(source, target, keys_of(source, partition))
        again = copy_until_few(changes, source, target)
        begin = time.monotonic()
        close(cluster, source, partition)
        again += copy(source, target, changes.take())
    hand_over(cluster, source, target, partition)
    say(f"partition {partition}: {source} -> {target}: {count} keys, {again} of them again; closed for {time.monotonic() - begin:.1f} s")


def owner(cluster, partition):
    """All nodes that are here agree on it."""
    slot = slot_of(partition)
    owners = {node.owner_of(slot) for node in cluster.here()}
    found = [node for node in cluster.primaries() if owners == {node.id}]
    if not found:
        raise Away(f"the nodes do not agree yet on who has partition {partition}")
    return found[0]


def load_functions(source, target):
    """A primary that was added has none."""
    for library in source.ask("FUNCTION", "LIST", "WITHCODE"):
        fields = dict(zip(library[::2], library[1::2]))
        target.ask("FUNCTION", "LOAD", "REPLACE", fields[b"library_code"])


def copy_until_few(changes, source, target):
    """While orders come, some keys always change. As long as a round leaves fewer than the one before, another one is worth it."""
    count, before = 0, float("inf")
    for _ in range(ROUNDS):
        changed = changes.take()
        count += copy(source, target, changed)
        if len(changed) < FEW or len(changed) >= before:
            break
        before = len(changed)
    return count


def close(cluster, source, partition):
    """From here on no function of a service writes, also after a failover."""
    for key in state_keys(partition):
        source.ask("SET", key, "held", "XX")
    source.wait_for_replicas(cluster.replicas_of(source))


def hand_over(cluster, source, target, partition):
    """The target and its replicas have all of it before it has the slot, and all nodes know that before it is opened."""
    for key in state_keys(partition):
        if state := source.ask("GET", key):
            expect_held(key, state)
            target.together([["ASKING"], ["SET", key, "copy"]])
    expect_same(source, target, partition)
    target.wait_for_replicas(cluster.replicas_of(target))
    cluster.expect_alone()
    target.ask("CLUSTER", "SETSLOT", slot_of(partition), "NODE", target.id)
    until(lambda: expect_owner(cluster, partition, target))
    open_again(cluster, target, partition)


def expect_held(key, state):
    if state != b"held":
        raise Away(f"{key.decode()} is \"{state.decode()}\" again")


def expect_same(source, target, partition):
    counts = [node.ask("CLUSTER", "COUNTKEYSINSLOT", slot_of(partition)) for node in (source, target)]
    if counts[0] != counts[1]:
        raise Away(f"{source} has {counts[0]} keys of partition {partition}, and {target} {counts[1]}")


def expect_owner(cluster, partition, node):
    if owner(cluster, partition).id != node.id:
        raise Away(f"{node} has lost partition {partition} again")


def open_again(cluster, node, partition):
    for key in state_keys(partition):
        node.ask("SET", key, "open", "XX")
    node.wait_for_replicas(cluster.replicas_of(node))


def settle(cluster, partition):
    """Finishes or undoes a move that was interrupted."""
    stop_importing(cluster, slot_of(partition))
    node = owner(cluster, partition)
    states = {node.ask("GET", key) for key in state_keys(partition)} - {None}
    if states & {b"held", b"copy"}:
        node.ask("CLUSTER", "BUMPEPOCH")  # nobody who was cut off during the move takes the slot when it returns
        open_again(cluster, node, partition)
    others = [other for other in cluster.primaries() if other.id != node.id]
    left = [other for other in others if other.ask("CLUSTER", "COUNTKEYSINSLOT", slot_of(partition))]
    if left and not states:
        raise Refused(f"{node} has partition {partition} and not its data, which is at {', '.join(map(str, left))}")
    for other in left:
        remove_all(other, partition, node.id)


def stop_importing(cluster, slot):
    """A node that imports a slot does not learn who has it. Only a primary can be made to stop, so a former one is promoted again."""
    for node in cluster.here():
        if slot not in node.itself().imported:
            continue
        if not node.itself().is_primary:
            node.ask("CLUSTER", "FAILOVER")
            raise Away(f"{node} is to be a primary again")
        node.ask("CLUSTER", "SETSLOT", slot, "STABLE")


def spread(cluster, say):
    """Until no primary has two partitions more than another."""
    for partition in partitions():
        until(lambda partition=partition: settle(cluster, partition))
    while step := next_step(cluster):
        partition, target = step
        move_or_settle(cluster, partition, target, say)


def move_or_settle(cluster, partition, target, say):
    """A partition whose move fails is open again as soon as the nodes agree on who has it."""
    try:
        move(cluster, partition, target, say)
    except Away as away:
        say(f"partition {partition} was not moved: {away}")
        cluster.expect_alone()
        until(lambda: settle(cluster, partition))
        raise


def next_step(cluster):
    """A partition, and the primary that shall have it. None: all have as many as they should."""
    primaries = [member for member in cluster.members() if member.is_primary and not member.is_away]
    by_count = sorted(primaries, key=lambda member: (len(member.partitions(partitions())), str(member.place)))
    least, most = by_count[0], by_count[-1]
    has = most.partitions(partitions())
    if len(has) - len(least.partitions(partitions())) < 2:
        return None
    return has[-1], cluster.at(least.place)
