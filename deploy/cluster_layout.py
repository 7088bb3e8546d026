"""The nodes of a Redis Cluster on this machine: each primary is followed by its replica, so that more of them can be added. The slots
of the partitions go to the primaries in turn, all others in equal ranges."""

import binascii
import re

from environment import DEPLOY, cluster_nodes, consecutive, data, number
from layout import Place
from users import acl_file

SLOTS = 16384


def nodes():
    return [Place("127.0.0.1", port) for port in consecutive("SOUK_REDIS_PORT", cluster_nodes())]


def buses():
    """The port of each node for the others."""
    return consecutive("SOUK_BUS_PORT", cluster_nodes())


def folder_of(number):
    return data() / f"cluster-node-{number + 1}"


def slot_of(partition):
    return binascii.crc_hqx(str(partition).encode(), 0) % SLOTS


def partitions():
    return range(number("SOUK_PARTITIONS", 1024) or 16)  # the services refuse what is no number


def slots_of(primaries):
    """By primary, the slots that it begins with."""
    chosen = {slot_of(partition): partition % primaries for partition in partitions()}
    parts = [[] for _ in range(primaries)]
    for slot in range(SLOTS):
        parts[chosen.get(slot, slot * primaries // SLOTS)].append(slot)
    return parts


def files_of(node, bus, folder, passwords):
    """What a node is started with."""
    values = {"deploy": DEPLOY, "address": node.host, "port": node.port, "bus": bus, "folder": folder, "replica": passwords["replica"]}
    filled = re.sub(r"@(\w+)@", lambda found: str(values[found[1]]), (DEPLOY / "cluster-node.conf").read_text())
    return {"redis.conf": filled, "users.acl": acl_file("users.conf", passwords)}
