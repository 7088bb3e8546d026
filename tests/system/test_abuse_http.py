"""Requests that two readers of one connection could understand differently: each is refused, the connection is closed,
and a request hidden behind it is neither carried out nor answered."""

import pytest

from raw import Raw, request
from souk import assert_problem

HEAD = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GET = b"GET /healthz HTTP/1.1\r\n"

# The bytes before the hidden request; %s is the path of a resource that takes a POST.
FRAMINGS = {
    # Two lengths of one body.
    "CL and TE": HEAD + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "TE and CL": HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    "TE and CL 0": HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
    "two CL, equal": HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "two CL, different": HEAD + b"Content-Length: 2\r\nContent-Length: 0\r\n\r\n{}",
    "two CL in one field, equal": HEAD + b"Content-Length: 2, 2\r\n\r\n{}",
    "two CL in one field, different": HEAD + b"Content-Length: 2,0\r\n\r\n{}",
    "CL in another case": HEAD + b"content-length: 2\r\nCONTENT-LENGTH: 0\r\n\r\n{}",
    # Lengths that are not numbers.
    "CL with a plus": HEAD + b"Content-Length: +2\r\n\r\n{}",
    "CL with a minus": HEAD + b"Content-Length: -2\r\n\r\n{}",
    "CL in hex": HEAD + b"Content-Length: 0x2\r\n\r\n{}",
    "CL with a letter": HEAD + b"Content-Length: 2a\r\n\r\n{}",
    "CL with a space inside": HEAD + b"Content-Length: 2 2\r\n\r\n{}",
    "CL with a form feed": HEAD + b"Content-Length: \x0c2\r\n\r\n{}",
    "CL with a comma": HEAD + b"Content-Length: 2,\r\n\r\n{}",
    "CL with a point": HEAD + b"Content-Length: 2.0\r\n\r\n{}",
    "CL with an exponent": HEAD + b"Content-Length: 2e0\r\n\r\n{}",
    "CL with an underscore": HEAD + b"Content-Length: 0_2\r\n\r\n{}",
    "CL in quotes": HEAD + b'Content-Length: "2"\r\n\r\n{}',
    "CL in other digits": HEAD + "Content-Length: ٢\r\n\r\n{}".encode(),
    "an empty CL": HEAD + b"Content-Length:\r\n\r\n",
    "CL beyond 64 bits": HEAD + b"Content-Length: 18446744073709551618\r\n\r\n{}",
    "CL far beyond 64 bits": HEAD + b"Content-Length: " + b"9" * 1000 + b"\r\n\r\n{}",
    # Names and values that are read as another field, or as none.
    "a space before the colon of TE": HEAD + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a tab before the colon of TE": HEAD + b"Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
    "a space before the colon of CL": HEAD + b"Content-Length : 2\r\n\r\n{}",
    "a space before the name": HEAD + b" Content-Length: 2\r\n\r\n{}",
    "a NUL in a name": HEAD + b"Content\0-Length: 2\r\n\r\n{}",
    "a NUL in a value": HEAD + b"Content-Length: 2\0\r\n\r\n{}",
    "a NUL in a value of no meaning": HEAD + b"X: a\0b\r\n\r\n",
    "a bare CR in a value": HEAD + b"X: a\rContent-Length: 2\r\n\r\n",
    "a bare CR behind a value": HEAD + b"Content-Length: 2\r\r\n\r\n{}",
    "a control character": HEAD + b"X: a\x01\r\n\r\n",
    "a DEL": HEAD + b"X: a\x7f\r\n\r\n",
    "no colon": HEAD + b"Content-Length 2\r\n\r\n{}",
    "no name": HEAD + b": 2\r\n\r\n{}",
    "a name in quotes": HEAD + b'"Content-Length": 2\r\n\r\n{}',
    "a name beyond ASCII": HEAD + b"Content\xa0Length: 2\r\n\r\n{}",
    # Transfer codings that we do not undo.
    "TE: identity": HEAD + b"Transfer-Encoding: identity\r\n\r\n",
    "TE: gzip": HEAD + b"Transfer-Encoding: gzip\r\n\r\n",
    "TE: gzip, chunked": HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "TE: chunked, identity": HEAD + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "TE: chunked, chunked": HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "TE: xchunked": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "TE: chunked;q=1": HEAD + b"Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
    "TE: a vertical tab": HEAD + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "TE in quotes": HEAD + b'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n',
    "an empty TE": HEAD + b"Transfer-Encoding:\r\n\r\n",
    "two TE": HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two TE, one identity": HEAD + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "TE in HTTP/1.0": b"POST %s HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    # Lines that end, or do not.
    "a bare LF behind the request line": b"POST %s HTTP/1.1\nHost: x\r\n\r\n",
    "a bare LF behind a field": HEAD + b"Content-Length: 0\n\r\n",
    "a bare LF as blank line": HEAD + b"Content-Length: 0\r\n\n",
    "bare LFs only": b"POST %s HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
    "a folded value": HEAD + b"X: a\r\n b\r\n\r\n",
    "a value folded with a tab": HEAD + b"X: a\r\n\tb\r\n\r\n",
    "a folded TE": HEAD + b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "a folded CL": HEAD + b"Content-Length:\r\n 2\r\n\r\n{}",
    "a folded first line": b"POST %s HTTP/1.1\r\n Host: x\r\n\r\n",
    # Hosts.
    "no Host": GET + b"\r\n",
    "two Hosts, equal": GET + b"Host: x\r\nHost: x\r\n\r\n",
    "two Hosts, different": GET + b"Host: x\r\nhost: y\r\n\r\n",
    "a list of Hosts": GET + b"Host: x, y\r\n\r\n",
    "a Host with a path": GET + b"Host: x/y\r\n\r\n",
    "a Host with a user": GET + b"Host: user@x\r\n\r\n",
    "a space before the colon of Host": GET + b"Host : x\r\n\r\n",
    # Request lines.
    "HTTP/0.9": b"GET /healthz\r\n\r\n",
    "HTTP/1.2": b"GET /healthz HTTP/1.2\r\nHost: x\r\n\r\n",
    "HTTP/2": b"GET /healthz HTTP/2\r\nHost: x\r\n\r\n",
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a ClientHello": b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03" + bytes(32) + b"\r\n\r\n",
    "a version in another case": b"GET /healthz http/1.1\r\nHost: x\r\n\r\n",
    "a version of two digits": b"GET /healthz HTTP/1.10\r\nHost: x\r\n\r\n",
    "a space behind the version": b"GET /healthz HTTP/1.1 \r\nHost: x\r\n\r\n",
    "two spaces": b"GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "a tab for a space": b"GET\t/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "a space before the method": b" GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "a space in the target": b"GET /healthz /docs HTTP/1.1\r\nHost: x\r\n\r\n",
    "a NUL in the target": b"GET /healthz\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a NUL in the method": b"G\0ET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "a bare CR in the target": b"GET /healthz\r/docs HTTP/1.1\r\nHost: x\r\n\r\n",
    "a target beyond ASCII": b"GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a fragment": b"GET /healthz#x HTTP/1.1\r\nHost: x\r\n\r\n",
    "a target without a slash": b"GET healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "a target of another scheme": b"GET gopher://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "a target without a host": b"GET http:///healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    # Chunks.
    "a chunk size with a plus": CHUNKED + b"+2\r\n{}\r\n0\r\n\r\n",
    "a chunk size with a minus": CHUNKED + b"-2\r\n{}\r\n0\r\n\r\n",
    "a chunk size with 0x": CHUNKED + b"0x2\r\n{}\r\n0\r\n\r\n",
    "a chunk size of a letter": CHUNKED + b"g\r\n{}\r\n0\r\n\r\n",
    "a chunk size with a space before": CHUNKED + b" 2\r\n{}\r\n0\r\n\r\n",
    "a chunk size with a space behind": CHUNKED + b"2 \r\n{}\r\n0\r\n\r\n",
    "a chunk size with a tab behind": CHUNKED + b"2\t\r\n{}\r\n0\r\n\r\n",
    "a chunk size with a NUL": CHUNKED + b"2\0\r\n{}\r\n0\r\n\r\n",
    "a chunk size with an underscore": CHUNKED + b"0_2\r\n{}\r\n0\r\n\r\n",
    "no chunk size": CHUNKED + b"\r\n{}\r\n0\r\n\r\n",
    "a chunk size beyond 64 bits": CHUNKED + b"10000000000000002\r\n{}\r\n0\r\n\r\n",
    "a chunk size far beyond 64 bits": CHUNKED + b"f" * 1000 + b"\r\n{}\r\n0\r\n\r\n",
    "a bare LF behind a chunk size": CHUNKED + b"2\n{}\r\n0\r\n\r\n",
    "a bare CR behind a chunk size": CHUNKED + b"2\r{}\r\n0\r\n\r\n",
    "a bare LF behind a chunk": CHUNKED + b"2\r\n{}\n0\r\n\r\n",
    "a chunk longer than its size": CHUNKED + b"1\r\n{}\r\n0\r\n\r\n",
    "a chunk shorter than its size": CHUNKED + b"3\r\n{}\r\n0\r\n\r\n",
    "a bare LF in a chunk extension": CHUNKED + b"2;a=\nb\r\n{}\r\n0\r\n\r\n",
    "a bare LF in a quoted extension": CHUNKED + b'2;a="\n"\r\n{}\r\n0\r\n\r\n',
    "a bare CR in a chunk extension": CHUNKED + b"2;a\r=b\r\n{}\r\n0\r\n\r\n",
    "a NUL in a chunk extension": CHUNKED + b"2;a=\0\r\n{}\r\n0\r\n\r\n",
    "a quoted extension that does not end": CHUNKED + b'2;a="b\r\n{}\r\n0\r\n\r\n',
    "an extension without a name": CHUNKED + b"2;\r\n{}\r\n0\r\n\r\n",
    "a bare LF behind the last chunk": CHUNKED + b"2\r\n{}\r\n0\n\r\n",
    "a bare LF behind the trailers": CHUNKED + b"2\r\n{}\r\n0\r\nX: y\n\r\n",
    "a bare LF as last line": CHUNKED + b"2\r\n{}\r\n0\r\n\n",
    "a trailer with a space before its colon": CHUNKED + b"2\r\n{}\r\n0\r\nX : y\r\n\r\n",
    "a folded trailer": CHUNKED + b"2\r\n{}\r\n0\r\nX: y\r\n z\r\n\r\n",
    "CL as a trailer": CHUNKED + b"2\r\n{}\r\n0\r\nContent-Length: 2\r\n\r\n",
    "TE as a trailer": CHUNKED + b"2\r\n{}\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
    "Host as a trailer": CHUNKED + b"2\r\n{}\r\n0\r\nHost: y\r\n\r\n",
}


