"""Bad input gets a 4xx problem that names every fault, and changes nothing."""

import pytest

from souk import assert_problem

NO_ID = "01H28HATR7JG2YBH22ABPJWW33"
PRODUCT = {"name": "product", "price": 20.0, "quantity": 100}
LONG_NAME = "x" * 201


def json_product(name='"product"', price="20.0", quantity="100", more=""):
    return f'{{"name":{name},"price":{price},"quantity":{quantity}{more}}}'.encode()


def faults(problem):
    return [("/".join(str(part) for part in error["loc"]), error["type"]) for error in problem["errors"]]


def everything(souk):
    """All that a refused request could have changed."""
    return souk.inventory.get("/products?limit=100").text, souk.payment.get("/orders?limit=100").text


@pytest.fixture(scope="module")
def product(souk):
    made = souk.create_product()
    pk = souk.place_order(made["id"], 10)
    souk.wait_for_order(pk, "completed")
    return souk.wait_for_product(made["id"], quantity=90, available=90)


@pytest.fixture(autouse=True)
def nothing_changes(souk, product, request):
    if "changes_something" in request.keywords:
        yield
        return
    before = everything(souk)
    yield
    assert everything(souk) == before


FAULTY_PRODUCTS = {
    "not JSON": (b"{", ["body json_invalid"]),
    "nothing": (b"", ["body json_invalid"]),
    "two values": (b"{} {}", ["body json_invalid"]),
    "NaN": (json_product(price="NaN"), ["body json_invalid"]),
    "Infinity": (json_product(price="-Infinity"), ["body json_invalid"]),
    "a leading zero": (json_product(price="020"), ["body json_invalid"]),
    "a comma too many": (json_product(more=","), ["body json_invalid"]),
    "a comment": (b"/* */ " + json_product(), ["body json_invalid"]),
    "single quotes": (json_product(name="'product'"), ["body json_invalid"]),
    "invalid UTF-8": (json_product().replace(b"product", b"\xff\xfe"), ["body json_invalid"]),
    "an overlong form": (json_product().replace(b"product", b"\xc0\xaf"), ["body json_invalid"]),
    "a lone surrogate": (json_product(name=r'"\ud800"'), ["body json_invalid"]),
    "depth 33": (json_product(more=',"x":' + "[" * 32 + "]" * 32), ["body json_depth"]),
    "depth 100,000": (b"[" * 100_000, ["body json_depth"]),
    "a key twice": (json_product(more=',"price":1.0'), ["body/price json_duplicate_key"]),
    "an array": (b"[]", ["body"]),
    "null": (b"null", ["body"]),
    "a text": (b'"product"', ["body"]),
    "no field": (b"{}", ["body/name missing", "body/price missing", "body/quantity missing"]),
    "no name": (b'{"price":1,"quantity":1}', ["body/name missing"]),
    "an unknown field": (json_product(more=',"colour":"red"'), ["body/colour extra_forbidden"]),
    "another case": (json_product(more=',"Name":"x"'), ["body/Name extra_forbidden"]),
    "an empty name": (json_product(name='""'), ["body/name string_too_short"]),
    "a blank name": (json_product(name='"  \\t "'), ["body/name"]),
    "an over-long name": (json_product(name=f'"{LONG_NAME}"'), ["body/name string_too_long"]),
    "a control character": (json_product(name=r'"a\u0000b"'), ["body/name"]),
    "a number as name": (json_product(name="1"), ["body/name string_type"]),
    "null as name": (json_product(name="null"), ["body/name string_type"]),
    "a negative price": (json_product(price="-0.01"), ["body/price greater_than_equal"]),
    "three decimals": (json_product(price="20.001"), ["body/price decimal_max_places"]),
    "1e-3": (json_product(price="1e-3"), ["body/price decimal_max_places"]),
    "1e400 as price": (json_product(price="1e400"), ["body/price"]),
    "1e-400 as price": (json_product(price="1e-400"), ["body/price"]),
    "an exponent beyond 64 bits": (json_product(price="1e999999999999999999999"), ["body json_invalid"]),
    "a price beyond the limit": (json_product(price="1000000.01"), ["body/price less_than_equal"]),
    "a text as price": (json_product(price='"twenty"'), ["body/price decimal_parsing"]),
    "true as price": (json_product(price="true"), ["body/price"]),
    "null as price": (json_product(price="null"), ["body/price"]),
    "a negative quantity": (json_product(quantity="-1"), ["body/quantity greater_than_equal"]),
    "a fractional quantity": (json_product(quantity="1.5"), ["body/quantity int_from_float"]),
    "1e400 as quantity": (json_product(quantity="1e400"), ["body/quantity"]),
    "a quantity beyond the limit": (json_product(quantity="1000000001"), ["body/quantity less_than_equal"]),
    "a quantity beyond 64 bits": (json_product(quantity="18446744073709551617"), ["body/quantity"]),
    "a text as quantity": (json_product(quantity='"many"'), ["body/quantity int_parsing"]),
    "false as quantity": (json_product(quantity="false"), ["body/quantity int_type"]),
    "an array as quantity": (json_product(quantity="[1]"), ["body/quantity int_type"]),
    "every fault at once": (
        b'{"name":"","price":-1,"quantity":1.5,"colour":"red","size":3}',
        [
            "body/name string_too_short",
            "body/price greater_than_equal",
            "body/quantity int_from_float",
            "body/colour extra_forbidden",
            "body/size extra_forbidden",
        ],
    ),
}


