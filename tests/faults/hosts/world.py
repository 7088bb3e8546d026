"""Souk over hosts: what happens to hosts, and beside it every other fault that has its place there."""

import plan
from faults import OF_THE_BANK, bank, clocks, disks, events, processes, servers, wires
from hosts import controls, cuts, failovers
from hosts.scene import HostScene
from hosts.shop import HostCluster
from world import World

# Connections to Redis do not go through the proxy, so nothing can be held on its way there.
BESIDE = (processes.kill_process, processes.churn_of_consumers, servers.redis_away, servers.memory_full, *disks.FAULTS, *wires.FAULTS,
          *clocks.FAULTS, *events.FAULTS, *bank.FAULTS)


def by_name(functions):
    return {function.__name__.replace("_", "-"): function for function in functions}


OF_HOSTS = by_name((*cuts.FAULTS, *failovers.FAULTS))
FAULTS = {**OF_HOSTS, **by_name(BESIDE)}


def _rounds(seed, minutes, chosen, whole):
    return plan.over_hosts(seed, minutes, chosen, OF_THE_BANK, list(OF_HOSTS), whole)


HOSTS = World(" --hosts", FAULTS, OF_THE_BANK, HostCluster, HostScene, _rounds, controls.run)
