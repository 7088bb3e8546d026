"""Partitions are moved to other shards under orders, by script/cluster move, and what happens to the move."""

import subprocess
import sys

from cluster import PARTITIONS
from processes import ROOT, wait_until
from shards.nodes import slot_of

INTERRUPTED = ROOT / "tests/system/interrupted_move.py"
MOST_WRITES = 24  # of a move, each kind counted once
DONE = 120  # seconds


class Move:
    """Of a partition of the shard that has most of them, to another shard."""

    def __init__(self, scene):
        self.scene, self.formation = scene, scene.formation
        self.source = max(scene.cluster.redises, key=lambda shard: len(shard.partitions()))
        self.target = scene.chance.choice([shard for shard in scene.cluster.redises if shard is not self.source])
        self.partition = scene.chance.choice(self.source.partitions())

    @property
    def words(self):
        host, port = self.target.primary().address
        return str(self.partition), f"{host}:{port}"

    @property
    def environment(self):
        return {"PATH": "/usr/bin:/bin", "SOUK_REDIS_URL": self.formation.url_of("operator"), "SOUK_PARTITIONS": str(PARTITIONS),
                "SOUK_DATA": str(self.scene.cluster.folder)}

    def begin(self):
        return subprocess.Popen([ROOT / "script/cluster", "move", *self.words], env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def end(self, program):
        """Has it succeeded?"""
        said, _ = program.communicate(timeout=DONE)
        with open(self.scene.cluster.folder / "moves.log", "a", encoding="utf-8") as log:
            log.write(f"{self.partition} -> {self.target.name}: {program.returncode}: {said}\n")
        if "Traceback" in said:
            self.scene.findings.report("broken", f"script/cluster move: {said[-1500:]}")
        return program.returncode == 0

    def repeat(self):
        """As an operator does it, until it has succeeded."""
        wait_until(lambda: self.end(self.begin()), DONE, f"partition {self.partition} is moved to {self.target.name}")
        if self.partition not in self.target.partitions():
            self.scene.findings.report("broken", f"script/cluster move has ended, and {self.target.name} has {self.target.partitions()}")
        self._nothing_stays_behind()

    def _nothing_stays_behind(self):
        """What a replica keeps of a partition that was moved away is that of its shard after the next failover."""
        slot = slot_of(self.partition)
        for node in self.formation.nodes:
            if node not in self.target.nodes and (count := node.ask("CLUSTER", "COUNTKEYSINSLOT", slot)):
                self.scene.findings.report("broken", f"{node.name} still has {count} keys of partition {self.partition}, "
                                                     f"which was moved to {self.target.name}")

    def interrupt(self, what):
        """Before one of its writes this happens: `dies`, or a replica, by its address, is promoted."""
        words = [str(self.scene.chance.randint(1, MOST_WRITES)), what, *self.words]
        program = subprocess.Popen([sys.executable, "-B", INTERRUPTED, *words], env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.end(program)


def partition_moved(scene):
    """a partition is moved to another shard, while its orders come in"""
    for _ in range(2):
        with scene.loss():
            Move(scene).repeat()


def move_killed(scene):
    """script/cluster move is killed before any of its writes, and repeated"""
    for _ in range(2):
        with scene.loss():
            move = Move(scene)
            for _ in range(scene.chance.randint(1, 2)):
                move.interrupt("dies")
                scene.pause(0, 0.5)
            move.repeat()


def move_and_takeover(scene):
    """before any write of a move the replica of its source or its target takes over; the move is repeated"""
    for _ in range(2):
        with scene.loss():
            move = Move(scene)
            host, port = scene.chance.choice((move.source, move.target)).replicas()[0].address
            move.interrupt(f"{host}:{port}")
            scene.formation.wait_until_whole()
            move.repeat()


def move_and_loss(scene):
    """during a move the primary of its source or its target is killed or its host vanishes; the move is repeated"""
    with scene.loss():
        move = Move(scene)
        shard = scene.chance.choice((move.source, move.target))
        primary, is_killed = shard.primary(), scene.chance.random() < 0.5
        program = move.begin()
        scene.pause(0.2, 1)
        if is_killed:
            primary.kill()
        else:
            scene.lan.cut(primary.host)
        scene.lost(shard)
        scene.promoted(shard, primary)
        move.end(program)
        if is_killed:
            primary.start()
        scene.lan.heal()
        move.repeat()


FAULTS = (partition_moved, move_killed, move_and_takeover, move_and_loss)
