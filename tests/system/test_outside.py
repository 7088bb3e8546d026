"""The system as operators, browsers and tools see it."""

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin

import pytest

from souk import ULID, Http, Service, System, assert_problem, in_parallel, wait_until

NO_ID = "01H28HATR7JG2YBH22ABPJWW33"


@pytest.fixture(params=["inventory", "payment"])
def api(souk, request):
    return getattr(souk, request.param)


# Health.


def test_a_process_at_work_is_alive_and_ready(service):
    for path in ("/healthz", "/readyz", "/healthz/", "/readyz/"):
        answer = service.http.get(path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def all_ready(souk):
    return in_parallel(lambda service: service.http.status_of("/readyz"), souk.services)


def test_without_redis_no_process_is_ready_but_all_live_and_they_recover_without_help(own_souk):
    product_id = own_souk.create_product()["id"]
    own_souk.inventory_redis.kill()
    wait_until(lambda: all_ready(own_souk) == [503] * 4, what="nobody is ready")
    assert [service.http.status_of("/healthz") for service in own_souk.services] == [200] * 4
    asked = [lambda http=service.http: http.get("/readyz") for service in own_souk.services] + [
        lambda: own_souk.order(product_id),
        lambda: own_souk.inventory.post("/products", {"name": "p", "price": 1, "quantity": 1}),
        lambda: own_souk.inventory.get("/products"),
        lambda: own_souk.payment.get("/orders"),
    ]
    for answer in in_parallel(lambda ask: ask(), asked):
        assert_problem(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) >= 1
    own_souk.inventory_redis.start()
    own_souk.wait_until_ready()
    own_souk.wait_for_order(own_souk.place_order(product_id), "completed")


def test_a_redis_that_hangs_is_answered_with_503_in_bounded_time(own_souk):
    with own_souk.inventory_redis.paused():
        started = time.monotonic()
        assert_problem(own_souk.inventory.get("/products"), 503, "unavailable")
        assert time.monotonic() - started < 8  # the deadline of a call is 2 s
        wait_until(lambda: all_ready(own_souk) == [503] * 4, deadline=30, what="nobody is ready")
    own_souk.wait_until_ready()
    own_souk.wait_for_order(own_souk.place_order(own_souk.create_product()["id"]), "completed")


def test_connections_that_redis_cuts_come_back_by_themselves(own_souk):
    redis = own_souk.inventory_redis.connection()
    product_id = own_souk.create_product()["id"]
    for _ in range(3):
        for client in redis.client_list():
            if client["id"] != str(redis.client_id()):
                redis.client_kill_filter(_id=client["id"])
    own_souk.wait_until_ready()

    def placed():
        answer = own_souk.order(product_id)
        return answer.json["pk"] if answer.status == 201 else None

    own_souk.wait_for_order(wait_until(placed, what="an order is taken"), "completed")


@pytest.mark.parametrize("name", ["inventory", "payment"])
def test_an_api_is_not_ready_while_its_consumer_is_dead(own_souk, name):
    consumer, api = getattr(own_souk, f"{name}_consumer"), getattr(own_souk, f"{name}_api")
    consumer.kill()
    wait_until(lambda: api.http.status_of("/readyz") == 503, what="it says that nobody consumes")
    assert name in assert_problem(api.http.get("/readyz"), 503, "unavailable")["detail"]
    consumer.start()
    wait_until(lambda: api.http.status_of("/readyz") == 200, what="it is ready again")


@pytest.mark.parametrize("name", ["inventory", "payment"])
def test_an_api_is_not_ready_while_its_consumer_hangs(own_souk, name):
    consumer, api = getattr(own_souk, f"{name}_consumer"), getattr(own_souk, f"{name}_api")
    with consumer.paused():
        wait_until(lambda: api.http.status_of("/readyz") == 503, what="it says that nobody consumes")
    wait_until(lambda: api.http.status_of("/readyz") == 200, what="it is ready again")


@pytest.fixture
def with_two_redises(tmp_path):
    system = System(tmp_path, separate_redis=True)
    try:
        yield system.start()
    finally:
        system.stop()


def test_each_service_may_have_its_own_redis(with_two_redises):
    souk = with_two_redises
    product_id = souk.create_product(quantity=20)["id"]
    souk.wait_for_order(souk.place_order(product_id, 10), "completed")
    souk.wait_for_product(product_id, quantity=10, available=10)
    doomed = souk.place_order(product_id, 10)
    assert souk.inventory.delete(f"/products/{product_id}").status == 204
    refunded_or_rejected = souk.final_order(doomed)
    assert refunded_or_rejected["status"] in ("completed", "refunded", "rejected")
    if refunded_or_rejected["status"] != "rejected":
        souk.wait_for_order(doomed, "refunded")
    assert not [key for key in souk.inventory_redis.connection().keys("payment:*:order:*")]
    assert not [key for key in souk.payment_redis.connection().keys("inventory:*:product:*")]


def test_who_needs_only_the_redis_that_is_there_stays_ready(with_two_redises):
    souk = with_two_redises
    product_id = souk.create_product()["id"]
    souk.payment_redis.kill()
    wait_until(lambda: all_ready(souk)[1:] == [503] * 3, what="those that need it are not ready")
    assert souk.inventory_api.http.status_of("/healthz") == 200
    assert souk.inventory.get(f"/products/{product_id}").status == 200
    assert souk.inventory.patch(f"/products/{product_id}", {"quantity": 50}).status == 200
    souk.payment_redis.start()
    souk.wait_until_ready()
    souk.wait_for_order(souk.place_order(product_id), "completed")


# Documentation.


def test_the_documentation_is_served_locally_and_works_offline(api):
    for path in ("/docs", "/docs/"):
        page = api.get(path)
        assert page.status == 200
        assert page.headers["Content-Type"].startswith("text/html")
        assert not re.search(r"https?://", page.text), "it needs the network"
        files = re.findall(r'(?:src|href)="(?!data:)([^"]+)"', page.text)
        assert len(files) >= 2
        assert all(api.get(urljoin(path, file)).status == 200 for file in files), files
        scripts = [api.get(urljoin(path, file)).text for file in files if file.endswith(".js")]
        assert "openapi.json" in page.text + "".join(scripts)


EXPECTED_ROUTES = {
    "inventory": {"/products": {"get", "post"}, "/products/{id}": {"get", "patch", "delete"}},
    "payment": {"/orders": {"get", "post"}, "/orders/{pk}": {"get"}},
}


@pytest.mark.parametrize("name", EXPECTED_ROUTES)
def test_every_route_of_openapi_answers_as_it_is_described(souk, name):
    api = getattr(souk, name)
    answer = api.get("/openapi.json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    document = answer.json
    assert document["openapi"].startswith("3.1.")
    methods = {"get", "post", "put", "patch", "delete"}
    routes = {path: set(item) & methods for path, item in document["paths"].items()}
    assert EXPECTED_ROUTES[name].items() <= routes.items()
    assert {"/healthz", "/readyz", "/metrics"} <= routes.keys()
    for path, found in routes.items():
        for method in found:
            operation = document["paths"][path][method]
            body = {} if "requestBody" in operation else None
            seen = api.request(method.upper(), re.sub(r"\{\w+\}", NO_ID, path), body)
            assert str(seen.status) in operation["responses"], f"{method} {path}: {seen}"
            assert seen.status not in (405, 500)
            assert operation["summary"]


def resolved(document, schema):
    while "$ref" in schema:
        for step in schema["$ref"].removeprefix("#/").split("/"):
            if step == "components":
                schema = document
            schema = schema[step]
    return schema


@pytest.mark.parametrize("name, path", [("inventory", "/products"), ("payment", "/orders")])
def test_openapi_describes_exactly_the_fields_that_are_answered(souk, name, path):
    product = souk.create_product()
    answered = product if name == "inventory" else souk.order(product["id"]).json
    document = getattr(souk, name).get("/openapi.json").json
    created = document["paths"][path]["post"]["responses"]["201"]["content"]["application/json"]["schema"]
    schema = resolved(document, created)
    assert list(schema["properties"]) == list(answered)
    taken = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    required = {"inventory": [["name", "price", "quantity"]], "payment": [["lines"], ["id", "quantity"]]}[name]
    body = resolved(document, taken)
    assert [one["required"] for one in body.get("oneOf", [body])] == required


# Headers.


def test_a_request_id_is_echoed_or_made(api):
    given = api.get("/healthz", headers={"X-Request-Id": "trace-1.2_3"})
    assert given.headers["X-Request-Id"] == "trace-1.2_3"
    made = [api.get("/healthz").headers["X-Request-Id"] for _ in range(2)]
    assert all(re.fullmatch(ULID, one) for one in made)
    assert made[0] != made[1]
    for forged in ("x" * 65, "a b", 'a"b', "<script>"):
        assert re.fullmatch(ULID, api.get("/healthz", headers={"X-Request-Id": forged}).headers["X-Request-Id"])


def test_a_request_id_is_in_the_problem_and_in_the_log_of_what_failed(own_souk):
    own_souk.inventory_redis.kill()
    answer = own_souk.inventory.get("/products", headers={"X-Request-Id": "find-me"})
    assert assert_problem(answer, 503, "unavailable")["request_id"] == "find-me"
    lines = [json.loads(line) for line in own_souk.inventory_api.output().splitlines()]
    assert [line for line in lines if line.get("request_id") == "find-me"]


def test_every_line_of_every_log_is_json_with_time_level_service_and_event(service):
    lines = [json.loads(line) for line in service.output().splitlines()]
    assert lines
    for line in lines:
        assert list(line)[:4] == ["time", "level", "service", "event"]
        assert line["service"] == service.name
        assert line["level"] in ("debug", "info", "warn", "error")


SHOP = "http://localhost:3000"


def test_the_shop_may_call_from_a_browser_and_other_origins_may_not(api):
    allowed = api.get("/healthz", headers={"Origin": SHOP})
    assert allowed.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Origin" in allowed.headers["Vary"]
    exposed = {name.strip().lower() for name in allowed.headers["Access-Control-Expose-Headers"].split(",")}
    assert {"link", "etag", "x-request-id", "idempotent-replayed"} <= exposed
    for other in ("http://localhost:3001", "https://localhost:3000", "http://evil.example", "null", ""):
        assert "Access-Control-Allow-Origin" not in api.get("/healthz", headers={"Origin": other}).headers


def test_problems_can_be_read_by_the_shop_too(souk):
    answer = souk.payment.get(f"/orders/{NO_ID}", headers={"Origin": SHOP})
    assert answer.status == 404
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP


@pytest.mark.parametrize(
    "name, path, method", [("inventory", f"/products/{NO_ID}", "PATCH"), ("payment", "/orders", "POST")]
)
def test_a_preflight_says_what_is_allowed(souk, name, path, method):
    asked = {
        "Origin": SHOP,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type,idempotency-key,if-match,authorization",
    }
    answer = getattr(souk, name).request("OPTIONS", path, headers=asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert method in answer.headers["Access-Control-Allow-Methods"]
    headers = answer.headers["Access-Control-Allow-Headers"].lower()
    assert all(name in headers for name in asked["Access-Control-Request-Headers"].split(","))
    refused = getattr(souk, name).request("OPTIONS", path, headers={**asked, "Origin": "http://evil.example"})
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_the_origins_that_may_call_are_a_setting(tmp_path):
    system = System(tmp_path, SOUK_CORS_ORIGINS="https://shop.example,http://localhost:4000")
    try:
        system.start()
        for origin in ("https://shop.example", "http://localhost:4000"):
            answer = system.payment.get("/healthz", headers={"Origin": origin})
            assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert "Access-Control-Allow-Origin" not in system.payment.get("/healthz", headers={"Origin": SHOP}).headers
    finally:
        system.stop()


def test_a_trailing_slash_is_the_same_resource(souk):
    product = souk.inventory.post("/products/", {"name": "p", "price": 1, "quantity": 9}).json
    order = souk.payment.post("/orders/", {"id": product["id"], "quantity": 1}).json
    souk.wait_for_order(order["pk"], "completed")
    souk.wait_for_product(product["id"], quantity=8)
    for http, path in (
        (souk.inventory, "/products"),
        (souk.inventory, f"/products/{product['id']}"),
        (souk.payment, "/orders"),
        (souk.payment, f"/orders/{order['pk']}"),
    ):
        with_slash = http.get(path + "/")
        assert with_slash.status == 200
        assert with_slash.body == http.get(path).body
    assert souk.inventory.get("/products/?limit=1").json[0]["id"] == product["id"]
    assert souk.inventory.patch(f"/products/{product['id']}/", {"quantity": 5}).json["quantity"] == 5
    assert souk.inventory.delete(f"/products/{product['id']}/").status == 204


# The process.


def test_a_process_that_is_asked_to_stop_ends_soon_and_in_order(own_souk):
    for service in own_souk.services:
        started = time.monotonic()
        service.ask_to_stop()
        assert service.exit_code() == 0, service.name
        assert time.monotonic() - started < 5, service.name


def test_a_request_under_way_is_answered_when_the_api_is_asked_to_stop(own_souk):
    product_id = own_souk.create_product()["id"]
    with ThreadPoolExecutor(1) as pool, own_souk.inventory_redis.paused():
        asked = pool.submit(own_souk.order, product_id)
        time.sleep(0.3)
        own_souk.payment_api.ask_to_stop()
        time.sleep(0.3)
        assert not asked.done()
    answer = asked.result()
    assert answer.status == 201
    assert answer.headers["Connection"] == "close"
    assert own_souk.payment_api.exit_code() == 0


def test_two_processes_may_serve_one_port(souk_of_two_workers):
    souk = souk_of_two_workers
    log = souk.folder / "second-api.log"
    second = Service("inventory", "api", souk.inventory_api.port, souk.environment("inventory"), log)
    souk.services.append(second)
    second.start()
    wait_until(lambda: "listening" in second.output(), what="the second listens")
    product_id = souk.create_product()["id"]
    for _ in range(40):
        assert souk.inventory.get(f"/products/{product_id}").status == 200
    souk.inventory_api.ask_to_stop()
    assert souk.inventory_api.exit_code() == 0
    assert souk.product(product_id)["id"] == product_id
    assert Http(souk.inventory_api.port).status_of("/readyz") == 200
