"""script/cluster move, of which something happens before its n-th write (of several of a kind, the first): interrupted_move.py N WHAT
PARTITION NODE

WHAT: dies (this process ends at once), unseen:ADDRESS (from there on the nodes do not report that one, until some seconds after the slot
has changed over), or the address of a replica that is promoted in place of its primary. Exits with 3 when the move ended before.
"""

import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "deploy"))

import cluster_nodes  # noqa: E402
import partition_move  # noqa: E402

READS = {"PING", "GET", "SCAN", "DUMP", "ASKING", "PEXPIRETIME", "INFO", "ROLE", "TIME"}
READS_OF = {"CLUSTER": {"NODES", "MYID", "COUNTKEYSINSLOT", "GETKEYSINSLOT", "INFO"}, "CONFIG": {"GET"}, "CLIENT": {"LIST"}, "FUNCTION": {"LIST"}}


def writes(words):
    return words[0] not in READS and words[1] not in READS_OF.get(words[0], ())


class Interrupted(cluster_nodes.Node):
    left, last, unseen, seen_again = int(sys.argv[1]), None, None, float("inf")

    def ask(self, *words):
        self.before([words])
        return super().ask(*words)

    def together(self, commands):
        commands = list(commands)
        self.before(commands)
        return super().together(commands)

    def members(self):
        unseen = Interrupted.unseen if time.monotonic() < Interrupted.seen_again else None
        return [member for member in super().members() if member.place != unseen]

    def before(self, commands):
        kind = next(((self.place, *words[: 4 if words[0] == "CLUSTER" else 1]) for words in commands if writes(words)), None)
        if kind and kind != Interrupted.last:
            before_write()
        if kind and kind[1:3] == ("CLUSTER", "SETSLOT") and kind[4] == "NODE":
            Interrupted.seen_again = time.monotonic() + 3
        Interrupted.last = kind or Interrupted.last


def before_write():
    Interrupted.left -= 1
    if Interrupted.left == 0:
        if sys.argv[2] == "dies":
            os._exit(0)
        place = cluster_nodes.place_of(sys.argv[2].removeprefix("unseen:"))
        if sys.argv[2].startswith("unseen:"):
            Interrupted.unseen = place
            return
        cluster_nodes.Node(place, cluster_nodes.operators_access()[0]).ask("CLUSTER", "FAILOVER", "TAKEOVER")


cluster_nodes.Node = Interrupted
cluster = cluster_nodes.Cluster("move")
partition, place = int(sys.argv[3]), cluster_nodes.place_of(sys.argv[4])
try:
    partition_move.move_or_settle(cluster, partition, cluster.at(place), print)
except (cluster_nodes.Away, cluster_nodes.Refused) as why:
    print(why)
sys.exit(3 if Interrupted.left > 0 else 0)
