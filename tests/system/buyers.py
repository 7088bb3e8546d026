"""Buyers as the shop's pages are: each repeats an order, with its key, until it is placed."""

import http.client
import threading
import time

from processes import wait_until

PATIENCE = 180  # seconds for one order: as long as a node may be away in a test
PASSING = (502, 503, 504)  # of Souk, or of the gateway
STOCK = 100_000  # of a new product: more than anybody buys


def new_product(inventory, name="product", stock=STOCK):
    return inventory.post("/products", {"name": name, "price": 20.0, "quantity": stock}).json["id"]


class PatientBuyers:
    """Threads that order one unit of a product after the other. `payment` is payment's API, or `gateway` with its prefix."""

    def __init__(self, payment, product_id, count=3, prefix=""):
        self.payment, self.product_id, self.path = payment, product_id, f"{prefix}/orders"
        self.placed, self.failed = [], []  # pks, outside the system; and what was neither placed nor to be repeated
        self.repeated = 0
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._buy, args=(buyer,)) for buyer in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _buy(self, buyer):
        number = 0
        while not self.stopping.is_set():
            number += 1
            self._order(f"{buyer}-{number}-{self.product_id}")
            time.sleep(0.02)

    def _order(self, key):
        end, answer = time.monotonic() + PATIENCE, None
        while time.monotonic() < end:
            answer = self._ask(key)
            if answer and answer.status == 201:
                self.placed.append(answer.json["pk"])
                return
            if answer and answer.status not in PASSING:
                break
            self.repeated += 1
            time.sleep(0.2)
        self.failed.append(answer or f"{key} was never answered")

    def _ask(self, key):
        body, headers = {"id": self.product_id, "quantity": 1}, {"Idempotency-Key": key}
        try:
            return self.payment.post(self.path, body, headers=headers)
        except (OSError, http.client.HTTPException):
            return None  # the connection was lost, so the result is unknown

    def wait_for_more(self, count=5, deadline=60):
        enough = len(self.placed) + count
        wait_until(lambda: len(self.placed) >= enough or self.failed, deadline, f"{count} more orders")
        assert not self.failed


def assert_all_are_completed(payment, inventory, buyers, stock):
    """Every order that was placed is completed, once, and its unit has left the stock."""
    assert not buyers.failed
    assert len(set(buyers.placed)) == len(buyers.placed)

    def settled():
        states = {payment.get(f"/orders/{pk}").json.get("status") for pk in buyers.placed[-20:] + buyers.placed[:20]}
        return states == {"completed"}

    wait_until(settled, 60, "the first and the last orders are completed")
    assert [pk for pk in buyers.placed if payment.get(f"/orders/{pk}").json["status"] != "completed"] == []
    expected = stock - len(buyers.placed)
    wait_until(lambda: inventory.get(f"/products/{buyers.product_id}").json["quantity"] == expected, 30, f"{expected} units are left")
