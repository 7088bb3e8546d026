"""Shards lose a node or both, fail over and lose their library; beside those faults of hosts that do not need a Sentinel."""

import time

from hosts import cuts, failovers

BEHIND = failovers.BEHIND
UNTIL_NOTICED = 4  # seconds: the node-timeout and two more


def primary_lost(scene):
    """the host of a primary vanishes, and is back when its replica has been promoted"""
    with scene.loss() as server:
        primary = server.primary()
        scene.lan.cut(primary.host)
        scene.lost(server, measured=True)
        scene.promoted(server, primary)
        scene.pause(0, scene.long(20))


def planned_failover(scene):
    """an operator asks a replica to take over"""
    for _ in range(3):
        with scene.loss() as server:
            began = time.monotonic()
            scene.fail_over(server)
            scene.lost(server, measured=True, began=began)


def primary_stalls(scene):
    """a primary stops for up to a second, again and again"""
    with scene.loss() as server:
        primary = server.primary()
        for _ in range(5):
            with primary.paused():
                scene.pause(0.1, 0.95)
            scene.pause(0.1, 0.4)


def replica_lost(scene):
    """the host of a replica vanishes for some seconds; its shard refuses orders, since only one copy has them"""
    with scene.loss() as server:
        scene.lan.cut(server.replicas()[0].host)
        scene.lost(server, measured=True)
        scene.pause(2, 6)


def full_resynchronisation(scene):
    """a replica begins anew on an empty folder"""
    with scene.loss() as server:
        replica = server.replicas()[0]
        replica.kill()
        scene.lost(server)
        replica.wipe()
        scene.pause(0, 2)
        replica.start()


def promoted_clock_behind(scene):
    """a replica starts with its clock 60 seconds or two hours behind, and is promoted"""
    with scene.loss() as server:
        primary, replica = server.primary(), server.replicas()[0]
        replica.kill()
        replica.clock.set(-scene.chance.choice(BEHIND))
        replica.start()
        server.wait_until_whole()
        if scene.chance.random() < 0.5:
            primary.kill()
            scene.lost(server)
            scene.promoted(server, primary)
            primary.start()
        else:
            scene.lost(server)
            scene.fail_over(server)
    scene.pause(1, 3)  # orders are placed meanwhile
    replica.clock.set(0)


def shard_away(scene):
    """both copies of a shard vanish for some seconds; orders of the other shards are placed and completed meanwhile"""
    with scene.processes_left_alone(), scene.loss() as server:
        partitions = server.partitions()
        for node in server.nodes:
            scene.lan.cut(node.host)
        scene.lost(server, measured=True)
        scene.pause(UNTIL_NOTICED, UNTIL_NOTICED + 1)
        for partition in partitions:
            scene.refused(partition)
        scene.others_go_on(server)
        scene.pause(0, scene.long(20))


def majority_lost(scene):
    """the hosts of two primaries of three vanish for some seconds: nobody may be promoted until they are back"""
    with scene.loss() as server:
        others = [shard for shard in scene.cluster.redises if shard is not server]
        before = {shard: shard.primary() for shard in (server, scene.chance.choice(others))}
        for primary in before.values():
            scene.lan.cut(primary.host)
        scene.lost(server)
        scene.pause(2 * UNTIL_NOTICED, 2 * UNTIL_NOTICED + 2)
        for shard, primary in before.items():
            if shard.primary() is not primary:
                scene.findings.report("broken", f"{shard.primary().name} was promoted by a minority")


def library_deleted(scene):
    """the functions of a service are deleted on a primary; orders go on when `inventory functions` or `payment functions` was run"""
    service = scene.chance.choice(("inventory", "payment"))
    with scene.loss() as server:
        server.primary().ask("FUNCTION", "DELETE", service)
        scene.lost(server, measured=service == "payment")
        if service == "payment":
            scene.refused(server.partitions()[0])
        scene.pause(0.5, 3)
        scene.cluster.load_functions(service)


# Souk is cut off as well in some of these, so the latency of the other shards' orders says nothing there.
FAULTS = (primary_lost, cuts.primary_is_not_heard, cuts.primary_does_not_hear, cuts.primary_cut_off_with_souk, cuts.primary_ahead,
          cuts.souk_cut_off, failovers.primary_killed, failovers.primary_paused, primary_stalls, replica_lost, failovers.replica_stalls,
          planned_failover, promoted_clock_behind, full_resynchronisation, shard_away, majority_lost, library_deleted)
