"""Nodes and Sentinels die, stall, are late and are exchanged."""

from hosts import replacement
from hosts.nodes import LEFT_OUT, ORDINARY
from processes import wait_until

BEHIND = (60, 2 * 60 * 60)  # seconds
SYNCHRONISED = 60  # seconds, at most


def primary_killed(scene):
    """kill -9 of a primary; it is started at once, or when another one has been promoted"""
    for _ in range(2):
        with scene.loss() as server:
            primary = server.primary()
            primary.kill()
            scene.lost(server)
            if scene.chance.random() < 0.5:
                scene.promoted(server, primary)
            primary.start()


def primary_paused(scene):
    """SIGSTOP of a primary until another one is promoted, then SIGCONT: it still takes itself for the primary"""
    with scene.loss() as server:
        primary = server.primary()
        with primary.paused():
            scene.lost(server)
            scene.promoted(server, primary)
            scene.pause(0, 2)


def replica_stalls(scene):
    """a replica stops for up to a second, again and again"""
    with scene.loss() as server:
        replica = scene.chance.choice(server.replicas())
        for _ in range(5):
            with replica.paused():
                scene.pause(0.1, 0.95)
            scene.pause(0.1, 0.4)


def promoted_clock_behind(scene):
    """the clock of the replica that is promoted is 60 seconds or two hours behind"""
    with scene.loss() as server:
        primary, replicas, behind = server.primary(), server.replicas(), scene.chance.choice(BEHIND)
        for replica in replicas:
            replica.clock.set(-behind)
        scene.pause(0.2, 1)
        if scene.chance.random() < 0.5:
            primary.kill()
            scene.lost(server)
            scene.promoted(server, primary)
            primary.start()
        else:
            scene.fail_over(server)
            scene.lost(server)
    scene.pause(1, 3)  # orders are placed meanwhile
    for replica in replicas:
        replica.clock.set(0)


def planned_failover(scene):
    """an operator asks a Sentinel for a failover; sometimes he makes the old primary a replica at once"""
    for _ in range(3):
        with scene.loss() as server:
            before = server.primary()
            promoted = scene.fail_over(server)
            scene.lost(server)
            if scene.chance.random() < 0.5:
                before.follow(promoted)


def full_resynchronisation(scene):
    """a replica begins anew on an empty folder; until it is in sync it may not be promoted"""
    with scene.loss() as server:
        replica = scene.chance.choice(server.replicas())
        replica.kill()
        scene.lost(server)
        replica.wipe()
        scene.pause(0, 2)
        replica.write({"replica-priority": LEFT_OUT})
        replica.start()
        wait_until(lambda: replica.in_sync_with(server.primary()), SYNCHRONISED, f"{replica.name} is in sync")
        replica.be_promoted(ORDINARY)


def primary_replaced(scene):
    """the host of a primary is lost for good; the spare takes its place, by the documented program"""
    with scene.loss() as server:
        host = server.primary().host
        scene.lan.cut(host)
        scene.lost(server)
        replacement.replace(scene, host)


def sentinel_away(scene):
    """a Sentinel is dead while a primary is failed over; when it is started it learns of the new one"""
    with scene.loss() as server:
        primary, sentinel = server.primary(), scene.chance.choice(scene.cluster.sentinels)
        sentinel.kill()
        if scene.chance.random() < 0.5:
            primary.kill()
            scene.lost(server)
            scene.promoted(server, primary)
            primary.start()
        else:
            scene.fail_over(server)
            scene.lost(server)
        sentinel.start()


FAULTS = (primary_killed, primary_paused, replica_stalls, promoted_clock_behind, planned_failover, full_resynchronisation,
          primary_replaced, sentinel_away)
