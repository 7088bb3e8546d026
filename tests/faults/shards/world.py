"""Souk on a Redis Cluster: what happens to shards, and beside it every other fault that has its place there."""

import plan
from faults import OF_THE_BANK, bank, disks, events, processes, wires
from hosts.world import by_name
from shards import controls, losses, moves
from shards.scene import ShardScene
from shards.shop import ShardedCluster
from world import World

# The clock of a Redis does not jump while it runs: its failover would wait until the clock has caught up with the last election.
BESIDE = (processes.kill_process, processes.churn_of_consumers, *disks.FAULTS, *wires.FAULTS, *events.FAULTS, *bank.FAULTS)
OF_SHARDS = by_name((*losses.FAULTS, *moves.FAULTS))
FAULTS = {**OF_SHARDS, **by_name(BESIDE)}
MEASURED = ("primary-lost", "planned-failover", "shard-away")


def _rounds(seed, minutes, chosen, whole):
    return plan.over_hosts(seed, minutes, chosen, OF_THE_BANK, list(OF_SHARDS), whole, MEASURED)


CLUSTER = World(" --cluster", FAULTS, OF_THE_BANK, ShardedCluster, ShardScene, _rounds, controls.run)
