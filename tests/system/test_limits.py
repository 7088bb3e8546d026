"""The gateway's limits for each client, the address that it counts by, and its log of refusals."""

import contextlib
import json
import os
import re
import select
import time

import pytest

from launcher import Server
from raw import Raw, request
from souk import assert_problem, in_parallel, wait_until

TOKEN = "a-token-of-the-store-admin"
NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PRODUCTS, ORDERS = "/api/inventory/products", "/api/payment/orders"
BUYER, PROXY = "127.0.0.2", "127.0.0.9"
ORIGIN = "https://shop.example"
CONNECTIONS, RATE = 20, 1
AT_ONCE = 1 + 5 * RATE  # requests that wait included


@contextlib.contextmanager
def running(folder, **settings):
    server = Server(folder, **settings)
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server with low limits."""
    limits = {"SOUK_ADDRESS_CONNECTIONS": str(CONNECTIONS), "SOUK_ADDRESS_RATE": str(RATE)}
    others = {"SOUK_TRUSTED_PROXIES": f"10.0.0.0/8, {PROXY}", "SOUK_CORS_ORIGINS": f"http://other.example,{ORIGIN}"}
    with running(tmp_path_factory.mktemp("limits"), SOUK_ADMIN_TOKEN=TOKEN, **limits, **others) as server:
        yield server


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    with running(tmp_path_factory.mktemp("usual")) as server:
        yield server


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    with running(tmp_path_factory.mktemp("few"), SOUK_ADDRESS_CONNECTIONS=str(CONNECTIONS)) as server:
        yield server


addresses = (f"127.0.{number // 250 + 1}.{number % 250 + 1}" for number in range(10_000))


@pytest.fixture
def shop(server):
    """A client with an unused address."""
    return server.http("SHOP", address=next(addresses))


def assert_too_many(answer):
    assert_problem(answer, 429, "too_many_requests")
    assert answer.headers["Retry-After"] == "1"


# The limits.


def opened(shop, sent, count):
    """That many connections of the shop's client, each of which has sent this and nothing more."""
    clients = [Raw(shop.port, address=shop.address) for _ in range(count)]
    for client in clients:
        client.send(sent)
    return clients


HALF_BODY = request("POST", PRODUCTS, fields=["Content-Length: 1000"]) + b"{"
STREAM = request("GET", f"{PRODUCTS}/events?ids={NO_ID}")


def test_requests_above_the_rate_wait_and_above_the_burst_are_refused(server, shop):
    began = time.monotonic()
    answers = in_parallel(lambda _: shop.get(PRODUCTS), range(2 * AT_ONCE), threads=2 * AT_ONCE)
    took = time.monotonic() - began
    refused = [answer for answer in answers if answer.status != 200]
    assert 0 < len(refused) <= AT_ONCE
    for answer in refused:
        assert_too_many(answer)
    assert took > (len(answers) - len(refused) - 3) / RATE  # two are answered at once; a second for the clock
    assert shop.get("/").status == 200  # files cost little
    assert server.http("SHOP", address=BUYER).get(PRODUCTS).status == 200


