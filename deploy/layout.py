"""The files of a primary, its replicas and their Sentinels: what write-nodes writes for this machine, and print-hosts for three."""

import dataclasses
import pathlib
import re

from environment import DEPLOY, NODES, consecutive
from users import acl_file

NAME = "souk"  # of the primary, for the Sentinels


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a node or a Sentinel listens."""

    host: str
    port: int

    def __str__(self):
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def here(name):
    """The nodes or Sentinels of this machine: SOUK_REDIS_PORT or SOUK_SENTINEL_PORT, and the ports after it."""
    return [Place("127.0.0.1", port) for port in consecutive(name, NODES)]


@dataclasses.dataclass(frozen=True)
class Layout:
    nodes: list[Place]
    sentinels: list[Place]
    passwords: dict[str, str]
    tls: str = ""  # the folder of ca.crt, node.crt and node.key

    def url(self):
        places = ",".join(map(str, self.sentinels))
        return f"{'rediss' if self.tls else 'redis'}+sentinel://{places}/{NAME}"

    def node_files(self, number, primary, folder):
        """`primary`: the number of the primary, or None for a node that waits empty for `script/replicas add`."""
        node = self.nodes[number]
        is_first_copy = primary is None
        follows = self.nodes[primary] if primary not in (None, number) else None
        values = {"replica": self.passwords["replica"], "replicas": len(self.nodes) - 1, "priority": 0 if is_first_copy else 100,
                  "replicaof": f"replicaof {follows.host} {follows.port}" if follows else ""}
        return {"redis.conf": self._filled("node.conf", node, folder, values), "users.acl": acl_file("users.conf", self.passwords)}

    def sentinel_files(self, number, primary, folder):
        """It asks the primary for its replicas every ten seconds only, so it knows them from the beginning: all but a node that waits."""
        followed, waiting = (self.nodes[0], self.nodes[number]) if primary is None else (self.nodes[primary], None)
        others = [node for node in self.nodes if node not in (followed, waiting)]
        values = {"sentinel": self.passwords["sentinel"], "primary": followed.host, "primary_port": followed.port,
                  "known": "\n".join(f"sentinel known-replica {NAME} {node.host} {node.port}" for node in others)}
        return {"sentinel.conf": self._filled("sentinel.conf", self.sentinels[number], folder, values),
                "users.acl": acl_file("sentinel-users.conf", self.passwords)}

    def _filled(self, template, place, folder, values):
        values |= {"deploy": DEPLOY, "folder": folder, "address": place.host, "listen": self._listen(place)}
        return re.sub(r"@(\w+)@", lambda found: str(values[found[1]]), (DEPLOY / template).read_text())

    def _listen(self, place):
        if not self.tls:
            return f"port {place.port}"
        files = [f'tls-{kind}-file "{pathlib.PurePath(self.tls, name)}"'
                 for kind, name in (("ca-cert", "ca.crt"), ("cert", "node.crt"), ("key", "node.key"))]
        return "\n".join(["port 0", f"tls-port {place.port}", "tls-replication yes", "tls-auth-clients no", *files])