@pytest.fixture(scope="module")
def product(souk):
    return souk.create_product(quantity=100)


@pytest.fixture
def hidden(souk, product):
    """The requests to hide, and afterwards a look at whether they had an effect."""
    delete = request("DELETE", f"/products/{product['id']}")
    order = request("POST", "/orders", {"id": product["id"], "quantity": 1})
    orders = souk.payment.get("/orders").text
    yield [
        (souk.inventory_api, b"/products", delete),
        (souk.payment_api, b"/orders", order),
        (souk.inventory_consumer, b"/readyz", request("GET", "/healthz")),
        (souk.payment_consumer, b"/readyz", request("GET", "/healthz")),
    ]
    assert souk.product(product["id"]) == product
    assert souk.payment.get("/orders").text == orders


def answers_to(service, data):
    with Raw(service.port) as client:
        client.send(data)
        return client.answers_until_closed()


def assert_one_refusal(answers, status=400, code="bad_request"):
    assert len(answers) == 1, answers
    assert_problem(answers[0], status, code)
    assert answers[0].headers["Connection"] == "close"


@pytest.mark.parametrize("framing", FRAMINGS.values(), ids=FRAMINGS.keys())
def test_what_is_not_http_is_refused_and_hides_nothing(hidden, framing):
    for service, path, request_behind in hidden:
        assert_one_refusal(answers_to(service, framing.replace(b"%s", path) + request_behind))


