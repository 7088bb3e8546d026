"""10,000 orders of three products at once, of which one is scarce."""

import http.client
import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from souk import wait_until

pytestmark = pytest.mark.measures

CARTS, EARLY, CLIENTS = 10_000, 9_000, 32
SCARCE, PLENTY = 1_000, 20_000
own = threading.local()


def place(souk, lines):
    """On the thread's own connection, which is kept. Returns the answer's status and body."""
    if getattr(own, "port", None) != souk.payment.port:
        own.port, own.connection = souk.payment.port, http.client.HTTPConnection("127.0.0.1", souk.payment.port, timeout=30)
    body = json.dumps({"lines": [{"id": product_id, "quantity": 1} for product_id in lines]})
    own.connection.request("POST", "/orders", body, {"Content-Type": "application/json"})
    answer = own.connection.getresponse()
    return answer.status, json.loads(answer.read())


def test_every_order_is_whole_or_void_and_every_scarce_unit_is_sold(own_souk):
    souk = own_souk
    scarce, *others = (souk.create_product(quantity=quantity)["id"] for quantity in (SCARCE, PLENTY, PLENTY))
    # The scarce product is the first, second or third line.
    carts = [[*others[:number % 3], scarce, *others[number % 3:]] for number in range(CARTS)]
    with ThreadPoolExecutor(CLIENTS) as clients:
        with souk.inventory_consumer.paused():  # so that so many are placed before one is decided
            answers = list(clients.map(lambda lines: place(souk, lines), carts[:EARLY]))
        answers += clients.map(lambda lines: place(souk, lines), carts[EARLY:])
    refused = [body["code"] for status, body in answers if status == 409]
    placed = {body["pk"] for status, body in answers if status == 201}
    assert len(placed) + len(refused) == CARTS and len(placed) >= EARLY, Counter(status for status, _ in answers)
    assert set(refused) <= {"sold_out"}

    def ended():
        orders = [order for page in souk.pages(souk.payment, f"/orders?product_id={scarce}&limit=100") for order in page]
        return len(orders) >= len(placed) and all(order["status"] != "pending" for order in orders) and orders

    orders = wait_until(ended, 120, "every order has ended")
    assert {order["pk"] for order in orders} == placed and len(orders) == len(placed)
    ends = Counter((order["status"], frozenset(line["status"] for line in order["lines"])) for order in orders)
    # Only the scarce product is short, so orders do not cross: an order that gets a scarce unit gets the others, too.
    assert ends == {("completed", frozenset(["completed"])): SCARCE,
                    ("rejected", frozenset(["rejected", "cancelled"])): len(placed) - SCARCE}
    assert souk.quiet_product(scarce)["quantity"] == 0
    assert [souk.quiet_product(product_id)["quantity"] for product_id in others] == [PLENTY - SCARCE] * 2
    print(f"{len(placed)} placed, {len(refused)} refused at once, {SCARCE} completed")
