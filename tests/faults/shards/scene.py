"""The tools of a fault that harms a shard."""

import contextlib
import threading
import time

import redis

from hosts.scene import PROMOTED, HostScene
from http_client import GONE
from latency import Window
from load import CUSTOMER
from processes import wait_until

ASKED_AGAIN = 6  # seconds: Redis gives a planned failover up after five
AT_MOST = 180


class ShardScene(HostScene):
    @property
    def formation(self):
        return self.cluster.formation

    def victim(self):
        return self.redis()

    def lost(self, server, measured=False, began=None):
        """From now on orders of the shard are refused: measures how long. `measured`: Souk reaches the other shards, so the latency of
        their orders is measured, too, if nothing else happens."""
        began, partitions = began or time.monotonic(), server.partitions()

        def measure():
            try:
                for partition in partitions:
                    self.probes.order(partition, keyed=False, deadline=AT_MOST)
            except AssertionError as late:
                return self.findings.report("stuck", f"after {self.name}: {late}")
            self.row.outages.append(time.monotonic() - began)
            if measured and self.alone:
                self.journal.windows.append(Window(self.row.beside, set(partitions), began, time.monotonic()))

        self.watch = threading.Thread(target=measure, daemon=True)
        self.watch.start()

    def fail_over(self, server):
        """As an operator asks for it, until it is done: the new primary."""
        before, replica, asked = server.primary(), server.replicas()[0], -ASKED_AGAIN

        def is_done():
            nonlocal asked
            if time.monotonic() - asked > ASKED_AGAIN:
                asked = time.monotonic()
                with contextlib.suppress(redis.ResponseError):  # the primary is away, so it is elected without this
                    replica.ask("CLUSTER", "FAILOVER")
            return server.primary() is replica

        wait_until(is_done, PROMOTED, f"{replica.name} is promoted in place of {before.name}")
        return replica

    @contextlib.contextmanager
    def processes_left_alone(self):
        """No other fault kills or stops a process of Souk meanwhile, and all are ready."""
        with contextlib.ExitStack() as held:
            for member in self.cluster.members:
                held.enter_context(member.alone())
            self.cluster.wait_until_ready()
            yield

    def refused(self, partition):
        """An order there is answered 503 with Retry-After."""
        try:
            answer = self.cluster.payment.post("/orders", self.probes.body(self.probes.products[partition]), timeout=5)
        except GONE as gone:
            return self.findings.report("broken", f"an order during {self.name} is not answered: {gone!r}")
        if answer.status != 503 or "Retry-After" not in answer.headers:
            self.findings.report("broken", f"an order of partition {partition} during {self.name}: {answer}")

    def others_go_on(self, server, deadline=30):
        """Orders of the other shards, with and without a customer, are placed and, unless they wait for the bank, completed."""
        others = [partition for shard in self.cluster.redises if shard is not server for partition in shard.partitions()]
        try:
            pks = [self.probes.order(partition, keyed=False, deadline=deadline, **customer)
                   for partition in others for customer in [{}, {"customer": CUSTOMER}] * 2]
            for pk in pks if not self.cluster.bank else ():
                wait_until(lambda pk=pk: self.probes.status(pk) == "completed", deadline, f"the order {pk} is completed")
        except AssertionError as late:
            self.findings.report("stuck", f"{self.name} of {server.name}: of another shard, {late}")
