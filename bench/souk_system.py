"""Souk as its launcher starts it, on free ports, and what can be counted of it."""

import json
import random
import sys
import time

from client import ROOT, write_lines
from processes import CpuMeter

sys.path.insert(0, str(ROOT / "tests/system"))
from souk import PARTITIONS, System, in_parallel  # noqa: E402

PLENTY = 1_000_000_000  # units of a product that must not sell out


class Souk(System):
    name = "souk"

    def __init__(self, folder, settle_delay=5, **settings):
        super().__init__(folder, SOUK_SETTLE_DELAY=f"{int(settle_delay * 1000)}ms", **settings)
        self.settle_delay = settle_delay
        self.redis = None

    def start(self):
        super().start()
        self.redis = self.inventory_redis.connection()
        return self

    @property
    def products_port(self):
        return self.inventory.port

    @property
    def orders_port(self):
        return self.payment.port

    def pids(self):
        return {process.name: process.child.pid for process in [*self.services, *self.redises]}

    def meter(self):
        return CpuMeter(self.pids())

    def make_products(self, count, quantity=PLENTY):
        """Their ids."""
        return in_parallel(lambda n: self.create_product(name=f"product {n}", quantity=quantity)["id"], range(count))

    def order_bodies(self, ids, count=20_000):
        """A file of orders, each of one unit of one of the products."""
        lines = (json.dumps({"id": random.choice(ids), "quantity": 1}) for _ in range(count))
        return write_lines(self.folder / "orders", lines)

    def _sum(self, keys_and_fields):
        with self.redis.pipeline(transaction=False) as pipeline:
            for key, field in keys_and_fields:
                pipeline.hget(key, field)
            return sum(int(value or 0) for value in pipeline.execute())

    def finished(self):
        """Orders of which nothing is left to do: settled and committed, or rejected."""
        committed = self._sum(
            (f"inventory:{{{p}}}:positions", "order_completed:read") for p in range(PARTITIONS)
        )
        rejected = self._sum((f"payment:{{{p}}}:counts", "rejected") for p in range(PARTITIONS))
        return committed + rejected

    def accepted(self):
        with self.redis.pipeline(transaction=False) as pipeline:
            for p in range(PARTITIONS):
                pipeline.llen(f"payment:{{{p}}}:orders")
            return sum(pipeline.execute())

    def wait_until_finished(self, patience=120):
        """How many seconds it took until every order was final."""
        began = time.monotonic()
        wanted = self.accepted()
        while self.finished() < wanted:
            if time.monotonic() > began + patience:
                raise TimeoutError(f"{self.finished()} of {wanted} orders are final after {patience} s")
            time.sleep(0.05)
        return time.monotonic() - began
