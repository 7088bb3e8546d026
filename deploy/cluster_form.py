"""Makes a Redis Cluster of nodes, each primary followed by its replica: those of SOUK_REDIS_URL, or those of script/cluster here. What is
done already is not done again, so this may be interrupted and repeated, and does nothing after a restart. New pairs are added."""

import itertools
import sys

from cluster_hosts import BUS
from cluster_layout import buses as buses_here
from cluster_layout import nodes, slots_of
from cluster_nodes import Away, Cluster, Refused, until


def form(say):
    cluster = Cluster()
    places = cluster.seeds
    if len(places) % 2:
        raise Refused(f"SOUK_REDIS_URL names {len(places)} nodes; expected pairs, each a primary and its replica")
    buses = buses_here() if places == nodes() else [place.port + BUS for place in places]
    try:
        for place in places:
            until(lambda place=place: cluster.at(place).ask("PING"))
        for place, bus in zip(places[1:], buses[1:]):
            cluster.at(places[0]).ask("CLUSTER", "MEET", place.host, place.port, bus)
        for place in places:
            until(lambda place=place: expect_all_known(cluster.at(place), places))
        give_slots(cluster, places[::2])
        for first, second in zip(places[::2], places[1::2]):
            attach(cluster.at(first), cluster.at(second))
        for place in places:
            until(lambda place=place: expect_whole(cluster.at(place), places[1::2]))
    except Away as away:
        sys.exit(f"The cluster does not form: {away}")
    say("The cluster is whole.")
    return True


def expect_all_known(node, places):
    known = {member.place for member in node.members() if not member.is_away}
    if missing := [place for place in places if place not in known]:
        raise Away(f"{node} does not know {', '.join(map(str, missing))}")


def give_slots(cluster, primaries):
    """Those that nobody has yet."""
    given = set().union(*(member.slots for member in cluster.at(primaries[0]).members()))
    for place, slots in zip(primaries, slots_of(len(primaries))):
        if missing := [slot for slot in slots if slot not in given]:
            cluster.at(place).ask("CLUSTER", "ADDSLOTSRANGE", *itertools.chain(*ends_of_ranges(missing)))


def ends_of_ranges(slots):
    for _, group in itertools.groupby(enumerate(slots), key=lambda item: item[1] - item[0]):
        found = [slot for _, slot in group]
        yield found[0], found[-1]


def attach(first, second):
    """A node that has no role yet follows the other one of its pair. Of two, the second follows the first."""
    if second.itself().is_new():
        follow(second, first.itself())
    elif first.itself().is_new():
        follow(first, second.itself())


def follow(node, other):
    node.ask("CLUSTER", "REPLICATE", other.id if other.is_primary else other.follows)


def expect_whole(node, replicas):
    if b"cluster_state:ok" not in node.ask("CLUSTER", "INFO"):
        raise Away(f"{node} reports that the cluster is incomplete")
    if new := [str(member.place) for member in node.members() if member.is_new() and member.place in replicas]:
        raise Away(f"{node} does not know yet that {', '.join(new)} has become a replica")
    if b"master_link_status:down" in node.ask("INFO", "replication"):
        raise Away(f"{node} has not all data of its primary yet")
