"""The gateway of script/server: the built client and both APIs on one origin, as a browser sees them."""

import contextlib
import gzip
import http.client
import json
import os
import re
import signal
import subprocess
import time

import pytest
from event_stream import Stream
from launcher import Server
from raw import Raw, request
from souk import assert_problem, next_page, wait_until

TOKEN = "a-token-of-the-store-admin"
NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("gateway"))
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("guarded"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture
def shop(server):
    return server.http("SHOP")


def create_product(shop, **fields):
    answer = shop.post("/api/inventory/products", {"name": "product", "price": 20.0, "quantity": 100, **fields})
    assert answer.status == 201, answer
    return answer.json


def assets(shop):
    found = re.findall(r'(?:src|href)="(/assets/[^"]+)"', shop.get("/").text)
    assert any(path.endswith(".js") for path in found) and any(path.endswith(".css") for path in found)
    return found


# The client.


def assert_page_headers(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert not any("unsafe" in sources for sources in policy.values())
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_page_is_asked_for_again_each_time_and_runs_nothing_inline(shop):
    answer = shop.get("/")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]
    assert_page_headers(answer)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    run = [(attributes, body) for attributes, body in scripts if attributes != ' data-page type="application/ld+json"']  # that is data
    assert run and all("src=" in attributes and not body.strip() for attributes, body in run)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", answer.text)
    assert shop.get("/", headers={"If-None-Match": answer.headers["ETag"]}).status == 304


def test_files_named_by_their_content_are_kept_for_a_year(shop):
    for path in assets(shop):
        answer = shop.get(path)
        assert answer.status == 200
        assert answer.headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
        assert_page_headers(answer)


def test_files_without_a_hash_are_asked_for_again(shop):
    for path, content_type in [("/theme.js", "application/javascript; charset=utf-8"), ("/icon.svg", "image/svg+xml")]:
        answer = shop.get(path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)
        assert answer.headers.get_all("Cache-Control") == ["no-cache"]


def unpacked_brotli(body):
    """Python has no brotli, Node has."""
    script = "process.stdout.write(zlib.brotliDecompressSync(fs.readFileSync(0)))"
    return subprocess.run(["node", "-e", script], input=body, capture_output=True, check=True).stdout


@pytest.mark.parametrize("taken, coding, unpacked",
                         [("gzip", "gzip", gzip.decompress), ("gzip, br", "br", unpacked_brotli), ("br;q=1", "br", unpacked_brotli)])
def test_files_travel_compressed_as_the_browser_takes_them(shop, taken, coding, unpacked):
    large = [path for path in assets(shop) if len(shop.get(path).body) > 1400]
    assert {path.rsplit(".")[-1] for path in large} == {"js", "css"}
    for path in large:
        plain, packed = shop.get(path), shop.get(path, headers={"Accept-Encoding": taken})
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == coding
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
        assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
        assert len(packed.body) < len(plain.body) / 2
        assert unpacked(packed.body) == plain.body


@pytest.mark.parametrize("path", ["/orders?status=pending", "/checkout", "/admin/operations"])
def test_a_route_of_the_client_for_one_person_is_the_page_as_it_was_built(shop, path):
    answer = shop.get(path)
    assert (answer.status, answer.body) == (200, shop.get("/index.html").body)
    assert answer.headers.get_all("Cache-Control") == ["no-cache"]


@pytest.mark.parametrize("path", ["/assets/no-such-file.js", "/assets/", "/.sources", "/.vite/manifest.json"])
def test_what_is_no_file_of_the_client_is_not_found(shop, path):
    answer = shop.get(path)
    assert answer.status == 404
    assert "Cache-Control" not in answer.headers
    assert_page_headers(answer)


OUTSIDE = ["/../package.json", "/assets/../../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fpackage.json"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_client_is_served(shop, path):
    answer = shop.get(path)
    assert answer.status in (400, 404) or answer.body == shop.get("/").body


# The services.


def test_an_order_goes_through_from_product_to_completed(shop):
    product = create_product(shop)
    placed = shop.post("/api/payment/orders", {"id": product["id"], "quantity": 10})
    assert (placed.status, placed.json["status"]) == (201, "pending")
    order = f"/api/payment/orders/{placed.json['pk']}"
    wait_until(lambda: shop.get(order).json["status"] == "completed", what="the order is completed")
    wait_until(lambda: shop.get(f"/api/inventory/products/{product['id']}").json["quantity"] == 90, what="10 are sold")


def test_the_addresses_in_answers_are_those_of_the_gateway(shop):
    created = [shop.post("/api/inventory/products", {"name": "p", "price": 1, "quantity": 9}) for _ in range(3)]
    for answer in created:
        assert answer.headers["Location"] == f"/api/inventory/products/{answer.json['id']}"
        placed = shop.post("/api/payment/orders", {"id": answer.json["id"], "quantity": 1})
        assert shop.get(placed.headers["Location"]).json["pk"] == placed.json["pk"]
    for path in ("/api/inventory/products?limit=1", "/api/inventory/products?q=p&limit=1", "/api/payment/orders?limit=1"):
        following = next_page(shop.get(path))
        assert following.startswith(path.split("?")[0] + "?")
        assert len(shop.get(following).json) == 1


@pytest.mark.parametrize("service", ["inventory", "payment"])
def test_each_api_shows_its_reference(shop, service):
    page = shop.get(f"/api/{service}/docs")
    assert page.status == 200
    policies = page.headers.get_all("Content-Security-Policy")
    assert len(policies) == 1 and "style-src 'self' 'unsafe-inline'" in policies[0]
    files = re.findall(r'(?:src|href)="(docs/[^"]+)"', page.text)
    assert files and all(shop.get(f"/api/{service}/{file}").status == 200 for file in files)
    assert shop.get(f"/api/{service}/openapi.json").json["servers"] == [{"url": f"/api/{service}"}]


def test_data_is_no_page(shop):
    for answer in (shop.get("/api/inventory/products"), shop.get(f"/api/payment/orders/{NO_ID}")):
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_what_a_service_refuses_comes_through_as_its_problem(shop):
    assert_problem(shop.get(f"/api/inventory/products/{NO_ID}"), 404, "product_not_found")
    assert_problem(shop.post("/api/payment/orders", {}), 422, "validation_failed")
    refused = shop.request("PUT", "/api/inventory/products")
    assert_problem(refused, 405, "method_not_allowed")
    assert "POST" in refused.headers["Allow"]
    large = {f"X-Fill-{number}": "x" * 6000 for number in range(3)}
    assert_problem(shop.get("/api/inventory/products", headers=large), 431, "header_too_large")


def test_a_body_may_be_as_large_as_the_services_allow(shop):
    largest = b'{"name":"' + b"x" * (1024 * 1024 - 11) + b'"}'
    assert_problem(shop.post("/api/inventory/products", largest), 422, "validation_failed")
    assert_problem(shop.post("/api/inventory/products", largest + b" "), 413, "body_too_large")


def test_what_is_no_service_is_a_problem(shop):
    for path in ("/api/", "/api/inventory", "/api/payment", "/api/nothing", "/api/inventory2/products", "/api/problem"):
        assert_problem(shop.get(path), 404, "not_found")


def test_a_path_that_would_be_hidden_in_the_shop_is_for_the_service_to_judge(shop):
    answer = shop.get("/api/inventory/.hidden", headers={"X-Request-Id": "from-the-browser"})
    assert assert_problem(answer, 404, "not_found")["request_id"] == "from-the-browser"


PRODUCTS = "/api/inventory/products"
UNREADABLE = {
    "a line of the header": (request("GET", PRODUCTS, fields=["X-Fill: " + "x" * 40_000]), 431, "header_too_large"),
    "the path": (request("GET", PRODUCTS + "?q=" + "x" * 40_000), 414, "uri_too_long"),
    "an escape": (request("GET", PRODUCTS + "/%"), 400, "bad_request"),
    "two hosts": (request("GET", PRODUCTS, fields=["Host: y"]), 400, "bad_request"),
    "no HTTP": (b"\x16\x03\x01\x02\x00\r\n\r\n", 400, "bad_request"),
    "another HTTP": (f"GET {PRODUCTS} HTTP/2.0\r\nHost: x\r\n\r\n".encode(), 400, "bad_request"),
    "a coding": (request("POST", PRODUCTS, fields=["Transfer-Encoding: gzip"]), 400, "bad_request"),
    "a chunk": (request("POST", PRODUCTS, fields=["Transfer-Encoding: chunked"]) + b"chunk\r\n", 400, "bad_request"),
    "a method": (request("TRACE", PRODUCTS), 501, "not_implemented"),
    "a method of a page": (request("BREW", "/"), 501, "not_implemented"),
    "a method that a page has not": (request("POST", "/", {}), 405, "method_not_allowed"),
}


@pytest.mark.parametrize("sent, status, code", UNREADABLE.values(), ids=UNREADABLE)
def test_what_the_gateway_cannot_read_is_a_problem(shop, sent, status, code):
    with Raw(shop.port) as raw:
        raw.send(sent)
        answer = raw.answer()
        assert_problem(answer, status, code)
        assert answer.headers.get("Allow") == ("GET, HEAD" if status == 405 else None)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"  # no origin was sent, or it was not read
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_a_client_of_http_1_0_may_leave_out_the_host_as_at_a_service(server, shop):
    for port, prefix in ((shop.port, "/api/inventory"), (int(server.settings["SOUK_INVENTORY_PORT"]), "")):
        with Raw(port) as raw:
            raw.send(f"GET {prefix}/products?limit=1 HTTP/1.0\r\n\r\n".encode())
            assert raw.answer().status == 200


@pytest.mark.parametrize("path", ["inventory/metrics", "payment/metrics/", "inventory//metrics", "payment/%6detrics?x=1"])
def test_metrics_are_not_for_the_street(server, shop, path):
    assert_problem(shop.get(f"/api/{path}"), 404, "not_found")
    assert server.http("PAYMENT").get("/metrics").status == 200


def test_request_ids_go_through(shop):
    answer = shop.get("/api/payment/orders", headers={"X-Request-Id": "from-the-browser"})
    assert answer.headers["X-Request-Id"] == "from-the-browser"


def connections_to(port):
    """How many there are on this machine, closed ones of the last minute included."""
    address = f":{port:04X}"
    with open("/proc/net/tcp", encoding="ascii") as table:
        return sum(address in line.split()[2] or address in line.split()[1] for line in table.readlines()[1:])


def test_connections_are_kept_on_both_sides(server, shop):
    shop.get("/api/inventory/products")
    port = int(server.settings["SOUK_INVENTORY_PORT"])
    before = connections_to(port)
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=10)
    with contextlib.closing(connection):
        connection.connect()
        socket = connection.sock
        for _ in range(50):
            connection.request("GET", "/api/inventory/products")
            connection.getresponse().read()
        assert connection.sock is socket
    assert connections_to(port) < before + 10


def test_events_arrive_while_the_stream_goes_on(shop):
    product = create_product(shop)
    path = f"/api/inventory/products/{product['id']}"
    with Stream(shop.port, f"/api/inventory/products/events?ids={product['id']}") as stream:
        stream.next()
        for quantity in (50, 49, 48):
            shop.patch(path, {"quantity": quantity})
            changed = time.monotonic()
            assert stream.next()["data"]["quantity"] == quantity
            assert time.monotonic() - changed < 2
    placed = shop.post("/api/payment/orders", {"id": product["id"], "quantity": 1}).json["pk"]
    with Stream(shop.port, f"/api/payment/orders/{placed}/events") as stream:
        assert stream.until(lambda order: order["status"] == "completed", "order")["pk"] == placed


def test_nothing_on_the_way_changes_a_stream(server, shop):
    product = create_product(shop)
    path = f"/products/events?ids={product['id']}"
    with Stream(shop.port, "/api/inventory" + path) as seen, Stream(server.http("INVENTORY").port, path) as sent:
        assert seen.answer.headers["Cache-Control"] == sent.answer.headers["Cache-Control"]
        assert "Content-Encoding" not in seen.answer.headers


@contextlib.contextmanager
def away(server, name):
    """Kills the process and keeps supervisord from starting it again before the end."""
    with open(os.path.join(server.settings["SOUK_DATA"], "supervisord.pid"), encoding="ascii") as file:
        supervisor = int(file.read())
    os.kill(supervisor, signal.SIGSTOP)
    try:
        os.kill(server.pid_of(name), signal.SIGKILL)
        yield
    finally:
        os.kill(supervisor, signal.SIGCONT)


@pytest.mark.parametrize("service, path", [("inventory", "/products"), ("payment", "/orders")])
def test_while_a_service_is_unavailable_its_part_is_503_and_recovers(server, shop, service, path):
    other = {"inventory": "/api/payment/orders", "payment": "/api/inventory/products"}[service]
    with away(server, f"{service}-api-1"):
        wait_until(lambda: shop.status_of(f"/api/{service}{path}") == 503, what="it is away")
        for method in ("GET", "POST", "DELETE"):
            answer = shop.request(method, f"/api/{service}{path}", {} if method == "POST" else None)
            assert_problem(answer, 503, "unavailable")
            assert int(answer.headers["Retry-After"]) >= 1
        assert shop.get("/").status == 200
        assert shop.get(other).status == 200
    wait_until(lambda: shop.status_of(f"/api/{service}{path}") == 200, what="it is back")


# The admin, seen through the gateway.


def test_a_session_of_one_sign_in_holds_for_both_apis(guarded):
    shop = guarded.http("SHOP")
    signed_in = shop.post("/api/inventory/session", {"token": TOKEN})
    assert signed_in.status == 204
    pair, *attributes = signed_in.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes)
    own_page = {"Cookie": pair, "Origin": f"http://127.0.0.1:{shop.port}"}
    for path in ("/api/payment/orders", "/api/inventory/operations", "/api/payment/operations"):
        assert_problem(shop.get(path), 401, "unauthorized")
        assert shop.get(path, headers={"Cookie": pair}).status == 200
    new = {"name": "p", "price": 1, "quantity": 1}
    assert shop.post("/api/inventory/products", new, headers=own_page).status == 201
    foreign = {**own_page, "Origin": "http://127.0.0.1:1"}
    assert_problem(shop.post("/api/inventory/products", new, headers=foreign), 401, "unauthorized")


def guess(shop, address, real_ip, token="wrong-token-wrong-token"):
    """A sign-in from an address of this machine by a client that claims another address."""
    connection = http.client.HTTPConnection("127.0.0.1", shop.port, timeout=10, source_address=(address, 0))
    with contextlib.closing(connection):
        headers = {"Content-Type": "application/json", "X-Real-IP": real_ip, "X-Forwarded-For": real_ip}
        connection.request("POST", "/api/inventory/session", json.dumps({"token": token}), headers)
        return connection.getresponse().status


def test_guessing_is_counted_by_the_address_that_the_gateway_sees(guarded):
    shop = guarded.http("SHOP")
    assert [guess(shop, "127.0.0.2", f"10.1.1.{number}") for number in range(7)] == [401] * 5 + [429] * 2
    assert guess(shop, "127.0.0.2", "10.1.2.1", TOKEN) == 429
    assert guess(shop, "127.0.0.3", "127.0.0.2", TOKEN) == 204
