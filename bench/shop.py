"""The interface of a system that the measurements use."""

import json
import random
import time

from loading import drive, write_lines
from costs import CpuMeter, resident_bytes

PLENTY = 1_000_000_000  # units of a product that must not sell out


class Shop:
    """A subclass has `folder`, `settle_delay`, `redis` (a connection), `pids()`, `products_http`, `orders_http` and two
    counts: `accepted()`, all orders, and `finished()`, the final ones; `product_ids()`."""

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
        """Creates products through the API with the load generator. Returns the ids of all products."""
        lines = (json.dumps({"name": f"product {n}", "price": 20.0, "quantity": PLENTY}) for n in range(count))
        file = write_lines(self.folder / "products", lines)
        drive(["post", "/products", file], self.products_port, connections=32, requests=count, seconds=600)
        return self.product_ids()

    def order_bodies(self, ids, count=20_000, lines=1, **more):
        """Writes a file of orders, each for one unit of one product, or of several with a line each. `more`: other fields."""

        def body():
            chosen = [{"id": one, "quantity": 1} for one in random.sample(ids, lines)]
            return json.dumps({**(chosen[0] if lines == 1 else {"lines": chosen}), **more})

        return write_lines(self.folder / "orders", (body() for _ in range(count)))

    def wait_until_finished(self, patience=120):
        """Waits until every order is final. Returns the seconds it took."""
        began = time.monotonic()
        wanted = self.accepted()
        while (seen := self.finished()) < wanted:
            if time.monotonic() > began + patience:
                raise TimeoutError(f"{self.name}: {seen} of {wanted} orders are final after {patience} s")
            time.sleep(0.05)
        return time.monotonic() - began