def assert_faults(answer, expected):
    """`expected`: "place type" a fault, or the place alone where the type is not the point."""
    problem = assert_problem(answer, 422, "validation_failed")
    seen = faults(problem)
    assert [place for place, _ in seen] == [line.split()[0] for line in expected]
    for (_, word), line in zip(seen, expected):
        assert line.split()[1:] in ([], [word])
    assert all(isinstance(error["msg"], str) and error["msg"] for error in problem["errors"])


@pytest.mark.parametrize("body, expected", FAULTY_PRODUCTS.values(), ids=FAULTY_PRODUCTS.keys())
def test_a_product_that_does_not_validate_is_refused(souk, body, expected):
    assert_faults(souk.inventory.post("/products", body), expected)


FAULTY_EDITS = {
    "not JSON": (b"{", ["body json_invalid"]),
    "an unknown field": (b'{"colour":"red"}', ["body/colour extra_forbidden"]),
    "an empty name": (b'{"name":""}', ["body/name string_too_short"]),
    "null as name": (b'{"name":null}', ["body/name"]),
    "null as quantity": (b'{"quantity":null}', ["body/quantity"]),
    "two faults": (b'{"price":0.001,"quantity":-1}', ["body/price", "body/quantity"]),
    "one good and one bad": (b'{"name":"renamed","quantity":-1}', ["body/quantity"]),
    "a number as description": (b'{"description":1}', ["body/description"]),
    "a number as image": (b'{"image":1}', ["body/image"]),
}


@pytest.mark.parametrize("body, expected", FAULTY_EDITS.values(), ids=FAULTY_EDITS.keys())
def test_an_edit_that_does_not_validate_is_refused(souk, product, body, expected):
    assert_faults(souk.inventory.patch(f"/products/{product['id']}", body), expected)


FAULTY_ORDERS = {
    "not JSON": ("{{", ["body json_invalid"]),
    "no field": ("{{}}", ["body/id missing", "body/quantity missing"]),
    "no unit": ('{{"id":"{id}","quantity":0}}', ["body/quantity greater_than_equal"]),
    "a negative quantity": ('{{"id":"{id}","quantity":-1}}', ["body/quantity greater_than_equal"]),
    "a fractional quantity": ('{{"id":"{id}","quantity":0.5}}', ["body/quantity int_from_float"]),
    "1e400": ('{{"id":"{id}","quantity":1e400}}', ["body/quantity"]),
    "too many": ('{{"id":"{id}","quantity":1000001}}', ["body/quantity less_than_equal"]),
    "a text as quantity": ('{{"id":"{id}","quantity":"one"}}', ["body/quantity int_parsing"]),
    "a number as id": ('{{"id":1,"quantity":1}}', ["body/id"]),
    "a malformed id": ('{{"id":"{id}0","quantity":1}}', ["body/id"]),
    "an id beyond 128 bits": ('{{"id":"8ZZZZZZZZZZZZZZZZZZZZZZZZZ","quantity":1}}', ["body/id"]),
    "an unknown field": ('{{"id":"{id}","quantity":1,"coupon":"x"}}', ["body/coupon extra_forbidden"]),
    "a key twice": ('{{"id":"{id}","quantity":1,"quantity":2}}', ["body/quantity json_duplicate_key"]),
    "every fault at once": (
        '{{"id":"x","quantity":0,"coupon":"x"}}',
        ["body/id", "body/quantity greater_than_equal", "body/coupon extra_forbidden"],
    ),
}


