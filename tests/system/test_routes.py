"""Every route and its callers: one table, equal to OpenAPI and to the answers."""

import contextlib
import http.client
import json
import re
import uuid

import pytest
from souk import Http, System, assert_problem

TOKEN = "a-token-of-the-store-admin"
NEW = {"name": "p", "price": 1, "quantity": 9}
SHIRT = {"name": "Shirt", "options": [{"name": "size", "values": ["S"]}]}

# method, path, body, status for any caller, status for the admin
OPERATIONS = [
    ("GET", "/operations", None, 401, 200),
    ("GET", "/operations/dead-letters", None, 401, 200),
    ("GET", "/healthz", None, 200, 200),
    ("GET", "/readyz", None, 200, 200),
    ("GET", "/metrics", None, 200, 200),
]
ROUTES = {
    "inventory": [
        ("GET", "/products", None, 200, 200),
        ("POST", "/products", NEW, 401, 201),
        ("POST", "/products/batch", {"items": [NEW]}, 401, 200),
        ("GET", "/products/events", None, 200, 200),
        ("GET", "/products/suggestions", None, 200, 200),
        ("GET", "/products/{id}", None, 200, 200),
        ("PATCH", "/products/{id}", {"quantity": 5}, 401, 200),
        ("DELETE", "/products/{id}", None, 401, 204),
        ("POST", "/products/{id}/stock", {"add": 1, "reason": "delivery"}, 401, 200),
        ("GET", "/products/{id}/ledger", None, 401, 200),
        ("GET", "/products/{id}/sale/events", None, 401, 200),
        ("POST", "/products/{id}/images", None, 401, 415),
        ("PUT", "/products/{id}/images", {"images": []}, 401, 200),
        ("DELETE", "/products/{id}/images/{hash}", None, 401, 404),
        ("GET", "/pages", None, 200, 200),
        ("GET", "/pages/{name}", None, 200, 200),
        ("PUT", "/pages/{name}", {"text": "new"}, 401, 200),
        ("DELETE", "/pages/{name}", None, 401, 204),
        ("GET", "/groups/{group}", None, 200, 200),
        ("PUT", "/groups/{group}", SHIRT, 401, 200),
        ("DELETE", "/groups/{group}", None, 401, 409),  # it has a product
        ("GET", "/session", None, 200, 200),
        ("POST", "/session", {"token": TOKEN}, 204, 204),
        ("DELETE", "/session", None, 204, 204),
        ("POST", "/operations/dead-letters/retry", {"stream": "order_placed", "all": True}, 401, 200),
        *OPERATIONS,
    ],
    "payment": [
        ("GET", "/shop", None, 200, 200),
        ("POST", "/quotes", {"lines": [{"id": "{id}", "quantity": 1}]}, 200, 200),
        ("GET", "/orders", None, 401, 200),
        ("POST", "/challenges", {"lines": [{"id": "{id}", "quantity": 1}]}, 200, 200),
        ("POST", "/orders", {"id": "{id}", "quantity": 1}, 201, 201),
        ("POST", "/orders/abandon", {"id": "{id}", "quantity": 1}, 200, 200),
        ("POST", "/orders/find", {"number": "0000-0000", "email": "nobody@example.com"}, 404, 404),
        ("GET", "/orders/{pk}", None, 200, 200),
        ("POST", "/orders/{pk}/cancel", None, 200, 200),
        ("POST", "/orders/{pk}/payment/refresh", None, 202, 202),
        ("POST", "/orders/{pk}/refunds", {"amount": 1}, 401, 409),
        ("DELETE", "/orders/{pk}/customer", None, 401, 204),
        ("PUT", "/orders/{pk}/fulfilment", {"state": "packed"}, 401, 409),
        ("GET", "/orders/to-ship", None, 401, 200),
        ("GET", "/orders/{pk}/events", None, 200, 200),
        ("GET", "/orders/{pk}/ledger", None, 401, 200),
        ("POST", "/buyers", {"email": "nobody@example.com"}, 202, 202),
        ("POST", "/buyers/verify", {"email": "nobody@example.com", "code": "000000"}, 403, 403),
        ("GET", "/buyers/me", None, 200, 200),
        ("GET", "/buyers/me/orders", None, 401, 401),  # of who has signed in as a buyer: test_buyers.py
        ("POST", "/buyers/sign-out", None, 204, 204),
        ("GET", "/mails", None, 401, 200),
        ("GET", "/mails/{id}", None, 401, 404),
        ("GET", "/mails/{id}/html", None, 401, 404),
        ("GET", "/mails/{id}/text", None, 401, 404),
        ("GET", "/turnover", None, 401, 200),
        ("GET", "/turnover/product", None, 401, 200),
        ("GET", "/visitors", None, 401, 200),
        ("POST", "/visitors/cancel", {"by": "address", "value": "10.0.0.1"}, 401, 200),
        ("GET", "/payments/differences", None, 401, 200),
        ("GET", "/payments/reconciliation", None, 401, 200),
        ("POST", "/payments/reconciliation", None, 401, 409),
        ("GET", "/payments/strays", None, 401, 200),
        ("POST", "/payments/webhooks/stripe", {}, 400, 400),
        ("POST", "/operations/dead-letters/retry", {"stream": "stock_reserved", "all": True}, 401, 200),
        *OPERATIONS,
    ],
}
# Not in OpenAPI: the reference itself.
REFERENCE = [("GET", path, None, 200, 200) for path in ("/openapi.json", "/docs", "/docs/{file}", "/docs/docs/{file}")]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

