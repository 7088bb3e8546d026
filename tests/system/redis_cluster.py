"""Primaries that a System has instead of its one Redis."""

import contextlib

import redis
from processes import RedisServer, free_port, wait_until

SLOTS = 16384


class RedisCluster:
    """Looks like a RedisServer to a System."""

    def __init__(self, folder, name, count):
        self.name, self.nodes, self.formed = name, [], False
        for number in range(1, count + 1):
            first = self.nodes[0] if self.nodes else None
            self.nodes.append(RedisServer(folder, f"{name}-{number}", first, **{"cluster-enabled": "yes", "cluster-port": free_port()}))

    def url_of(self, user):
        """Names all nodes, so that any of them may be away."""
        first = self.nodes[0]
        return first.url_of(user).replace(f"127.0.0.1:{first.port}", ",".join(f"127.0.0.1:{node.port}" for node in self.nodes))

    def start(self):
        for node in self.nodes:
            node.start()
        if not self.formed:
            self._form()
        wait_until(self._is_whole, what=f"{self.name} is a cluster")
        return self

    def _form(self):
        for number, node in enumerate(self.nodes):
            first, last = (SLOTS * place // len(self.nodes) for place in (number, number + 1))
            node.connection().execute_command("CLUSTER SET-CONFIG-EPOCH", number + 1)
            node.connection().execute_command("CLUSTER ADDSLOTSRANGE", first, last - 1)
        for node in self.nodes[1:]:
            bus = self.nodes[0].settings["cluster-port"]
            node.connection().execute_command("CLUSTER MEET", "127.0.0.1", self.nodes[0].port, bus)
        self.formed = True

    def _is_whole(self):
        def sees_all(node):
            info = node.connection().execute_command("CLUSTER INFO")
            return info["cluster_state"] == "ok" and info["cluster_slots_ok"] == str(SLOTS)

        return all(map(sees_all, self.nodes))

    def connection(self, user="operator", **options):
        return redis.RedisCluster.from_url(self.nodes[0].url_of(user), **{"decode_responses": True, **options})

    def denied(self):
        return [entry for node in self.nodes for entry in node.denied()]

    def running(self):
        return any(node.running() for node in self.nodes)

    def kill(self):
        for node in self.nodes:
            node.kill()

    @contextlib.contextmanager
    def paused(self):
        with contextlib.ExitStack() as all_paused:
            for node in self.nodes:
                all_paused.enter_context(node.paused())
            yield
