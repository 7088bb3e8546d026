"""Clients that keep their connections: slow ones are closed, idle ones stay, and a buyer is served meanwhile."""

import contextlib
import resource
import select
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from raw import Raw, request
from souk import System, assert_problem, in_parallel, wait_until

pytestmark = pytest.mark.measures

# Of a server, as docs/architecture.md names them: seconds.
HEADER_TIMEOUT, BODY_TIMEOUT, WRITE_TIMEOUT = 10, 30, 30
IDLE = 5000
PATIENCE = 5  # of a buyer, on a machine that is busy with the attack


@pytest.fixture(scope="module")
def product(souk):
    return souk.create_product(quantity=1_000_000)


@contextlib.contextmanager
def buying(souk, product):
    """Orders one by one until the block ends; how long each took is in the list."""
    took, ended = [], []

    def buy():
        while not ended:
            start = time.monotonic()
            souk.place_order(product["id"])
            took.append(time.monotonic() - start)

    with ThreadPoolExecutor(1) as pool:
        buyer = pool.submit(buy)
        try:
            yield took
        finally:
            ended.append(True)
            buyer.result()


class Dripping:
    """A client that sends a start, and then one byte of the rest at a time."""

    def __init__(self, service, start, rest):
        self.client = Raw(service.port)
        self.client.send(start)
        self.began, self.rest, self.cut = time.monotonic(), rest, None

    def drip(self):
        if self.cut:
            return
        if select.select([self.client.socket], [], [], 0)[0]:
            self.cut = time.monotonic() - self.began
        else:
            self.client.send(self.rest[:1])
            self.rest = self.rest[1:]


def assert_cut(clients, timeout):
    for slow in clients:
        assert timeout <= slow.cut + 0.1 and slow.cut < timeout + PATIENCE
        [answer] = slow.client.answers_until_closed()
        assert_problem(answer, 408, "request_timeout")
        slow.client.socket.close()


def test_slow_clients_are_cut_while_a_buyer_is_served(souk, product):
    apis = [souk.inventory_api, souk.payment_api]
    head = b"POST /products HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    heads = [Dripping(api, head, b"X: y\r\n" * 100) for api in apis for _ in range(100)]
    bodies = [Dripping(api, head + b"\r\n", b"{" * 1000) for api in apis for _ in range(100)]
    readers = [Raw(api.port, receive_buffer=4096) for api in apis for _ in range(20)]
    for reader in readers:
        reader.send(request("GET", "/docs/swagger-ui-bundle.js") * 100)  # a megabyte and a half each
    began = time.monotonic()
    with buying(souk, product) as took:
        while time.monotonic() < began + BODY_TIMEOUT + PATIENCE and not all(slow.cut for slow in heads + bodies):
            for slow in heads + bodies:
                slow.drip()
            time.sleep(0.25)
        wait_until(lambda: all(reader.was_reset() for reader in readers), PATIENCE, "a client that takes nothing is cut")
    assert time.monotonic() > began + WRITE_TIMEOUT
    assert_cut(heads, HEADER_TIMEOUT)
    assert_cut(bodies, BODY_TIMEOUT)
    assert len(took) > 10 and max(took) < PATIENCE


@pytest.fixture
def many_files():
    """Each connection is one, at both ends; the services raise their own limit."""
    wanted = 2 * IDLE + 1000
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"this machine allows {hard} open files, {wanted} are needed")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def memory_of(service):
    """Kilobytes resident."""
    status = open(f"/proc/{service.child.pid}/status").read()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def test_thousands_of_idle_connections_do_not_keep_a_buyer_out(souk, product, many_files):
    apis = [souk.inventory_api, souk.payment_api]
    before = [memory_of(api) for api in apis]
    ask = request("GET", "/healthz")

    def idle(api):
        client = Raw(api.port)
        client.send(ask)
        assert client.answer().status == 200
        return client

    clients = in_parallel(idle, apis * IDLE, threads=8)
    try:
        with buying(souk, product) as took:
            time.sleep(3)
        assert len(took) > 10 and max(took) < PATIENCE
        for api, kilobytes in zip(apis, before):
            assert memory_of(api) - kilobytes < 16 * IDLE
        for client in clients[:: IDLE // 100]:  # and waiting clients are served, too
            client.send(ask)
            assert client.answer().status == 200
    finally:
        for client in clients:
            client.socket.close()


UNREADING, PIPELINED = 600, 8


def test_long_lists_that_no_client_reads_cost_one_share_of_memory_and_of_redis(own_souk, many_files):
    souk = own_souk
    for _ in range(100):
        souk.create_product(description="long " * 1000)
    product = souk.create_product(quantity=1_000_000)
    before = memory_of(souk.inventory_api)
    ask = request("GET", "/products?limit=100") * PIPELINED
    clients, refused = [], []
    with buying(souk, product) as took:
        clients += [Raw(souk.inventory_api.port, receive_buffer=4096) for _ in range(UNREADING)]
        for client in clients:
            client.send(ask)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            assert souk.inventory.get(f"/products/{product['id']}").status == 200
            answer = souk.inventory.get("/products?limit=100")
            if answer.status != 200:
                refused.append(assert_problem(answer, 503, "unavailable")["detail"])
    assert memory_of(souk.inventory_api) - before < 100_000  # kilobytes; the answers that wait share 64 MiB
    for client in clients:
        client.socket.close()
    assert len(took) > 10 and max(took) < PATIENCE
    assert set(refused) <= {"The server is too busy: try again in a moment"}
    assert souk.inventory.get("/products?limit=100").status == 200


def test_a_full_api_gives_the_places_of_silent_connections_to_buyers(tmp_path):
    souk = System(tmp_path, SOUK_MAX_CONNECTIONS="30")
    clients = []
    try:
        souk.start()
        product = souk.create_product()
        for api in (souk.inventory_api, souk.payment_api):
            clients += [Raw(api.port) for _ in range(40)]  # silent from the beginning
            for _ in range(40):
                clients.append(Raw(api.port))
                clients[-1].send(request("GET", "/healthz"))
                assert clients[-1].answer().status == 200
        for _ in range(20):
            souk.place_order(product["id"])
        assert all(api.http.status_of("/readyz") == 200 for api in (souk.inventory_api, souk.payment_api))
    finally:
        for client in clients:
            client.socket.close()
        souk.stop()
