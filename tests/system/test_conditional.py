"""Conditional requests (RFC 9110, section 13): the ETag of a product is "<version>-<available>"."""

import pytest

from raw import Raw, request
from souk import assert_problem

NO_MATCH = {
    "an empty one": [""],
    "a weak one": ['W/"1-100"'],
    "an unquoted one": ["1-100"],
    "another": ['"2-100"'],
    "two others": ['"2"', '"3-1"'],
}
MATCH = {
    "the one read": ['"1-100"'],
    "its version": ['"1"'],
    "its version with other stock": ['"1-7"'],
    "a star": ["*"],
    "the second line": ['"9"', '"1-100"'],
}


@pytest.fixture
def path(souk):
    return f"/products/{souk.create_product(quantity=100)['id']}"


def sent(souk, method, path, name, lines, body=None):
    with Raw(souk.inventory.port) as client:
        client.send(request(method, path, body, [f"{name}: {line}" for line in lines]))
        return client.answer()


def test_the_etag_moves_with_the_version_and_with_what_is_available(souk, path):
    assert souk.inventory.get(path).headers["ETag"] == '"1-100"'
    assert souk.inventory.patch(path, {"name": "x"}).headers["ETag"] == '"2-100"'
    souk.place_order(path.rsplit("/", 1)[1], 3)
    souk.wait_for_product(path.rsplit("/", 1)[1], available=97)
    assert souk.inventory.get(path).headers["ETag"].endswith('-97"')
    souk.wait_for_product(path.rsplit("/", 1)[1], quantity=97)
    assert souk.inventory.get(path).headers["ETag"] == '"3-97"'


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("lines", [['"1-100"'], ['W/"1-100"'], ["*"], ['"7-1"', '"1-100"']], ids=str)
def test_what_the_client_has_is_304_with_its_etag_and_no_body(souk, path, method, lines):
    answer = sent(souk, method, path, "If-None-Match", lines)
    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", '"1-100"')
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("lines", [[""], ['"1-99"'], ['"1"'], ["1-100"]], ids=str)
def test_what_the_client_does_not_have_is_200(souk, path, lines):
    assert sent(souk, "GET", path, "If-None-Match", lines).status == 200


@pytest.mark.parametrize("lines", MATCH.values(), ids=MATCH.keys())
def test_what_matches_is_read_edited_and_deleted(souk, path, lines):
    assert sent(souk, "GET", path, "If-Match", lines).status == 200
    assert sent(souk, "PATCH", path, "If-Match", lines, {}).status == 200
    assert sent(souk, "DELETE", path, "If-Match", lines).status == 204


@pytest.mark.parametrize("lines", NO_MATCH.values(), ids=NO_MATCH.keys())
def test_what_does_not_match_is_412_and_changes_nothing(souk, path, lines):
    before = souk.inventory.get(path).json
    for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
        assert_problem(sent(souk, method, path, "If-Match", lines, body), 412, "version_mismatch")
    assert souk.inventory.get(path).json == before


@pytest.mark.parametrize("lines", [["*"], ['"1-100"'], ['W/"1-100"'], ['"9-9"', '"1-100"']], ids=str)
def test_a_write_unless_it_is_as_the_client_knows_it_is_412(souk, path, lines):
    before = souk.inventory.get(path).json
    for method, body in (("PATCH", {"name": "x"}), ("DELETE", None)):
        assert_problem(sent(souk, method, path, "If-None-Match", lines, body), 412, "version_mismatch")
    assert souk.inventory.get(path).json == before
    assert sent(souk, "PATCH", path, "If-None-Match", ['"1-99"', ""], {"name": "x"}).status == 200


def test_if_match_is_decided_first(souk, path):
    def status(match, none_match):
        with Raw(souk.inventory.port) as client:
            client.send(request("GET", path, None, [f"If-None-Match: {none_match}", f"If-Match: {match}"]))
            return client.answer().status

    assert (status('"2"', '"1-100"'), status('"1"', '"1-100"'), status('"1"', '"0-0"')) == (412, 304, 200)


def test_a_missing_product_is_404_with_every_condition(souk, path):
    souk.inventory.delete(path)
    for name in ("If-Match", "If-None-Match"):
        for method, body in (("GET", None), ("PATCH", {}), ("DELETE", None)):
            assert_problem(sent(souk, method, path, name, ["*"], body), 404, "product_not_found")
