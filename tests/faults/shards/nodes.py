"""Nodes of a Redis Cluster on hosts, with the settings of deploy/cluster-node.conf, and what each of them sees of the others."""

import pathlib
import sys

import redis

from hosts.nodes import Node
from processes import ROOT

sys.path.append(str(ROOT / "deploy"))

from cluster_layout import SLOTS, slot_of  # noqa: E402, F401
from cluster_nodes import Member  # noqa: E402

PORT = 6379
ANSWER = 0.5  # seconds: a node that is stopped does not answer at all
DIFFERENT = {"masteruser": "default", "cluster-node-timeout": 2000}  # so that a failover takes three seconds, not seven


def shipped_settings():
    """Without those that differ from node to node, which have names between @ signs."""
    lines = pathlib.Path(ROOT / "deploy/cluster-node.conf").read_text().splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#") and "@" not in line)


class View:
    """The cluster as one node sees it."""

    def __init__(self, info, lines):
        self.is_ok = "cluster_state:ok" in info
        self.members = [Member.of(line) for line in lines]
        self.epochs = {line.split()[0]: int(line.split()[6]) for line in lines}

    def owners(self):
        """By slot."""
        return {slot: member.id for member in self.members for slot in member.slots}


class ClusterNode(Node):
    def __init__(self, lan, folder, host, access, libraries, **settings):
        own = {"cluster-announce-ip": lan.addresses[host]}
        super().__init__(lan, folder, f"node-{host}", host, PORT, access, libraries, **{**shipped_settings(), **DIFFERENT, **own, **settings})
        self._id = None

    def ask(self, *words, patience=10):
        """The reply as Redis sends it."""
        connection = redis.Redis(unix_socket_path=str(self.socket), username="default", password=self.access.password,
                                 socket_timeout=patience, decode_responses=True)
        connection.response_callbacks.clear()
        try:
            return connection.execute_command(*words)
        finally:
            connection.close()

    @property
    def id(self):
        self._id = self._id or self.ask("CLUSTER", "MYID")
        return self._id

    def view(self):
        """None if it does not answer."""
        try:
            return View(self.ask("CLUSTER", "INFO", patience=ANSWER), self.ask("CLUSTER", "NODES", patience=ANSWER).splitlines())
        except redis.RedisError:
            return None

    def promotions(self):
        """So far: elected, on request of an operator or not, or without an election."""
        text = self.output()
        return text.count("Failover election won") + text.count("Taking over the master")