@pytest.mark.parametrize("framing", FRAMINGS.values(), ids=FRAMINGS.keys())
def test_what_is_not_http_is_refused_behind_a_request_that_is(hidden, framing):
    for service, path, request_behind in hidden:
        answers = answers_to(service, request("GET", "/healthz") + framing.replace(b"%s", path) + request_behind)
        assert answers[0].status == 200
        assert_one_refusal(answers[1:])


def test_a_request_behind_a_sound_one_is_answered(souk, product):
    """The control: what the tests above hide would have been carried out and answered."""
    made = souk.create_product()
    head = CHUNKED.replace(b"%s", b"/products")
    delete = request("DELETE", f"/products/{made['id']}", fields=["Connection: close"])
    answers = answers_to(souk.inventory_api, head + b"2\r\n{}\r\n0\r\n\r\n" + delete)
    assert [answer.status for answer in answers] == [422, 204]
    assert souk.inventory.get(f"/products/{made['id']}").status == 404


@pytest.mark.parametrize("length", ["1048577", "18446744073709551615"])
def test_a_length_beyond_the_limit_is_413_and_hides_nothing(hidden, length):
    for service, path, request_behind in hidden:
        head = HEAD.replace(b"%s", path) + f"Content-Length: {length}\r\n\r\n".encode()
        assert_one_refusal(answers_to(service, head + request_behind), 413, "body_too_large")