def test_requests_one_after_the_other_are_never_refused(shop):
    assert [shop.get(PRODUCTS).status for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("sent", [HALF_BODY, STREAM], ids=["half bodies", "streams"])
def test_connections_in_use_are_counted_by_address(crowded, sent):
    shop = crowded.http("SHOP", address=next(addresses))
    clients = opened(shop, sent, CONNECTIONS)
    try:
        wait_until(lambda: shop.get(PRODUCTS).status == 429, what="all of them are taken")
        assert_too_many(shop.get(PRODUCTS))
        assert shop.get("/checkout").status == 429
        assert crowded.http("SHOP", address=BUYER).get(PRODUCTS).status == 200
    finally:
        for client in clients:
            client.socket.close()
    wait_until(lambda: shop.get(PRODUCTS).status == 200, what="they are free again")


def dripped(server, start, patience):
    """A client that sends a byte a second behind this until it is cut, and how long that took."""
    client, began = Raw(server.http("SHOP").port), time.monotonic()
    client.send(start)
    while not select.select([client.socket], [], [], 1)[0] and time.monotonic() < began + patience:
        client.send(b"x")
    return client, time.monotonic() - began


def test_a_header_that_drips_is_cut_after_ten_seconds(usual):
    client, took = dripped(usual, f"GET {PRODUCTS} HTTP/1.1\r\n".encode(), patience=20)
    assert client.answer() is None
    assert 9 < took < 15


def test_a_body_that_drips_is_cut_after_half_a_minute_and_its_client_hears_why(usual):
    client, took = dripped(usual, HALF_BODY, patience=45)
    assert_problem(client.answer(), 408, "request_timeout")
    assert 29 < took < 40


# Normal use, which meets no limit.


def test_an_office_of_fifty_behind_one_address_meets_no_limit(usual):
    shop = usual.http("SHOP", address=next(addresses))
    product = shop.post(PRODUCTS, {"name": "product", "price": 20.0, "quantity": 100}).json
    events = request("GET", f"{PRODUCTS}/events?ids={product['id']}")
    streams = opened(shop, events, 2 * 6 * 50)  # those of before a change of the network are still held
    try:
        assert {stream.answer().status for stream in streams} == {200}
        files = re.findall(r'(?:src|href)="(/[^"]+)"', shop.get("/").text)
        page = (["/", *files] * 30)[:30]
        calls = [PRODUCTS, f"{PRODUCTS}/{product['id']}", f"{PRODUCTS}?q=product", ORDERS] * 5
        statuses = in_parallel(lambda path: shop.get(path).status, (page + calls) * 50, threads=50)
        assert set(statuses) == {200}
    finally:
        for stream in streams:
            stream.socket.close()


def test_the_owner_s_import_meets_no_limit(usual):
    """200 batches one after the other, and a thousand look-ups as fast as a browser can."""
    shop = usual.http("SHOP", address=next(addresses))
    for batch in range(200):
        items = [{"name": f"product {batch} {number}", "price": 20.0, "quantity": 1} for number in range(5)]
        assert shop.post(f"{PRODUCTS}/batch", {"items": items}).status == 200
    assert set(in_parallel(lambda _: shop.get(PRODUCTS + "?limit=1").status, range(1000), threads=6)) == {200}


# The address that counts.


def refused(server, through, client, count):
    """How many are, of so many requests at once of this client, through a proxy or what says that it is one."""
    proxy = server.http("SHOP", address=through, headers={"X-Forwarded-For": client})
    statuses = in_parallel(lambda _: proxy.get(PRODUCTS).status, range(count), threads=count)
    assert set(statuses) <= {200, 429}
    return statuses.count(429)


@contextlib.contextmanager
def spent(server, through, client):
    """While the client has as many requests under way as it may."""
    ask = request("GET", PRODUCTS, fields=[f"X-Forwarded-For: {client}"])
    waiting = [Raw(server.http("SHOP").port, address=through) for _ in range(2 * AT_ONCE)]
    for one in waiting:
        one.send(ask)
    try:
        yield
    finally:
        for one in waiting:
            one.socket.close()


SAME = [
    ("198.51.100.7", "198.51.100.7"),
    ("198.51.100.8", "203.0.113.1, 198.51.100.8"),  # the client's own claim stands before the proxy's
    ("198.51.100.9", "198.51.100.9, 10.1.2.3"),  # one trusted proxy behind the other
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2"),  # one network of 64 bits
]
DIFFERENT = [
    ("198.51.101.1", "198.51.101.2"),
    ("2001:db8:2:1::1", "2001:db8:2:2::1"),
    ("::ffff:198.51.102.1", "::ffff:198.51.102.2"),
]


@pytest.mark.parametrize("first, second", SAME)
def test_a_trusted_proxy_names_its_client(server, first, second):
    with spent(server, PROXY, first):
        assert refused(server, PROXY, second, 4) > 0


@pytest.mark.parametrize("first, second", DIFFERENT)
def test_clients_of_a_trusted_proxy_are_counted_apart(server, first, second):
    with spent(server, PROXY, first):
        assert refused(server, PROXY, second, 2) == 0


def test_anybody_else_is_not_believed(server):
    address = next(addresses)
    with spent(server, address, "198.51.103.1"):
        assert refused(server, address, "198.51.103.2", 4) > 0
        assert refused(server, PROXY, "198.51.103.1", 2) == 0


@pytest.mark.parametrize("through, sent, secure", [
    (PROXY, "https", True),
    (PROXY, "https, http", True),
    (PROXY, "HTTPS", True),
    (PROXY, "http, https", False),
    (PROXY, None, False),
    (BUYER, "https", False),
])  # fmt: skip
def test_only_a_trusted_proxy_says_that_its_client_came_over_tls(server, through, sent, secure):
    headers = {"X-Forwarded-For": next(addresses), "X-Forwarded-Proto": sent}
    answer = server.http("SHOP", address=through).post("/api/inventory/session", {"token": TOKEN}, headers=headers)
    assert answer.status == 204
    assert ("Secure" in answer.headers["Set-Cookie"].split("; ")) == secure


# A page of another origin.


def test_a_page_of_an_allowed_origin_may_read_what_the_gateway_says(server, shop):
    shop.headers["Origin"] = ORIGIN
    answers = [shop.get("/api/nothing"), shop.post(PRODUCTS, b"x" * (1024 * 1024 + 1))]
    with spent(server, shop.address, ""):
        answers.append(wait_until(lambda: refusal_of(shop), what="a limit is met"))
    assert [answer.status for answer in answers] == [404, 413, 429]
    for answer in answers:
        assert answer.headers.get_all("Access-Control-Allow-Origin") == [ORIGIN]
        assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
        assert answer.headers["Vary"] == "Origin"


def refusal_of(shop):
    return next((answer for answer in in_parallel(lambda _: shop.get(PRODUCTS), range(4)) if answer.status != 200), None)


def test_what_a_service_says_of_origins_is_said_once(shop):
    answer = shop.get(PRODUCTS, headers={"Origin": ORIGIN})
    assert answer.headers.get_all("Access-Control-Allow-Origin") == [ORIGIN]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://shop.example", ORIGIN + ":8443", "null"])
def test_no_other_page_may(shop, origin):
    assert "Access-Control-Allow-Origin" not in shop.get("/api/nothing", headers={"Origin": origin}).headers


# The log of requests.


@pytest.fixture
def noted(server):
    """Waits for a line of the log of requests that has these values; answers how the line stands there."""
    path = os.path.join(server.settings["SOUK_DATA"], "log/requests.log")

    def find(**wanted):
        def line():
            with open(path, encoding="utf-8") as lines:
                return next((text for text in lines if wanted.items() <= json.loads(text).items()), None)

        return wait_until(line, what=f"a line with {wanted}")

    find.path = path
    return find


def test_refused_and_writing_requests_are_noted_with_the_client_s_address(server, shop, noted):
    answer = shop.post(PRODUCTS, {"name": "p"}, headers={"Authorization": f"Bearer {TOKEN}"})
    noted(client=shop.address, method="POST", path=PRODUCTS, status=422, request_id=answer.headers["X-Request-Id"])
    answer = shop.post(PRODUCTS, b"x" * (1024 * 1024 + 1))
    noted(client=shop.address, method="POST", path=PRODUCTS, status=413, request_id=answer.headers["X-Request-Id"])
    shop.get(ORDERS)
    noted(client=shop.address, method="GET", path=ORDERS, status=401)
    with spent(server, shop.address, ""), spent(server, PROXY, "198.51.104.1"):
        noted(client=shop.address, method="GET", path=PRODUCTS, status=429)
        noted(client="198.51.104.1", status=429)


def test_reads_are_not_noted_and_neither_are_queries_tokens_bodies_and_orders(server, noted):
    secret, order = "a-secret-of-the-client", "01ARZ3NDEKTSV4RRFFQ69G5FAW"
    shop = server.http("SHOP", address=next(addresses), headers={"Authorization": f"Bearer {secret}", "Cookie": secret})
    shop.get(PRODUCTS + "?q=quiet")
    shop.get(f"{ORDERS}?token={secret}")
    shop.post(f"{ORDERS}/{order}?token={secret}", {"token": secret})
    line = noted(client=shop.address, method="POST")
    assert json.loads(line)["path"] == ORDERS + "/*"
    noted(client=shop.address, path=ORDERS, status=401)
    with open(noted.path, encoding="utf-8") as lines:
        logged = lines.read()
    assert secret not in logged and order not in logged and "quiet" not in logged
    assert f'"client":"{shop.address}","method":"GET","path":"{PRODUCTS}"' not in logged
