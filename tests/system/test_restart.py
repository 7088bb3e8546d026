"""Any process may be killed during a stream of orders: no acknowledged order is lost, none is done twice."""

import http.client
import threading
import time
from collections import Counter

import pytest

from souk import in_parallel, wait_until

pytestmark = pytest.mark.cluster

STOCK = 150
BUYERS = 4


class Buyers:
    """Threads that order one unit after the other, and repeat unanswered requests with the same key."""

    def __init__(self, souk, product_id):
        self.souk, self.product_id = souk, product_id
        self.acknowledged = []  # outside the system, so that a loss is seen
        self.refused = 0
        self.unexpected = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._buy, args=(buyer,)) for buyer in range(BUYERS)]

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
            self._order_until_answered(f"{buyer}-{number}")
            time.sleep(0.005)

    def _order_until_answered(self, key):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                answer = self.souk.order(self.product_id, key=key)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            if answer.status == 503:
                time.sleep(0.05)
                continue
            if answer.status == 201:
                self.acknowledged.append(answer.json["pk"])
            elif answer.status == 409:
                self.refused += 1
            else:
                self.unexpected.append(answer)
            return
        self.unexpected.append(f"{key} was never answered")

    def wait_for_more(self, count):
        enough = len(self.acknowledged) + self.refused + count
        wait_until(lambda: len(self.acknowledged) + self.refused >= enough, 60, f"{count} more orders")


def kill_and_restart(souk, names):
    processes = [getattr(souk, name) for name in names]
    for process in processes:
        process.kill()
    time.sleep(0.1)  # orders arrive while it is down
    for process in processes:
        process.start()


def assert_nothing_lost(souk, buyers):
    assert not buyers.unexpected
    assert len(set(buyers.acknowledged)) == len(buyers.acknowledged)
    orders = [souk.final_order(pk) for pk in buyers.acknowledged]
    states = Counter(order["status"] for order in orders)
    assert states["completed"] == STOCK
    assert states["rejected"] == len(orders) - STOCK
    souk.wait_for_product(buyers.product_id, quantity=0, available=0)
    listed = [order["pk"] for page in souk.pages(souk.payment, "/orders?limit=100") for order in page]
    assert sorted(listed) == sorted(buyers.acknowledged)


@pytest.mark.parametrize(
    "killed",
    [
        ["inventory_api"],
        ["inventory_consumer"],
        ["payment_api"],
        ["payment_consumer"],
        ["inventory_redis"],
        ["inventory_redis", "inventory_api", "inventory_consumer", "payment_api", "payment_consumer"],
    ],
    ids=["inventory api", "inventory consumer", "payment api", "payment consumer", "redis", "all of them"],
)
def test_a_kill_in_the_middle_of_orders_loses_and_repeats_nothing(own_souk, killed):
    product_id = own_souk.create_product(quantity=STOCK)["id"]
    with Buyers(own_souk, product_id) as buyers:
        for _ in range(3):
            buyers.wait_for_more(30)
            kill_and_restart(own_souk, killed)
        own_souk.wait_until_ready()
        wait_until(lambda: len(buyers.acknowledged) + buyers.refused > STOCK, 60, "more orders than stock")
    assert_nothing_lost(own_souk, buyers)


def test_orders_placed_while_both_consumers_are_dead_are_completed_when_they_come_back(own_souk):
    product_id = own_souk.create_product(quantity=40)["id"]
    own_souk.inventory_consumer.kill()
    own_souk.payment_consumer.kill()
    pks = [answer.json["pk"] for answer in in_parallel(own_souk.order, [product_id] * 40)]
    assert {own_souk.read_order(pk)["status"] for pk in pks} == {"pending"}
    own_souk.payment_consumer.start()
    own_souk.inventory_consumer.start()
    for pk in pks:
        own_souk.wait_for_order(pk, "completed")
    own_souk.wait_for_product(product_id, quantity=0, available=0)


def test_an_order_waits_for_its_delay_across_a_restart_of_everything(own_souk):
    product_id = own_souk.create_product()["id"]
    pk = own_souk.place_order(product_id)
    names = ["inventory_redis", "inventory_api", "inventory_consumer", "payment_api", "payment_consumer"]
    kill_and_restart(own_souk, names)
    own_souk.wait_until_ready()
    own_souk.wait_for_order(pk, "completed")
    own_souk.wait_for_product(product_id, quantity=99, available=99)