@pytest.mark.parametrize("size", [b"100001", b"ffffffffffffffff"])
def test_a_chunk_beyond_the_limit_is_413_and_hides_nothing(hidden, size):
    for service, path, request_behind in hidden:
        head = CHUNKED.replace(b"%s", path) + size + b"\r\n"
        assert_one_refusal(answers_to(service, head + request_behind), 413, "body_too_large")


@pytest.mark.parametrize(
    "head",
    [
        b"X" * 100_000,
        GET + b"Host: x\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(10_000)) + b"\r\n",
        GET + b"Host: x\r\nCookie: " + b"x" * 100_000 + b"\r\n\r\n",
        GET + b"Host: x\r\n" + b"X" * 100_000 + b": y\r\n\r\n",
    ],
    ids=["a long method", "many fields", "a long value", "a long name"],
)
def test_a_head_without_end_is_431_and_hides_nothing(hidden, head):
    for service, _, request_behind in hidden:
        assert_one_refusal(answers_to(service, head + request_behind), 431, "header_too_large")


@pytest.mark.parametrize("length", [8193, 20_000, 100_000])
def test_a_long_target_is_414_and_hides_nothing(hidden, length):
    for service, _, request_behind in hidden:
        head = b"GET /" + b"x" * (length - 1) + b" HTTP/1.1\r\nHost: x\r\n\r\n"
        assert_one_refusal(answers_to(service, head + request_behind), 414, "uri_too_long")


def test_trailers_and_chunk_lines_without_end_are_refused(hidden):
    for start in (b"0\r\nX: ", b"2;", b'2;a="'):
        for service, path, request_behind in hidden:
            data = CHUNKED.replace(b"%s", path) + start + b"x" * 100_000 + b"\r\n\r\n" + request_behind
            assert_one_refusal(answers_to(service, data))


