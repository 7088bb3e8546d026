"""The tools of a fault that harms hosts."""

import contextlib
import threading
import time

import redis

from processes import wait_until
from scene import Scene

PROMOTED = 60  # seconds, at most


class HostScene(Scene):
    @property
    def lan(self):
        return self.cluster.lan

    @contextlib.contextmanager
    def loss(self, server=None):
        """Around what happens to this Redis, or to any; a fault that comes alone takes payment's, which every order needs. Before it
        nothing is missing; afterwards the network is healed, and so again.
        """
        self.pause(0.1, 0.6)
        self.watch = None
        with self.injected():
            with self.cluster.still():
                try:
                    yield server or self.victim()
                finally:
                    self.lan.heal()
            if self.watch:
                self.watch.join()

    def victim(self):
        return self.cluster.payment_redis if self.alone else self.redis()

    def lost(self, server):
        """From now on no order can be placed: measures how long. Without inventory's Redis, orders are still placed."""
        if server is not self.cluster.payment_redis:
            return
        began = time.monotonic()

        def measure():
            try:
                self.probes.order(0)
                self.row.outages.append(time.monotonic() - began)
            except AssertionError as late:
                self.findings.report("stuck", f"after {self.name}: {late}")

        self.watch = threading.Thread(target=measure, daemon=True)
        self.watch.start()

    def promoted(self, server, before):
        """Once the Sentinels name another primary."""
        return wait_until(lambda: _other(server, before), PROMOTED, f"another primary of {server.name} than {before.name}")

    def fail_over(self, server):
        """As an operator asks for it, until it is done: the new primary."""
        before = server.primary()
        sentinel = self.chance.choice([sentinel for sentinel in self.cluster.sentinels if sentinel.running()])

        def asked():
            with contextlib.suppress(redis.ResponseError):  # it is under way, or no replica is good enough yet
                sentinel.fail_over(server.name)
            return _other(server, before)

        return wait_until(lambda: _other(server, before) or asked(), PROMOTED, f"{sentinel.name} fails over {server.name}")


def _other(server, before):
    now = server.primary()
    return now if now is not before else None
