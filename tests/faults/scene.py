"""The tools of a fault, and the row of figures that it produces."""

import contextlib
import dataclasses
import random
import time
import uuid

from cluster import PARTITIONS
from http_client import GONE
from journal import KINDS
from latency import Beside
from load import CUSTOMER
from souk import partition_of, wait_until


@dataclasses.dataclass
class Row:
    """One fault, over a whole run."""

    injected: int = 0
    rounds: int = 0
    acknowledged: int = 0
    violations: dict = dataclasses.field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    recoveries: list = dataclasses.field(default_factory=list)  # seconds
    outages: list = dataclasses.field(default_factory=list)  # seconds from the loss of a primary to the first order, over hosts
    beside: Beside = dataclasses.field(default_factory=Beside)  # orders of other shards, on a cluster


class Probes:
    """An order in every partition: when all of them are completed, the shop has recovered."""

    def __init__(self, cluster):
        self.cluster = cluster
        self.products = {}
        self.customer = {"customer": CUSTOMER} if cluster.bank else {}
        while len(self.products) < PARTITIONS:
            product = self._post(cluster.inventory, "/products", {"name": "probe", "price": 1.0, "quantity": 1_000_000})
            self.products[partition_of(product["id"], PARTITIONS)] = product["id"]

    def _post(self, http, path, body, headers=None, deadline=180):
        def placed():
            with contextlib.suppress(*GONE):
                answer = http.post(path, body, headers=headers, timeout=5)
                return answer.json if answer.status == 201 else None

        return wait_until(placed, deadline, f"POST {path} is answered 201")

    def order(self, partition, **options):
        return self.place(self.products[partition], **options)

    def place(self, product_id, keyed=True, deadline=180, **more):
        """Without a key no other partition has a part in it; one whose answer was lost is placed again."""
        headers = {"Idempotency-Key": uuid.uuid4().hex} if keyed else None
        return self._post(self.cluster.payment, "/orders", {**self.body(product_id), **more}, headers, deadline)["pk"]

    def body(self, product_id):
        return {"id": product_id, "quantity": 1, **self.customer}

    def status(self, pk):
        order = self._read(pk)
        return order and order["status"]

    def steps(self, pk):
        order = self._read(pk)
        return [step["step"] for step in order["timeline"]] if order else []

    def _read(self, pk):
        with contextlib.suppress(*GONE):
            answer = self.cluster.payment.get(f"/orders/{pk}", timeout=5)
            return answer.json if answer.status == 200 else None

    def completed(self, deadline=60):
        pks = {partition: self.order(partition) for partition in self.products}

        def goes_on(partition):
            order = self._read(pks[partition])
            status = order and order["status"]
            if status == "cancelled":  # in the sandbox the time to pay was over
                pks[partition] = self.order(partition)
            if status == "pending":
                self._pay(order)
            return status == "completed"

        for partition in pks:
            wait_until(lambda partition=partition: goes_on(partition), deadline, f"the probe {pks[partition]} is completed")

    def _pay(self, order):
        """In the sandbox, as soon as there is a page for that."""
        with contextlib.suppress(*GONE):
            if order["payment"]["url"]:
                self.cluster.bank.press({"id": order["payment"]["url"].rsplit("/", 1)[1]}, "pay")


class Scene:
    def __init__(self, name, seed, season, journal, round_, row):
        self.name, self.alone, self.row = name, round_.alone, row
        self.cluster, self.ledger, self.probes = season.cluster, season.ledger, season.probes
        self.journal, self.findings = journal, journal.findings
        self.chance = random.Random(seed)
        self.is_long = round_.long

    def long(self, seconds):
        """A long time, or a tenth of it in a short run."""
        return seconds if self.is_long else seconds / 10

    def pause(self, least, most):
        time.sleep(self.chance.uniform(least, most))

    def redis(self):
        return self.chance.choice(self.cluster.redises)

    @contextlib.contextmanager
    def injected(self):
        """Around a fault and its healing. If no other fault is active, the recovery time is measured."""
        self.row.injected += 1
        yield
        if self.alone:
            healed = time.monotonic()
            try:
                self.probes.completed()
            except AssertionError as late:
                self.findings.report("stuck", f"after {self.name}: {late}")
            self.row.recoveries.append(time.monotonic() - healed)