def test_http_1_0_is_answered_once_whatever_follows(hidden):
    for service, _, request_behind in hidden:
        for field in (b"", b"Connection: keep-alive\r\n"):
            answers = answers_to(service, b"GET /healthz HTTP/1.0\r\n" + field + b"\r\n" + request_behind)
            assert [answer.status for answer in answers] == [200]
            assert answers[0].headers["Connection"] == "close"


def test_an_upgrade_to_another_protocol_is_not_taken(souk):
    fields = ["Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABkAAQAAP__"]
    for protocol in ("h2c", "websocket", "TLS/1.0"):
        upgrade = request("GET", "/healthz", fields=[*fields, f"Upgrade: {protocol}"])
        for service in souk.services:
            answers = answers_to(service, upgrade + request("GET", "/healthz", fields=["Connection: close"]))
            assert [answer.status for answer in answers] == [200, 200]
            assert "Upgrade" not in answers[0].headers


def test_a_tunnel_is_refused_and_what_follows_is_not_read(hidden):
    for service, _, request_behind in hidden:
        connect = b"CONNECT 127.0.0.1:%d HTTP/1.1\r\nHost: x\r\n\r\n" % service.port
        assert_one_refusal(answers_to(service, connect + request_behind), 501, "not_implemented")


def test_trace_gives_nothing_back(souk):
    for service in souk.services:
        answer = service.http.request("TRACE", "/healthz", headers={"Authorization": "Bearer secret"})
        assert_problem(answer, 501, "not_implemented")
        assert b"secret" not in answer.body


# Other spellings of a path, and the path that they would name after decoding once or twice, or after resolving dots.
DISGUISES = [
    "/products/%00",
    "/products%00",
    "/%00",
    "/docs%00.html",
    "/products/{id}%00",
    "/products/%2e%2e/docs",
    "/products/../docs",
    "/products/%2e%2e%2fdocs",
    "/products/..%2fdocs",
    "/products/.%2e/docs",
    "/./docs",
    "/%2e/docs",
    "/docs/.",
    "/docs/..",
    "/products/..;/docs",
    "/..%5cdocs",
    "/..\\docs",
    "//docs",
    "/docs//",
    "/%2fdocs",
    "/%5cdocs",
    "/docs%2f",
    "/products%2f{id}",
    "/%252fdocs",
    "/%2564ocs",
    "/docs%2500",
    "/products/%252e%252e/docs",
    "/products/%25%30%31",
    "/products/%c0%ae%c0%ae/docs",
    "/products/%e0%80%ae/docs",
    "/products/%uff0e%uff0e/docs",
    "/%c0%afdocs",
    "/docs;x",
    "/docs%3f",
    "/docs%23",
    "/docs%20",
    "/docs+",
    "/DOCS",
    "/docs%",
    "/docs%2",
    "/docs%zz",
    "/etc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/docs/../../../../etc/passwd",
    "/docs/%2e%2e/%2e%2e/etc/passwd",
    "/docs/..%252f..%252fetc%252fpasswd",
]


@pytest.mark.parametrize("path", DISGUISES)
def test_a_disguised_path_finds_nothing(hidden, souk, product, path):
    for service in (souk.inventory, souk.payment):
        for method in ("GET", "DELETE"):
            answer = service.request(method, path.replace("{id}", product["id"]))
            assert answer.status in ((404,) if method == "GET" else (404, 405)), (method, path, answer)


@pytest.mark.parametrize("disguise", ["%00", "%2500", "%20", "%0a", "%2e", "%252e", "%c0%80", "/.", "%2f", "%3f", "/"])
def test_an_id_with_something_behind_it_names_nothing(hidden, souk, product, disguise):
    if disguise == "/":
        disguise = "//"  # one is the same resource
    for method, service in (("GET", souk.inventory), ("DELETE", souk.inventory), ("GET", souk.payment)):
        path = "/products/" if service is souk.inventory else "/orders/"
        assert service.request(method, path + product["id"] + disguise).status == 404
