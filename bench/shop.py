"""What the measurements need of a system, whichever it is."""

import json
import random
import time

from loading import drive, write_lines
from costs import CpuMeter, resident_bytes

PLENTY = 1_000_000_000  # units of a product that must not sell out


class Shop:
    """A subclass gives `folder`, `settle_delay`, `redis` (a connection), `pids()`, `products_http`, `orders_http` and two
    counts: `accepted()` and `finished()`, orders and those of which nothing is left to do; `product_ids()`."""

    def meter(self):
        return CpuMeter(self.pids())

    def memory(self):
        return {name: resident_bytes(pid) for name, pid in self.pids().items()}

    @property
    def products_port(self):
        return self.products_http.port

    @property
    def orders_port(self):
        return self.orders_http.port

    def make_product(self, quantity=PLENTY, name="product"):
        answer = self.products_http.post("/products", {"name": name, "price": 20.0, "quantity": quantity})
        if answer.status != 201:
            raise RuntimeError(f"{self.name} does not make a product: {answer}")
        return answer.json["id"]

    def make_products(self, count):
        """Through the API, by the load generator; the ids of all products."""
        lines = (json.dumps({"name": f"product {n}", "price": 20.0, "quantity": PLENTY}) for n in range(count))
        file = write_lines(self.folder / "products", lines)
        drive(["post", "/products", file], self.products_port, connections=32, requests=count, seconds=600)
        return self.product_ids()

    def order_bodies(self, ids, count=20_000):
        """A file of orders, each of one unit of one of the products."""
        lines = (json.dumps({"id": random.choice(ids), "quantity": 1}) for _ in range(count))
        return write_lines(self.folder / "orders", lines)

    def wait_until_finished(self, patience=120):
        """How many seconds it took until every order was final."""
        began = time.monotonic()
        wanted = self.accepted()
        while (seen := self.finished()) < wanted:
            if time.monotonic() > began + patience:
                raise TimeoutError(f"{self.name}: {seen} of {wanted} orders are final after {patience} s")
            time.sleep(0.05)
        return time.monotonic() - began
