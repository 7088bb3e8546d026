"""Signing in: a cookie that no script sees, and no guessing."""

import re

import pytest

from souk import Http, System, assert_problem

TOKEN = "a-token-of-the-store-admin"
clients = iter(range(1, 250))


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("guarded"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


class Browser:
    """A client with an address of its own, as the gateway reports it, which keeps its cookie."""

    def __init__(self, system):
        address = {"X-Real-IP": f"10.0.0.{next(clients)}"}
        self.inventory, self.payment = Http(system.inventory.port, address), Http(system.payment.port, address)
        self.cookie = None

    def sign_in(self, token=TOKEN):
        answer = self.inventory.post("/session", {"token": token})
        self.keep(answer)
        return answer

    def sign_out(self):
        answer = self.inventory.delete("/session", headers=self.cookies())
        self.keep(answer)
        return answer

    def keep(self, answer):
        cookie = answer.headers.get("Set-Cookie")
        if cookie:
            pair, *attributes = cookie.split("; ")
            self.cookie = None if "Max-Age=0" in attributes else pair

    def cookies(self, **headers):
        return {"Cookie": self.cookie, **headers}

    def session(self):
        answer = self.inventory.get("/session", headers=self.cookies())
        assert answer.status == 200, answer
        return answer.json


@pytest.fixture
def browser(guarded):
    return Browser(guarded)


def test_signing_in_and_out(browser):
    assert browser.session() == {"admin": False, "required": True}
    answer = browser.sign_in()
    assert (answer.status, answer.body) == (204, b"")
    pair, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert re.fullmatch("souk_admin=[0-9a-f]{64}", pair)
    assert sorted(attributes) == ["HttpOnly", "Max-Age=43200", "Path=/", "SameSite=Strict"]
    assert browser.session() == {"admin": True, "required": True}
    assert browser.sign_out().status == 204
    assert browser.cookie is None
    assert browser.session() == {"admin": False, "required": True}


def test_both_services_accept_the_cookie_wherever_they_accept_the_token(browser):
    browser.sign_in()
    created = browser.inventory.post("/products", {"name": "p", "price": 1, "quantity": 1}, headers=browser.cookies())
    assert created.status == 201
    for http, path in [(browser.payment, "/orders"), (browser.inventory, "/operations"), (browser.payment, "/operations")]:
        assert_problem(http.get(path), 401, "unauthorized")
        assert http.get(path, headers=browser.cookies()).status == 200


def test_the_answer_to_a_wrong_token_says_only_that(browser):
    for wrong in ("", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
        answer = browser.sign_in(wrong)
        assert assert_problem(answer, 401, "unauthorized")["detail"] == "The token is not the admin's"
        assert "Set-Cookie" not in answer.headers
    assert_problem(browser.inventory.post("/session", {}), 422, "validation_failed")


def test_after_five_wrong_tokens_the_client_waits_and_others_do_not(guarded, browser):
    for number in range(5):
        assert_problem(browser.sign_in(f"wrong-{number}"), 401, "unauthorized")
    for token in ("wrong", TOKEN):
        answer = browser.sign_in(token)
        assert_problem(answer, 429, "too_many_requests")
        assert 50 <= int(answer.headers["Retry-After"]) <= 60
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    assert_problem(browser.inventory.get("/operations", headers=bearer), 429, "too_many_requests")
    assert browser.inventory.get("/products").status == 200
    assert Browser(guarded).sign_in().status == 204


def test_guessing_by_another_way_is_counted_too(browser):
    credentials = {"Authorization": "Bearer wrong"}
    for _ in range(5):
        assert_problem(browser.payment.get("/orders", headers=credentials), 401, "unauthorized")
    assert_problem(browser.payment.get("/orders", headers=credentials), 429, "too_many_requests")


def test_signing_out_ends_the_session_at_once_in_both_services(browser):
    browser.sign_in()
    stolen = browser.cookies()
    browser.sign_out()
    for http in (browser.inventory, browser.payment):
        assert_problem(http.get("/operations", headers=stolen), 401, "unauthorized")


def test_a_session_is_stored_without_its_id_and_without_the_token(guarded, browser):
    browser.sign_in()
    redis = guarded.inventory_redis.connection()
    stored = {key: redis.get(key) for key in redis.keys("inventory:{*}:staff_session:*")}
    assert stored and all(0 < redis.pttl(key) <= 12 * 60 * 60 * 1000 for key in stored)
    assert browser.cookie.split("=")[1] not in str(stored) and TOKEN not in str(stored)


def test_a_session_holds_in_both_services_when_each_has_its_own_redis(tmp_path):
    system = System(tmp_path, separate_redis=True, SOUK_ADMIN_TOKEN=TOKEN)
    try:
        browser = Browser(system.start())
        browser.sign_in()
        for http in (browser.inventory, browser.payment):
            assert http.get("/operations", headers=browser.cookies()).status == 200
        assert system.payment_redis.connection().keys("*staff_session*") == []
        system.inventory_redis.kill()
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        assert_problem(browser.payment.get("/orders", headers=browser.cookies()), 503, "unavailable")
        assert browser.payment.get("/orders", headers=bearer).status == 200
    finally:
        system.stop()


def test_a_cookie_of_a_session_that_has_ended_is_taken_away(browser):
    browser.cookie = "souk_admin=" + "a" * 64
    answer = browser.payment.get("/orders", headers=browser.cookies())
    assert_problem(answer, 401, "unauthorized")
    browser.keep(answer)
    assert browser.cookie is None


def test_a_cookie_acts_only_for_our_own_pages(guarded, browser):
    browser.sign_in()
    new = {"name": "p", "price": 1, "quantity": 1}
    own = f"http://127.0.0.1:{guarded.inventory.port}"
    for origin in (None, "http://localhost:3000", own):
        answer = browser.inventory.post("/products", new, headers=browser.cookies(Origin=origin))
        assert answer.status == 201, origin
    for origin in ("null", "http://evil.example", f"http://localhost:{guarded.inventory.port}"):
        answer = browser.inventory.post("/products", new, headers=browser.cookies(Origin=origin))
        assert_problem(answer, 401, "unauthorized")


def test_without_a_token_no_client_needs_to_sign_in(souk):
    assert souk.inventory.get("/session").json == {"admin": True, "required": False}
    assert souk.inventory.post("/session", {"token": "any"}).status == 204
    assert souk.inventory.get("/operations").status == 200
