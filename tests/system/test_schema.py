"""The schema says what the code does: what OpenAPI allows is taken, and nothing else is. Bodies and parameters are generated from the
document that is served, so a new operation is tried as soon as it is there."""

import contextlib
import http.client
import os
import re
import time
import urllib.parse
import zlib

import pictures
import pytest

from client import Response
from schemas import Schemas, dumped, plain
from souk import assert_problem

LONGEST_TARGET = 8192
# The second is new each time, and the same in all of pytest-xdist's workers; it is in the test's name.
SEEDS = [8, zlib.crc32(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(time.time_ns())).encode())]
TRIES = 60
SERVICES = ("inventory", "payment")


def operations_of(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


@pytest.fixture(scope="module", params=SERVICES)
def api(souk, request):
    return getattr(souk, request.param)


@pytest.fixture(scope="module")
def document(api):
    return api.get("/openapi.json").json


@pytest.fixture(params=SEEDS, ids=str)
def schemas(souk, document, request):
    return Schemas(document, request.param, [souk.create_product(name=f"product {number}")["id"] for number in range(3)])


NOTHING = object()  # no body, where null is one
PICTURE = pictures.png(2, 2)


def send(api, method, path, body=NOTHING, headers=None):
    """The answer; of a stream of events its head."""
    connection = http.client.HTTPConnection("127.0.0.1", api.port, timeout=15)
    with contextlib.closing(connection):
        data = None if body is NOTHING else body if body is PICTURE else dumped(body).encode("utf-8", "surrogatepass")
        kind = "image/png" if body is PICTURE else "application/json"
        connection.request(method, path, data, {**({"Content-Type": kind} if data else {}), **(headers or {})})
        answer = connection.getresponse()
        is_stream = answer.headers.get("Content-Type", "").startswith("text/event-stream")
        return Response(answer.status, answer.headers, b"" if is_stream else answer.read())


def body_of(operation):
    return operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")


def takes_picture(operation):
    return "image/*" in operation.get("requestBody", {}).get("content", {})


def parameters_of(operation, where):
    return [one for one in operation.get("parameters", []) if one["in"] == where]


def is_opaque(parameter):
    return parameter["schema"].get("format") == "cursor"


def filled(schemas, path, operation):
    for parameter in parameters_of(operation, "path"):
        name = schemas.random.choice([*schemas.known, "x", "8" * 26, "terms"])
        path = path.replace("{" + parameter["name"] + "}", name)
    return path


def in_query(value):
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def whole_number(text):
    """As a parameter has it: digits, without the ways that JSON has to write them."""
    return re.sub(r"^(-?\d+)(\.0+|e0)$", r"\1", text)  # an id may end in "e0"


def query_of(schemas, operation, spoil=None):
    values = {}
    for parameter in parameters_of(operation, "query"):
        if parameter is spoil:
            values[parameter["name"]] = spoilt_text(schemas, parameter["schema"])
        elif not is_opaque(parameter) and (parameter["required"] or schemas.random.random() < 0.5):
            values[parameter["name"]] = whole_number(in_query(schemas.value(parameter["schema"])))
    return "?" + urllib.parse.urlencode(values) if values else ""


def spoilt_text(schemas, schema):
    """A text that is none of the parameter's, however it is read."""
    for _ in range(1000):
        made = schemas.random.choice([schemas.wrong_value(schema), "", "x", "-1", "1e9", "0.5", "tru", "%"])
        text = in_query(plain(made)) if not isinstance(plain(made), (list, dict, type(None))) else "[]"
        readings = [text, *({"true": [True], "1": [True], "false": [False], "0": [False]}.get(text, []))]
        if re.fullmatch(r"-?\d+(\.\d+)?(e\d+)?", text):
            readings.append(float(text))
        if "\0" not in text and not any(schemas.allows(schema, reading) for reading in readings):
            return text
    raise AssertionError(f"every text fits {schema}")


def headers_of(schemas, operation):
    made = {}
    for parameter in parameters_of(operation, "header"):
        if "pattern" in parameter["schema"] and (parameter["required"] or schemas.random.random() < 0.5):
            made[parameter["name"]] = schemas.value(parameter["schema"])
    return made


def declared(document, operation, status):
    answer = operation["responses"].get(str(status))
    return document_part(document, answer) if answer else None


def document_part(document, part):
    return Schemas(document, 0).resolved(part)


def assert_as_declared(document, operation, answer):
    """The status, and the body by its schema."""
    documented = declared(document, operation, answer.status)
    assert documented, f"{answer.status} is not declared: {answer}"
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    if answer.body and kind in documented.get("content", {}) and kind.endswith("json"):
        assert Schemas(document, 0).allows(documented["content"][kind]["schema"], answer.json), answer
    if answer.status >= 400:
        assert f"`{answer.json['code']}`" in documented["description"], answer


# What no schema says: it depends on the product, or on another field.
DEPENDENT = {("sale_ends_at", "value_error"), ("quantity", "limit_per_order"), ("group", "value_error"), ("options", "value_error"),
             ("values", "value_error")}


def is_refused_for_its_form(answer):
    if answer.status != 422 or answer.json["code"] != "validation_failed":
        return False
    return not {(fault["loc"][-1], fault["type"]) for fault in answer.json["errors"]} <= DEPENDENT


def test_every_request_that_the_schema_allows_is_taken(api, document, schemas):
    for method, path, operation in operations_of(document):
        if "/webhooks/" in path:  # no schema says what is signed rightly
            continue
        for _ in range(TRIES):
            schema = body_of(operation)
            body = schemas.value(schema) if schema else PICTURE if takes_picture(operation) else NOTHING
            place = filled(schemas, path, operation) + query_of(schemas, operation)
            answer = send(api, method, place, body, headers_of(schemas, operation))
            assert_as_declared(document, operation, answer)
            said = f"{method} {place} {body if body in (NOTHING, PICTURE) else dumped(body)}: {answer}"
            assert answer.status < 500 and answer.status not in (400, 415), said
            assert not is_refused_for_its_form(answer), said


def test_every_body_that_the_schema_does_not_allow_is_refused(api, document, schemas):
    for method, path, operation in operations_of(document):
        if schema := body_of(operation):
            for _ in range(TRIES):
                body = schemas.wrong_value(schema)
                there = path.replace("{id}", schemas.known[0]).replace("{pk}", schemas.known[0]).replace("{name}", "terms").replace("{group}", "shirt")
                place = there + query_of(schemas, operation)
                answer = send(api, method, place, body, headers_of(schemas, operation))
                assert answer.status == 422, f"{method} {place} {dumped(body)[:500]}: {answer}"
                assert assert_problem(answer, 422, "validation_failed")["errors"][0]["loc"][0] == "body"


def test_every_parameter_that_the_schema_does_not_allow_is_refused(api, document, schemas):
    for method, path, operation in operations_of(document):
        wrong = [one for one in parameters_of(operation, "query") if set(one["schema"]) > {"type"} and not is_opaque(one)]
        for parameter in wrong * 15:
            place = filled(schemas, path, operation) + query_of(schemas, operation, spoil=parameter)
            answer = send(api, method, place)
            if len(place) > LONGEST_TARGET:
                assert_problem(answer, 414, "uri_too_long")
                continue
            assert answer.status == 422, f"{method} {place}: {answer}"
            assert ["query", parameter["name"]] in [fault["loc"] for fault in answer.json["errors"]]


def test_every_header_that_the_schema_does_not_allow_is_refused(api, document, schemas):
    for method, path, operation in operations_of(document):
        for parameter in parameters_of(operation, "header"):
            for value in ["", "x" * 256, "two words", "\xe9"] if "pattern" in parameter["schema"] else []:
                assert not schemas.allows(parameter["schema"], value)
                answer = send(api, method, path, schemas.value(body_of(operation)), {parameter["name"]: value})
                assert answer.status == 422 and answer.json["errors"][0]["loc"] == ["header", parameter["name"]], answer
            if parameter["required"]:
                assert_problem(send(api, method, path, schemas.value(body_of(operation))), 422, "validation_failed")


def test_a_number_is_refused_with_more_decimals_than_its_description_says(souk):
    for price in (b"0.001", b'"0.001"', b"1e-3"):
        answer = souk.inventory.post("/products", b'{"name":"p","quantity":1,"price":%s}' % price)
        assert assert_problem(answer, 422, "validation_failed")["errors"][0]["type"] == "decimal_max_places"


def test_the_body_of_a_form_that_sends_its_numbers_as_texts_is_taken(souk):
    """As the React client of the tutorial does that this shop began with."""
    made = souk.inventory.post("/products", {"name": "product", "price": "20.0", "quantity": "100"})
    assert (made.status, made.json["price"], made.json["quantity"]) == (201, 20.0, 100)
    placed = souk.payment.post("/orders", {"id": made.json["id"], "quantity": "10"})
    assert (placed.status, placed.json["quantity"]) == (201, 10)
