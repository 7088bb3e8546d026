"""The pages that the owner writes, and the words of the order button."""

import json

import pytest

from conftest import running_system
from souk import assert_problem

NAMES = ["delivery", "returns", "contact", "terms", "privacy", "imprint"]
TEXT = "# Terms\r\n\r\n\t<b>bold</b> \"quoted\" \\ شروط 😀 https://x.example/?a=1&b=2\n"


@pytest.fixture(autouse=True)
def no_pages(souk):
    yield
    for name in NAMES:
        souk.inventory.delete(f"/pages/{name}")


@pytest.fixture(autouse=True)
def still_serves(souk):
    yield
    assert souk.inventory.get("/pages").status == 200


def put(souk, name, text, **headers):
    return souk.inventory.request("PUT", f"/pages/{name}", {"text": text}, {key.replace("_", "-"): value for key, value in headers.items()})


def test_a_page_exists_from_its_first_text_until_it_is_deleted(souk):
    assert souk.inventory.get("/pages").json == []
    assert_problem(souk.inventory.get("/pages/terms"), 404, "page_not_found")
    created = put(souk, "terms", TEXT)
    assert (created.status, created.headers["Location"], created.json["text"]) == (201, "/pages/terms", TEXT)
    read = souk.inventory.get("/pages/terms/")
    assert (read.status, read.json, read.headers["ETag"]) == (200, created.json, created.headers["ETag"])
    assert put(souk, "terms", "other").status == 200
    assert [page["name"] for page in souk.inventory.get("/pages").json] == ["terms"]
    assert souk.inventory.delete("/pages/terms").status == 204
    assert_problem(souk.inventory.delete("/pages/terms"), 404, "page_not_found")
    assert souk.inventory.get("/pages").json == []


def test_a_page_survives_a_restart_of_its_service(souk):
    written = put(souk, "imprint", TEXT).json
    souk.inventory_api.restart()
    assert souk.inventory.get("/pages/imprint").json == written


@pytest.mark.parametrize("name", ["Terms", "shipping", "terms%00", "..%2fproducts", "%ff", "a" * 4000, "terms;x=1"])
def test_another_name_is_404_and_makes_no_page(souk, name):
    for answer in (souk.inventory.get(f"/pages/{name}"), put(souk, name, TEXT), souk.inventory.delete(f"/pages/{name}")):
        assert answer.status == 404
        assert answer.json["code"] in ("page_not_found", "not_found")
    assert souk.inventory.get("/pages").json == []


BAD_BODIES = {
    "empty": (b'{"text":""}', "string_too_short"),
    "blank": (b'{"text":" \\n\\u00a0"}', "string_blank"),
    "a null character": (b'{"text":"a\\u0000b"}', "string_control_character"),
    "an escape sequence": (b'{"text":"\\u001b[2J"}', "string_control_character"),
    "half a pair": (b'{"text":"\\ud800"}', None),
    "not UTF-8": (b'{"text":"\xff"}', None),
    "a byte too long": (json.dumps({"text": "a" * 65_537}).encode(), "string_too_long"),
    "a byte too long, of wide letters": (json.dumps({"text": "ä" * 32_768 + "a"}).encode(), "string_too_long"),
    "no text": (b"{}", "missing"),
    "null": (b'{"text":null}', "string_type"),
    "a number": (b'{"text":1}', "string_type"),
    "a list": (b'{"text":["a"]}', "string_type"),
    "another field": (b'{"text":"a","html":"b"}', "extra_forbidden"),
}