@pytest.mark.parametrize("body, expected", FAULTY_ORDERS.values(), ids=FAULTY_ORDERS.keys())
def test_an_order_that_does_not_validate_is_refused(souk, product, body, expected):
    assert_faults(souk.payment.post("/orders", body.format(id=product["id"]).encode()), expected)


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "multipart/form-data", "", None],
)
def test_a_body_that_does_not_say_it_is_json_is_415(souk, product, content_type):
    headers = {"Content-Type": content_type}
    order = {"id": product["id"], "quantity": 1}
    path = f"/products/{product['id']}"
    assert_problem(souk.inventory.post("/products", PRODUCT, headers=headers), 415, "unsupported_media_type")
    assert_problem(souk.inventory.patch(path, {"quantity": 1}, headers=headers), 415, "unsupported_media_type")
    assert_problem(souk.payment.post("/orders", order, headers=headers), 415, "unsupported_media_type")


@pytest.mark.changes_something
@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json;x=y"]
)
def test_json_is_json_with_parameters_and_in_any_case(souk, content_type):
    assert souk.inventory.post("/products", PRODUCT, headers={"Content-Type": content_type}).status == 201


@pytest.mark.parametrize(
    "service, method, path, allowed",
    [
        ("inventory", "PUT", "/products", "GET POST"),
        ("inventory", "DELETE", "/products", "GET POST"),
        ("inventory", "PATCH", "/products/", "GET POST"),
        ("inventory", "POST", "/products/{id}", "DELETE GET PATCH"),
        ("inventory", "PUT", "/products/{id}", "DELETE GET PATCH"),
        ("payment", "PUT", "/orders", "GET POST"),
        ("payment", "DELETE", "/orders", "GET POST"),
        ("payment", "DELETE", "/orders/{id}", "GET"),
        ("payment", "PATCH", "/orders/{id}", "GET"),
        ("payment", "POST", "/healthz", "GET"),
    ],
)
def test_a_wrong_method_is_405_and_names_the_right_ones(souk, product, service, method, path, allowed):
    body = PRODUCT if method in ("PUT", "POST", "PATCH") else None
    answer = getattr(souk, service).request(method, path.format(id=product["id"]), body)
    assert_problem(answer, 405, "method_not_allowed")
    named = {word.strip() for word in answer.headers["Allow"].split(",")}
    assert named - {"HEAD", "OPTIONS"} == set(allowed.split())


@pytest.mark.parametrize(
    "malformed",
    ["1", "x" * 26, NO_ID[:-1], NO_ID + "0", "8" + NO_ID[1:], NO_ID[:-1] + "U", NO_ID[:-1] + "-", "*", "..%2f"],
)
def test_a_malformed_id_is_404(souk, malformed):
    path = f"/products/{malformed}"
    assert_problem(souk.inventory.get(path), 404, "product_not_found")
    assert_problem(souk.inventory.patch(path, {"quantity": 1}), 404, "product_not_found")
    assert_problem(souk.inventory.delete(path), 404, "product_not_found")
    assert_problem(souk.payment.get(f"/orders/{malformed}"), 404, "order_not_found")


def test_what_is_not_there_is_404(souk, product):
    path = f"/products/{NO_ID}"
    assert_problem(souk.inventory.get(path), 404, "product_not_found")
    assert_problem(souk.inventory.patch(path, {"quantity": 1}), 404, "product_not_found")
    assert_problem(souk.inventory.delete(path), 404, "product_not_found")
    assert_problem(souk.payment.get(f"/orders/{NO_ID}"), 404, "order_not_found")
    assert_problem(souk.payment.get(f"/orders/{product['id']}"), 404, "order_not_found")
    assert_problem(souk.order(NO_ID), 404, "product_not_found")


@pytest.mark.parametrize(
    "path",
    ["/", "/product", "/products/x/y", "//products", "/orders/x", "/.env", "/docs/../x"]
    + ["/products/%00", "/products/%ff", "/products/%"],
)
def test_a_path_without_a_service_is_404(souk, path):
    assert_problem(souk.inventory.get(path), 404, "not_found")


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "limit=1.5", "limit=1e400"])
@pytest.mark.parametrize("service, path", [("inventory", "/products"), ("payment", "/orders")])
def test_a_limit_out_of_range_is_refused(souk, service, path, query):
    assert_faults(getattr(souk, service).get(f"{path}?{query}"), ["query/limit"])


