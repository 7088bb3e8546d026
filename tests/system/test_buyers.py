"""Buyers sign in with a code that comes by mail; a session is theirs alone."""

import re

import pytest
from client import Http
from processes import wait_until
from souk import System, assert_problem

pytestmark = pytest.mark.cluster

clients = iter(range(1, 250))
DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("buyers"), worker=True)
    try:
        yield system.start()
    finally:
        system.stop()


def mails(shop, email):
    files = (shop.folder / "data/mail").glob("*.sign_in.eml")
    return {file for file in files if f"To: {email}\n" in file.read_text().replace("\r", "")}


class Browser:
    """A client with an address of its own, as the gateway reports it, which keeps its cookie."""

    def __init__(self, shop):
        self.shop, self.cookie = shop, None
        self.http = Http(shop.payment.port, {"X-Real-IP": f"10.0.0.{next(clients)}"})

    def headers(self, **more):
        return {**({"Cookie": self.cookie} if self.cookie else {}), **more}

    def ask(self, email):
        return self.http.post("/buyers", {"email": email})

    def code_for(self, email):
        before = mails(self.shop, email)
        answer = self.ask(email)
        assert (answer.status, answer.body) == (202, b"")
        [mail] = wait_until(lambda: mails(self.shop, email) - before, 20, "a mail with a code")
        text = mail.read_text()
        assert mail.parent.stat().st_mode & 0o077 == 0
        return re.search(r"^Subject: Your sign-in code: (\d{6})$", text, re.MULTILINE)[1]

    def verify(self, email, code, **headers):
        answer = self.http.post("/buyers/verify", {"email": email, "code": code}, headers=self.headers(**headers))
        if cookie := answer.headers.get("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return answer

    def sign_in(self, email):
        assert self.verify(email, self.code_for(email)).status == 200
        return self

    def me(self):
        return self.http.get("/buyers/me", headers=self.headers()).json

    def orders(self):
        return self.http.get("/buyers/me/orders", headers=self.headers())

    def place(self, product, **headers):
        return self.http.post("/orders", {"id": product, "quantity": 1}, headers=self.headers(**headers))

    def sign_out(self, everywhere=False, **headers):
        return self.http.post("/buyers/sign-out", {"everywhere": everywhere}, headers=self.headers(**headers))


@pytest.fixture
def browser(shop):
    return Browser(shop)


def wrong(code):
    return "000000" if code != "000000" else "000001"


def expire(shop, kind):
    """As if Redis' clock had passed the end of these keys."""
    redis = shop.payment_redis.connection()
    keys = list(redis.scan_iter(match=f"payment:{{*}}:{kind}:*"))
    assert keys
    for key in keys:
        redis.pexpire(key, 0)


def test_a_buyer_signs_in_with_the_code_from_the_mail_and_out_again(browser):
    assert browser.me() == {"signed_in": False, "email": None}
    answer = browser.verify("ada@example.com", browser.code_for("ada@example.com"))
    assert answer.json == browser.me() == {"signed_in": True, "email": "a…@example.com"}
    pair, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert re.fullmatch("souk_buyer=[0-9a-f]{44}", pair)
    assert sorted(attributes) == ["HttpOnly", f"Max-Age={30 * DAY}", "Path=/", "SameSite=Strict"]
    left = browser.sign_out()
    assert left.status == 204 and "Max-Age=0" in left.headers["Set-Cookie"]
    assert browser.me() == {"signed_in": False, "email": None}
    assert_problem(browser.orders(), 401, "sign_in_required")


def test_the_answers_to_a_known_and_to_an_unknown_address_are_the_same(shop, browser):
    Browser(shop).sign_in("known@example.com")
    answers = [browser.ask(email) for email in ("known@example.com", "unknown@example.com")]
    seen = [(answer.status, answer.body, sorted(set(answer.headers) - {"X-Request-Id", "Date"})) for answer in answers]
    assert seen[0] == seen[1] and seen[0][0] == 202
    refused = [browser.verify(email, "000000") for email in ("known@example.com", "never-asked@example.com")]
    assert {answer.json["detail"] for answer in refused} == {refused[0].json["detail"]}
    assert {answer.status for answer in refused} == {403}


def test_my_orders_are_the_same_on_every_device_and_nobody_elses(shop, browser):
    product, phone, other = shop.create_product()["id"], Browser(shop).sign_in("eva@example.com"), Browser(shop)
    browser.sign_in("Eva@Example.com")
    first, second = (device.place(product).json["pk"] for device in (browser, phone))
    guest = other.place(product)
    assert guest.status == 201
    for device in (browser, phone):
        wait_until(lambda device=device: [order["pk"] for order in device.orders().json] == [second, first], what="both are listed")
    assert other.sign_in("other@example.com").orders().json == []


def test_a_code_is_refused_when_replayed_guessed_or_expired_and_always_in_the_same_words(shop, browser):
    code, answers = browser.code_for("bob@example.com"), []
    answers.append(browser.verify("bob@example.com", wrong(code)))
    assert browser.verify("bob@example.com", code).status == 200
    answers.append(browser.verify("bob@example.com", code))
    late = browser.code_for("bob@example.com")
    expire(shop, "sign_in")
    answers.append(browser.verify("bob@example.com", late))
    assert {assert_problem(answer, 403, "wrong_code")["detail"] for answer in answers} == {answers[0].json["detail"]}
    assert all("Set-Cookie" not in answer.headers for answer in answers)


def test_after_five_guesses_the_right_code_waits_from_whatever_address_it_comes(shop, browser):
    code = browser.code_for("carl@example.com")
    for _ in range(5):
        assert_problem(browser.verify("carl@example.com", wrong(code)), 403, "wrong_code")
    for client in (browser, Browser(shop)):
        answer = client.verify("carl@example.com", code)
        assert_problem(answer, 429, "too_many_requests")
        assert 1 <= int(answer.headers["Retry-After"]) <= 600
    expire(shop, "sign_in_tries")
    assert Browser(shop).verify("carl@example.com", code).status == 200


def test_an_address_gets_some_codes_and_then_waits(browser):
    for _ in range(5):
        assert browser.ask("dora@example.com").status == 202
    answer = browser.ask("dora@example.com")
    assert_problem(answer, 429, "too_many_requests")
    assert 590 <= int(answer.headers["Retry-After"]) <= 600


def test_a_session_does_nothing_for_a_page_of_another_origin(shop, browser):
    product = shop.create_product()["id"]
    browser.sign_in("finn@example.com")
    for foreign in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert_problem(browser.place(product, **foreign), 403, "other_origin")
        assert_problem(browser.sign_out(**foreign), 403, "other_origin")
        assert_problem(browser.verify("finn@example.com", "000000", **foreign), 403, "other_origin")
    assert browser.me()["signed_in"] and browser.orders().json == []
    own = {"Origin": f"http://127.0.0.1:{shop.payment.port}"}
    assert browser.place(product, **own).status == 201


def test_who_has_signed_in_gets_what_is_limited_and_no_more(shop, browser):
    product = shop.create_product(limit_per_customer=1)["id"]
    assert_problem(browser.place(product), 401, "sign_in_required")
    browser.sign_in("hana@example.com")
    first, second = (browser.place(product).json["pk"] for _ in range(2))
    shop.wait_for_order(first, "completed")
    assert shop.wait_for_order(second, "rejected")["reason"] == "limit_reached"


def test_a_session_that_was_revoked_is_refused_at_once_everywhere(shop, browser):
    phone = Browser(shop).sign_in("gina@example.com")
    stolen, browser.cookie = Browser(shop), browser.sign_in("gina@example.com").cookie
    stolen.cookie = browser.cookie
    browser.sign_out()
    assert not stolen.me()["signed_in"] and phone.me()["signed_in"]
    browser.sign_in("gina@example.com").sign_out(everywhere=True)
    assert not phone.me()["signed_in"]
    assert_problem(phone.orders(), 401, "sign_in_required")
    assert_problem(phone.sign_out(everywhere=True), 401, "sign_in_required")
    assert phone.place(shop.create_product()["id"]).status == 201, "a guest may still order"


def test_no_log_and_no_metric_has_an_address_or_a_code(shop, browser):
    code = browser.code_for("hugo@example.com")
    browser.verify("hugo@example.com", code)
    for service in shop.services:
        assert "hugo@example.com" not in service.output() and browser.cookie not in service.output()
    figures = shop.worker.http.get("/metrics").text
    assert 'souk_mails_total{outcome="file",step="sign_in"}' in figures and code not in figures


def test_the_store_cannot_read_a_code(shop, browser):
    browser.code_for("ida@example.com")
    [mail] = mails(shop, "ida@example.com")
    assert_problem(shop.payment.get(f"/mails/{mail.stem}"), 404, "mail_not_found")
    assert all(listed["step"] != "sign_in" for listed in shop.payment.get("/mails").json)
