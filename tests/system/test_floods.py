"""One address floods the gateway with as many connections as possible; buyers of another address are served meanwhile."""

import resource
import select
import threading
import time

import pytest

from event_stream import Stream
from launcher import Server
from raw import Raw, request
from souk import in_parallel

pytestmark = pytest.mark.measures

ATTACKER, BUYER = "127.0.0.1", "127.0.0.2"
BUYERS = 78
LASTS = 12  # seconds of each flood, from when it is complete
PATIENCE = 5  # of a buyer for one answer, on a machine that is busy with the attack
LONG_LIST, LONG_TEXT = 100, 4000
PRODUCTS, ORDERS = "/api/inventory/products", "/api/payment/orders"


@pytest.fixture(scope="module", autouse=True)
def many_files():
    """Of this process; script/server raises its own limit."""
    wanted = 9000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2 * wanted:
        pytest.skip(f"this machine allows {hard} open files, the gateway needs {2 * wanted}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("floods"))
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def product(server):
    answer = server.http("SHOP").post(PRODUCTS, {"name": "product", "price": 20.0, "quantity": 1_000_000})
    assert answer.status == 201
    return answer.json


class Flood:
    """Connections that send a start each and then, every three seconds, one byte of what follows; a closed connection is
    opened again."""

    def __init__(self, server, count, start, then=b"", receive_buffer=None):
        self.port, self.start, self.then, self.receive_buffer = server.http("SHOP").port, start, then, receive_buffer
        self.clients = [self.opened() for _ in range(count)]
        self.ended = threading.Event()
        self.attack = threading.Thread(target=self.go_on)

    def opened(self):
        client = Raw(self.port, receive_buffer=self.receive_buffer, address=ATTACKER)
        client.send(self.start)
        return client

    def go_on(self):
        while not self.ended.wait(3):
            for place, client in enumerate(self.clients):
                if client.was_reset() or (self.then and not client.send(self.then)):
                    client.socket.close()
                    self.clients[place] = self.opened()

    def statuses(self):
        """Of the answers that there are; None where there is none yet."""
        ready = set(readable(self.clients))
        return [client.answer().status if client in ready else None for client in self.clients]

    def __enter__(self):
        self.attack.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.attack.join()
        for client in self.clients:
            client.socket.close()


def readable(clients):
    poll = select.poll()
    of = {client.socket.fileno(): client for client in clients}
    for number in of:
        poll.register(number, select.POLLIN)
    return [of[number] for number, _ in poll.poll(0)]


def buy(server, product):
    """One buyer, from the page to the settled order; how long the slowest answer took."""
    shop, slowest = server.http("SHOP", address=BUYER), [0.0]

    def timed(method, path, body=None):
        began = time.monotonic()
        answer = shop.request(method, path, body)
        slowest.append(time.monotonic() - began)
        assert answer.status in (200, 201), answer
        return answer

    timed("GET", "/")
    timed("GET", f"{PRODUCTS}?limit=20")
    timed("GET", f"{PRODUCTS}/{product['id']}")
    pk = timed("POST", ORDERS, {"id": product["id"], "quantity": 1}).json["pk"]
    with Stream(shop.port, f"{ORDERS}/{pk}/events", address=BUYER) as order:
        order.until(lambda seen: seen["status"] == "completed", "order")
    return max(slowest)


def assert_buyers_are_served(server, product):
    began = time.monotonic()
    while time.monotonic() < began + LASTS:
        slowest = in_parallel(lambda _: buy(server, product), range(BUYERS))
        print(f"{BUYERS} buyers: slowest answer {max(slowest):.2f} s, median of the slowest {sorted(slowest)[BUYERS // 2]:.2f} s")
        assert max(slowest) < PATIENCE


HALF_BODY = request("POST", PRODUCTS, fields=["Content-Length: 1000000"]) + b"{"
HALF_HEADER = f"GET {PRODUCTS} HTTP/1.1\r\nHost: x\r\nX-Fill: ".encode()


@pytest.mark.parametrize("start", [HALF_BODY, HALF_HEADER], ids=["bodies", "headers"])
def test_8300_bodies_or_headers_that_drip(server, product, start):
    with Flood(server, 8300, start, then=b"x"):
        assert_buyers_are_served(server, product)


def test_4300_streams(server, product):
    with Flood(server, 4300, request("GET", f"{PRODUCTS}/events?ids={product['id']}")) as flood:
        assert_buyers_are_served(server, product)
        statuses = flood.statuses()
    assert statuses.count(200) == 800
    assert statuses.count(429) == 4300 - 800


def test_600_clients_that_do_not_read_their_long_lists(server, product):
    text = "x" * LONG_TEXT
    items = [{"name": f"long {number}", "price": 1.0, "quantity": 1, "description": text} for number in range(LONG_LIST)]
    assert server.http("SHOP").post(f"{PRODUCTS}/batch", {"items": items}).status == 200
    lists = request("GET", f"{PRODUCTS}?limit={LONG_LIST}") * 8
    with Flood(server, 600, lists, receive_buffer=4096):
        assert_buyers_are_served(server, product)