@pytest.mark.parametrize("body, fault", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_wrong_text_is_refused_and_changes_nothing(souk, body, fault):
    before = put(souk, "privacy", "as it was").json
    answer = souk.inventory.request("PUT", "/pages/privacy", body)
    assert answer.status in (400, 422), answer
    if fault:
        assert [one["type"] for one in assert_problem(answer, 422, "validation_failed")["errors"]] == [fault]
    assert souk.inventory.get("/pages/privacy").json == before


@pytest.mark.parametrize("text", ["a" * 65_536, "ä" * 32_768, "> " * 32_768, '"' * 65_536, "\\" * 65_536], ids=lambda text: text[:2])
def test_64_kib_are_taken_whatever_they_are(souk, text):
    assert put(souk, "contact", text).status == 201
    assert souk.inventory.get("/pages/contact").json["text"] == text


def test_what_was_read_may_be_sent_back(souk):
    page = put(souk, "terms", TEXT).json
    answer = souk.inventory.request("PUT", "/pages/terms", {**page, "text": "new"})
    assert (answer.status, answer.json["text"]) == (200, "new")


def test_of_two_editors_the_second_is_refused(souk):
    read = put(souk, "terms", "read by both").headers["ETag"]
    assert put(souk, "terms", "first", If_Match=read).status == 200
    assert_problem(put(souk, "terms", "second", If_Match=read), 412, "version_mismatch")
    assert_problem(souk.inventory.delete("/pages/terms", headers={"If-Match": read}), 412, "version_mismatch")
    assert souk.inventory.get("/pages/terms").json["text"] == "first"


def test_of_two_who_create_a_page_the_second_is_refused(souk):
    assert put(souk, "terms", "first", If_None_Match="*").status == 201
    assert_problem(put(souk, "terms", "second", If_None_Match="*"), 412, "version_mismatch")
    assert souk.inventory.get("/pages/terms").json["text"] == "first"


def test_an_editor_of_a_page_that_was_deleted_and_written_again_is_refused(souk):
    read = put(souk, "terms", "old").headers["ETag"]
    souk.inventory.delete("/pages/terms")
    assert_problem(put(souk, "terms", "late", If_Match=read), 412, "version_mismatch")
    assert_problem(put(souk, "terms", "late", If_Match="*"), 412, "version_mismatch")
    put(souk, "terms", "new")
    assert_problem(put(souk, "terms", "late", If_Match=read), 412, "version_mismatch")
    assert souk.inventory.get("/pages/terms").json["text"] == "new"


@pytest.mark.parametrize("tag", ["", "1", 'W/"{}"', '"x"', '"-1"', '"99999999999999999999"', '"{}x"'])
def test_a_condition_that_names_no_version_never_holds(souk, tag):
    version = put(souk, "terms", "as it was").json["version"]
    assert_problem(put(souk, "terms", "new", If_Match=tag.format(version)), 412, "version_mismatch")
    assert souk.inventory.get("/pages/terms").json["text"] == "as it was"


def test_what_a_client_has_is_304(souk):
    put(souk, "terms", TEXT)
    for path in ("/pages", "/pages/terms"):
        tag = souk.inventory.get(path).headers["ETag"]
        answer = souk.inventory.get(path, headers={"If-None-Match": tag})
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)
    list_tag = souk.inventory.get("/pages").headers["ETag"]
    for change in (lambda: put(souk, "terms", "new"), lambda: put(souk, "contact", "new"), lambda: souk.inventory.delete("/pages/contact")):
        change()
        answer = souk.inventory.get("/pages", headers={"If-None-Match": list_tag})
        assert answer.status == 200
        assert answer.headers["ETag"] != list_tag
        list_tag = answer.headers["ETag"]


# setting, what GET /shop has of it
BUTTONS = {
    "Zahlungspflichtig bestellen": [{"language": None, "text": "Zahlungspflichtig bestellen"}],
    "de=Zahlen: {amount}; ja=購入する": [{"language": "de", "text": "Zahlen: {amount}"}, {"language": "ja", "text": "購入する"}],
}


@pytest.mark.parametrize("setting", BUTTONS)
def test_the_shop_has_the_words_of_the_order_button(tmp_path, setting):
    for system in running_system(tmp_path, SOUK_ORDER_BUTTON=setting):
        assert system.payment.get("/shop").json["order_button"] == BUTTONS[setting]


def test_without_the_setting_the_words_are_the_clients(souk):
    assert souk.payment.get("/shop").json["order_button"] == []