ROWS = [(service, *row) for service, rows in ROUTES.items() for row in [*rows, *REFERENCE]]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("guarded"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


@pytest.fixture
def names(guarded):
    """The values of path parameters: existing ids and names."""
    product = guarded.create_product()["id"]
    guarded.inventory.request("PUT", "/pages/terms", {"text": "as it was"})
    guarded.inventory.request("PUT", "/groups/shirt", SHIRT)
    guarded.inventory.post("/products", {**NEW, "group": "shirt", "options": {"size": "S"}})  # the first time
    return {"{id}": product, "{pk}": guarded.place_order(product), "{file}": "start.js", "{name}": "terms", "{group}": "shirt", "{hash}": "a" * 32}


def filled(text, names):
    return re.sub(r"\{\w+\}", lambda found: names[found[0]], text)


def status_of(api, method, path, body, headers):
    """Reads only the head: a stream of events has no end."""
    connection = http.client.HTTPConnection("127.0.0.1", api.port, timeout=10)
    with contextlib.closing(connection):
        always = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        connection.request(method, path, body, {**always, **headers})
        return connection.getresponse().status


@pytest.mark.parametrize("service, method, path, body, anybody, admin", ROWS)
def test_each_route_allows_its_callers_only(guarded, names, service, method, path, body, anybody, admin):
    api = getattr(guarded, service)
    queries = {"/products/events": f"?ids={names['{id}']}", "/products/suggestions": "?q=lamp", "/visitors": "?by=address",
               "/turnover/product": f"?id={names['{id}']}"}
    place = filled(path, names) + queries.get(path, "")
    sent = None if body is None else filled(json.dumps(body), names)
    assert status_of(api, method, place, sent, {}) == anybody
    assert status_of(api, method, place, sent, api.headers) == admin


@pytest.mark.parametrize("service", ROUTES)
def test_openapi_documents_these_routes_and_their_callers(guarded, service):
    document = getattr(guarded, service).get("/openapi.json").json
    documented = {(method.upper(), path): item[method] for path, item in document["paths"].items() for method in item}
    assert sorted(documented) == sorted((method, path) for method, path, *_ in ROUTES[service])
    for method, path, _, anybody, admin in ROUTES[service]:
        operation = documented[method, path]
        assert str(admin) in operation["responses"], path
        assert (operation["security"] != []) == (anybody == 401), path


@pytest.mark.parametrize("service", ROUTES)
def test_a_path_has_these_methods_and_no_other(guarded, names, service):
    api = Http(getattr(guarded, service).port)
    rows = [*ROUTES[service], *REFERENCE]
    for path in {path for _, path, *_ in rows}:
        own = {method for method, other, *_ in rows if other == path}
        for method in set(METHODS) - own - ({"HEAD"} if "GET" in own else set()):
            answer = api.request(method, filled(path, names))
            assert answer.status == 405, f"{method} {path}: {answer}"
            assert own <= set(answer.headers["Allow"].split(", ")) <= own | {"HEAD", "OPTIONS"}


@pytest.mark.parametrize("role, port", [("inventory", "inventory_consumer"), ("payment", "payment_consumer")])
def test_a_consumer_answers_its_health_and_nothing_else(guarded, names, role, port):
    consumer = Http(getattr(guarded, port).port)
    for _, path, *_ in [*ROUTES[role], *REFERENCE]:
        answer = consumer.get(filled(path, names))
        if path in ("/healthz", "/readyz", "/metrics"):
            assert answer.status == 200
        else:
            assert_problem(answer, 404, "not_found")


def test_an_order_is_read_with_its_pk_and_listed_by_the_admin(guarded, names):
    anybody = Http(guarded.payment.port)
    assert anybody.get(f"/orders/{names['{pk}']}").json["pk"] == names["{pk}"]
    for query in ("", "?status=pending", f"?product_id={names['{id}']}", "?limit=1"):
        assert_problem(anybody.get("/orders" + query), 401, "unauthorized")
    assert names["{pk}"] in [order["pk"] for order in guarded.payment.get("/orders").json]
