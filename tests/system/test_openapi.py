"""Each status that an operation answers with is declared, and each header; declared names do not change."""

import http.client
import json

import pytest

from raw import Raw
from schemas import Schemas
from souk import System
from test_schema import NOTHING, PICTURE, document_part, operations_of, send, takes_picture

TOKEN = "a-token-of-the-store-admin"
ALLOWED_ORIGIN = "http://localhost:3000"
# Headers of every HTTP message, and of CORS.
UNIVERSAL = {"Date", "Connection", "Content-Length", "Content-Type", "Vary"}
SERVICES = ("inventory", "payment")

# The names of the functions of a generated client.
OPERATION_IDS = {
    "inventory": {
        "am_i_the_admin", "create_a_product", "create_and_edit_many_products", "delete_a_product", "edit_a_product",
        "find_products_or_list_all_of_them", "get_a_product", "sign_in", "sign_out", "watch_products",
    },
    "payment": {"get_an_order", "list_orders_newest_first", "place_an_order", "watch_an_order"},
}  # fmt: skip


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("guarded"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


class Operation:
    """One of them, with a request that it takes."""

    def __init__(self, souk, service, method, path, operation, document):
        self.api, self.method, self.operation, self.document = getattr(souk, service), method, operation, document
        self.name = f"{service} {method} {path}"
        product = souk.create_product(quantity=1000)["id"]
        schemas = Schemas(document, 1, [product])
        order = souk.place_order(product)
        self.path = path.replace("{pk}", order).replace("{id}", product).replace("{name}", "terms").replace("{group}", "shirt")
        required = [one for one in operation.get("parameters", []) if one["in"] == "query" and one["required"]]
        if required:
            self.path += "?" + "&".join(f"{one['name']}={schemas.value(one['schema'])}" for one in required)
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        self.body = schemas.value(body) if body else PICTURE if takes_picture(operation) else NOTHING
        needed = [one["name"] for one in operation.get("parameters", []) if one["in"] == "header" and one["required"]]
        self.headers = {name: "key-" + product for name in needed}

    def ask(self, path=None, body=..., **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        own = self.body if body is ... else body
        answer = send(self.api, self.method, path or self.path, own, {**self.api.headers, **self.headers, **sent})
        self.assert_declared(answer)
        return answer

    def ask_raw(self, *fields, target=None, data=b""):
        lines = [f"{self.method} {target or self.path} HTTP/1.1", "Host: x", f"Origin: {ALLOWED_ORIGIN}", *fields, "", ""]
        with Raw(self.api.port) as client:
            client.send("\r\n".join(lines).encode() + data)
            answer = client.answer()
        self.assert_declared(answer)
        assert answer.headers["Access-Control-Allow-Origin"] == ALLOWED_ORIGIN
        return answer

    def assert_declared(self, answer):
        assert str(answer.status) in self.operation["responses"], f"{self.name}: {answer.status} is not declared: {answer}"
        documented = document_part(self.document, self.operation["responses"][str(answer.status)])
        sent = {name for name in dict(answer.headers.items()) if not name.startswith("Access-Control-")}
        assert sent - UNIVERSAL <= set(documented["headers"]), f"{self.name} {answer.status}"
        if answer.status >= 400:
            assert f"`{answer.json['code']}`" in documented["description"], f"{self.name}: {answer}"


@pytest.fixture(scope="module")
def operations(guarded):
    documents = {service: getattr(guarded, service).get("/openapi.json").json for service in SERVICES}
    return [Operation(guarded, service, *one, document) for service, document in documents.items() for one in operations_of(document)]


def test_what_goes_well_is_declared(operations):
    for operation in operations:
        operation.ask()
        operation.ask(If_None_Match="*")
        operation.ask(If_Match='"0"')


def test_pages_and_what_was_ordered_again_are_declared(guarded, operations):
    guarded.create_product()
    by_name = {operation.name: operation for operation in operations}
    assert by_name["inventory GET /products"].ask(path="/products?limit=1").headers["Link"]
    assert by_name["payment GET /orders"].ask(path="/orders?limit=1").headers["Link"]
    place = by_name["payment POST /orders"]
    body = {"id": guarded.create_product()["id"], "quantity": 1}
    assert not place.ask(body=body, Idempotency_Key="twice").headers["Idempotent-Replayed"]
    assert place.ask(body=body, Idempotency_Key="twice").headers["Idempotent-Replayed"]


def test_what_is_refused_is_declared_and_readable_by_a_page_of_an_allowed_origin(operations):
    for operation in operations:
        answers = [
            operation.ask_raw("Host: y"),
            operation.ask_raw("Content-Length: 2000000"),
            operation.ask_raw(target=operation.path + "?" + "x" * 8192),
            operation.ask_raw("X-Long: " + "x" * 17_000),
        ]
        too_large = 401 if operation.body is PICTURE else 413  # it may be large, from the admin
        assert [answer.status for answer in answers] == [400, too_large, 414, 431], operation.name
        if operation.body not in (NOTHING, PICTURE):
            refused = [operation.ask(Content_Type="text/plain"), operation.ask(Content_Encoding="gzip"), operation.ask(body={"x": {}})]
            assert [answer.status for answer in refused] == [415, 415, 422], operation.name
        expected = 401 if operation.operation["security"] else None
        for number, fields in enumerate((["Authorization: Bearer x"], ["Cookie: souk_admin=x"])):
            status = operation.ask_raw(*fields, f"X-Real-IP: 10.0.{number}.{operations.index(operation)}").status
            assert expected in (None, status), operation.name


def test_what_is_not_there_is_declared(guarded, operations):
    for operation in operations:
        for name in ("{id}", "{pk}", "{name}", "{group}"):
            if name in operation.name:
                assert operation.ask(path=operation.name.split()[-1].replace(name, "0" * 26 if name != "{group}" else "NONE")).status == 404


@pytest.mark.parametrize("service", SERVICES)
def test_who_may_call_an_operation_is_said_of_each(guarded, service):
    for method, path, operation in operations_of(getattr(guarded, service).get("/openapi.json").json):
        status = send(getattr(guarded, service), method, path, headers={"Authorization": ""}).status
        assert (status == 401) == (operation["security"] != []), f"{method} {path}"


@pytest.mark.parametrize("service", SERVICES)
def test_operations_keep_their_names(guarded, service):
    named = [operation["operationId"] for _, _, operation in operations_of(getattr(guarded, service).get("/openapi.json").json)]
    assert len(set(named)) == len(named)
    assert OPERATION_IDS[service] <= set(named)
    assert not [name for name in named if name[-1].isdigit()], "a name that depends on the order of the routes"


def test_too_many_wrong_tokens_are_declared(operations):
    for operation in operations:
        if operation.operation["responses"].get("429", {}).get("$ref", "").endswith("/too_many_requests"):
            body = {"token": "wrong"} if operation.name.endswith("POST /session") else operation.body
            while operation.ask(body=body, Authorization="Bearer wrong", X_Real_IP="10.1.1.1").status != 429:
                pass


def test_an_unavailable_database_is_declared(tmp_path):
    system = System(tmp_path)
    try:
        system.start()
        found = []
        for service in SERVICES:
            document = getattr(system, service).get("/openapi.json").json
            found += [Operation(system, service, *one, document) for one in operations_of(document)]
        system.inventory_redis.kill()
        assert 503 in {operation.ask().status for operation in found}
    finally:
        system.stop()
