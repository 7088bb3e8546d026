"""Hostile JSON: as deep, long and odd as a body can be. Each body is refused soon, and a buyer is served meanwhile."""

import threading
import time

import pytest

from souk import assert_problem, in_parallel

MEGABYTE = 1 << 20
PRODUCT = b'{"name":"product","price":20.0,"quantity":100}'

# A megabyte each, or nearly.
LONG = {
    "open arrays": b"[" * MEGABYTE,
    "open objects": b'{"a":' * (MEGABYTE // 5),
    "arrays in turn": b'{"x":[' + (b"[" * 30 + b"]" * 30 + b",") * (MEGABYTE // 61 - 1) + b"0]}",
    "an array of numbers": b"[" + b"0," * (MEGABYTE // 2 - 2) + b"0]",
    "an array of objects": b'{"x":[' + b"{}," * (MEGABYTE // 3 - 4) + b"0]}",
    "unknown names": b"{" + b",".join(b'"%x":1' % number for number in range(95_000)) + b"}",
    "one name again and again": b"{" + b",".join([b'"a":1'] * (MEGABYTE // 6 - 1)) + b"}",
    "a long name": b'{"' + b"x" * (MEGABYTE - 10) + b'":1}',
    "a long text": b'{"name":"' + b"x" * (MEGABYTE - 20) + b'"}',
    "a long text of escapes": b'{"name":"' + b"\\u00e9" * (MEGABYTE // 6 - 4) + b'"}',
    "a long text of control characters": b'{"name":"' + b"\\u0001" * (MEGABYTE // 6 - 4) + b'"}',
    "a text that does not end": b'{"name":"' + b"x" * (MEGABYTE - 9),
    "a long number": b'{"price":' + b"1" * (MEGABYTE - 20) + b"}",
    "a long fraction": b'{"price":0.' + b"1" * (MEGABYTE - 20) + b"}",
    "zeros before a fraction's end": b'{"price":0.' + b"0" * (MEGABYTE - 20) + b"1}",
    "a long exponent": b'{"price":1e' + b"1" * (MEGABYTE - 20) + b"}",
    "zeros before an exponent": b'{"price":1e' + b"0" * (MEGABYTE - 20) + b"1}",
    "blanks": b" " * (MEGABYTE - 2) + b"{}",
    "backslashes": b'{"name":"' + b"\\" * (MEGABYTE - 20) + b'"}',
}

# In place of the name.
TEXTS = {
    "a lone high surrogate": rb"\ud800",
    "a lone low surrogate": rb"\udc00",
    "surrogates in the wrong order": rb"\udc00\ud800",
    "two high surrogates": rb"\ud800\ud800",
    "a high surrogate and another escape": rb"\ud800\n",
    "a surrogate in UTF-8": b"\xed\xa0\x80",
    "a pair of surrogates in UTF-8": b"\xed\xa0\x80\xed\xb0\x80",
    "a continuation alone": b"\x80",
    "a sequence cut short": b"\xe2\x82",
    "two bytes for a slash": b"\xc0\xaf",
    "three bytes for a slash": b"\xe0\x80\xaf",
    "four bytes for a slash": b"\xf0\x80\x80\xaf",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "five bytes": b"\xf8\x88\x80\x80\x80",
    "FE and FF": b"\xfe\xff",
    "Latin-1": b"caf\xe9",
    "a raw NUL": b"\0",
    "a raw line feed": b"\n",
    "half an escape": rb"\u00",
    "an escape of no hex digits": rb"\uzzzz",
    "an unknown escape": rb"\x41",
}

NUMBERS = [b"+1", b".5", b"5.", b"1e", b"1e+", b"-", b"--1", b"01", b"-01", b"0x10", b"1_000", b"1,5", b"1 000", b"NaN"]
NUMBERS += [b"Infinity", b"-Infinity", b"1e2147483648", b"1e-2147483648", b"\xd9\xa1", b"1f", b"1n", b"0b1", b"1.2.3"]

WHOLE = {
    "a byte order mark": b"\xef\xbb\xbf" + PRODUCT,
    "UTF-16": PRODUCT.decode().encode("utf-16"),
    "UTF-32": PRODUCT.decode().encode("utf-32-le"),
    "a NUL behind it": PRODUCT + b"\0",
    "a NUL before it": b"\0" + PRODUCT,
    "another value behind it": PRODUCT + PRODUCT,
    "a bracket behind it": PRODUCT + b"]",
    "a comment": PRODUCT + b"//",
    "a name without quotes": b'{name:"product","price":20.0,"quantity":100}',
    "a form feed as blank": PRODUCT.replace(b",", b",\f"),
    "a no-break space as blank": PRODUCT.replace(b",", b",\xc2\xa0"),
}


@pytest.fixture(scope="module", autouse=True)
def nothing_is_made(souk):
    yield
    names = {product["name"] for product in souk.inventory.get("/products?limit=100").json}
    assert names <= {"bystander"}


def refusal(souk, body):
    return assert_problem(souk.inventory.post("/products", body), 422, "validation_failed")


@pytest.mark.parametrize("body", LONG.values(), ids=LONG.keys())
def test_a_long_body_is_refused_and_not_answered_by_more(souk, body):
    answer = souk.inventory.post("/products", body)
    assert_problem(answer, 422, "validation_failed")
    assert len(answer.body) < len(body) + 1024  # a long name is not repeated in full


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_malformed_text_is_refused(souk, text):
    assert refusal(souk, PRODUCT.replace(b"product", text))["errors"][0]["type"] == "json_invalid"
    assert refusal(souk, PRODUCT.replace(b'"name"', b'"' + text + b'":1,"name"'))["errors"][0]["type"] == "json_invalid"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_malformed_number_is_refused(souk, number):
    for place in (b"20.0", b"100"):
        assert refusal(souk, PRODUCT.replace(place, number))["errors"][0]["type"] == "json_invalid"


@pytest.mark.parametrize("body", WHOLE.values(), ids=WHOLE.keys())
def test_what_is_nearly_json_is_refused(souk, body):
    assert refusal(souk, body)["errors"][0]["type"] == "json_invalid"


@pytest.mark.parametrize(
    "again, where",
    [
        (b'"price":1.0', ["body", "price"]),
        (rb'"pric\u0065":1.0', ["body", "price"]),
        (rb'"\u0070\u0072\u0069\u0063\u0065":1.0', ["body", "price"]),
        (b'"x":{"y":[1,{"a":1,"a":2}]}', ["body", "x", "y", 1, "a"]),
        (rb'"x\u0000":1,"x\u0000":2', ["body", "x\0"]),
    ],
)
def test_a_name_that_occurs_twice_is_refused_however_it_is_spelt(souk, again, where):
    error = refusal(souk, PRODUCT.replace(b"}", b"," + again + b"}"))["errors"][0]
    assert (error["type"], error["loc"]) == ("json_duplicate_key", where)


@pytest.mark.measures
def test_a_buyer_is_served_beside_hostile_bodies(souk):
    product = souk.create_product(name="bystander", quantity=1000)
    ended = threading.Event()

    def attack(body):
        refused = 0
        while not ended.is_set():
            refused += souk.inventory.post("/products", body).status == 422
            refused += souk.payment.post("/orders", body).status == 422
        return refused

    def buy(_):
        slowest = 0.0
        try:
            for _ in range(20):
                start = time.monotonic()
                souk.place_order(product["id"])
                assert souk.product(product["id"])["id"] == product["id"]
                slowest = max(slowest, time.monotonic() - start)
        finally:
            ended.set()  # else the attackers would never end
        return slowest

    tasks = [(attack, body) for body in LONG.values()] + [(buy, None)]
    *refused, slowest = in_parallel(lambda task: task[0](task[1]), tasks, len(tasks))
    assert all(refused)
    assert slowest < 5
    souk.wait_for_product(product["id"], quantity=980, available=980)