@pytest.mark.parametrize("cursor", ["x", "", "%00", "%ff", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "x" * 5000])
@pytest.mark.parametrize("service, path", [("inventory", "/products"), ("payment", "/orders")])
def test_a_cursor_that_was_never_given_out_is_refused(souk, service, path, cursor):
    assert_faults(getattr(souk, service).get(f"{path}?cursor={cursor}"), ["query/cursor"])


@pytest.mark.parametrize("status", ["paid", "", "Pending", "pending,completed", "0"])
def test_an_unknown_status_is_refused(souk, status):
    assert_faults(souk.payment.get(f"/orders?status={status}"), ["query/status"])


def test_every_faulty_parameter_is_named_at_once(souk):
    answer = souk.payment.get("/orders?status=paid&cursor=x&limit=0")
    problem = assert_problem(answer, 422, "validation_failed")
    assert sorted(place for place, _ in faults(problem)) == ["query/cursor", "query/limit", "query/status"]


@pytest.mark.parametrize("method", ["BREW", "get", "PROPFIND", "TRACE"])
def test_a_method_that_no_path_has_is_501(souk, method):
    for path in ("/orders", "/nowhere"):
        assert_problem(souk.payment.request(method, path), 501, "not_implemented")


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip", "x", ""])
def test_a_coded_body_is_415_and_says_what_is_taken(souk, coding):
    for path in ("/products", "/products/batch"):
        answer = souk.inventory.post(path, json_product(), headers={"Content-Encoding": coding})
        assert_problem(answer, 415, "unsupported_media_type")
        assert answer.headers["Accept-Encoding"] == "identity"


@pytest.mark.changes_something
def test_a_body_without_a_coding_may_say_so(souk):
    assert souk.inventory.post("/products", json_product(), headers={"Content-Encoding": "identity"}).status == 201


def test_a_target_of_more_than_8_kilobytes_is_414(souk):
    assert souk.inventory.get("/products?x=" + "x" * (8192 - len("/products?x="))).status == 200
    for length in (8193, 20_000):
        assert_problem(souk.inventory.get("/products?" + "x" * (length - len("/products?"))), 414, "uri_too_long")


def test_a_body_of_more_than_a_megabyte_is_413(souk):
    assert_problem(souk.inventory.post("/products", b" " * (1 << 20) + json_product()), 413, "body_too_large")


def test_a_header_of_more_than_16_kilobytes_is_431(souk):
    assert_problem(souk.inventory.get("/products", headers={"X-Long": "x" * 17_000}), 431, "header_too_large")


@pytest.mark.changes_something
def test_the_read_only_fields_of_a_product_may_be_sent_back_and_are_ignored(souk):
    made = souk.create_product(description="sweet", image="/pear.png")
    path = f"/products/{made['id']}"
    same = souk.inventory.patch(path, souk.inventory.get(path).body)
    assert (same.status, same.json) == (200, made)
    forged = {**made, "name": "apple", "id": NO_ID, "version": 77, "available": 1, "created_at": "never"}
    edited = souk.inventory.patch(path, forged)
    assert edited.status == 200
    expected = {**made, "name": "apple", "version": made["version"] + 1, "updated_at": edited.json["updated_at"]}
    assert edited.json == expected
    copied = souk.inventory.post("/products", forged)
    assert copied.status == 201
    assert copied.json["id"] not in (NO_ID, made["id"])
    assert (copied.json["version"], copied.json["available"], copied.json["name"]) == (1, 100, "apple")


@pytest.mark.changes_something
def test_the_read_only_fields_of_an_order_may_be_sent_back_and_are_ignored(souk, product):
    order = souk.payment.get("/orders").json[0]
    del order["lines"], order["customer"]  # these are also fields of a new order
    forged = {**order, "id": product["id"], "quantity": 1, "price": 0.01, "status": "completed"}
    placed = souk.payment.post("/orders", forged)
    assert placed.status == 201
    assert placed.json["pk"] != order["pk"]
    assert (placed.json["price"], placed.json["status"], placed.json["quantity"]) == (20.0, "pending", 1)
