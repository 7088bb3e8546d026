"""What the owner does to the stock and its ledger, freeze and release, and the sale in figures."""

import datetime

import pytest

from client import Http
from event_stream import Stream
from souk import System, assert_problem, wait_until

TOKEN = "secret-token-of-the-owner"


@pytest.fixture(scope="module")
def owner(tmp_path_factory):
    """A shop whose admin needs a token."""
    system = System(tmp_path_factory.mktemp("owner"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


def ledger(http, product_id, query=""):
    answer = http.get(f"/products/{product_id}/ledger{query}")
    assert answer.status == 200, answer
    assert answer.json["balanced"]
    return answer.json


def lines(http, product_id):
    """Oldest first."""
    entries = reversed(ledger(http, product_id)["entries"])
    return [(entry["kind"], entry["change"], entry["quantity"], entry["reason"], entry["who"]) for entry in entries]


def signed_in(owner):
    browser = Http(owner.inventory.port)
    cookie = browser.post("/session", {"token": TOKEN}).headers["Set-Cookie"].split(";")[0]
    return Http(owner.inventory.port, {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})


def test_each_change_by_a_person_has_its_reason_time_and_author_and_the_sum_is_the_stock(owner):
    http, browser = owner.inventory, signed_in(owner)
    product = http.post("/products?reason=first%20delivery", {"name": "lamp", "price": 20.0, "quantity": 10}).json["id"]
    owner.wait_for_order(owner.place_order(product, 4), "completed")
    owner.wait_for_product(product, quantity=6)
    assert browser.post(f"/products/{product}/stock", {"add": 10, "reason": "delivery"}).json["quantity"] == 16
    assert http.post(f"/products/{product}/stock", {"counted": 15, "reason": "shelf"}).json["available"] == 15
    assert http.patch(f"/products/{product}?reason=sale", {"price": 15.0}).status == 200
    batch = {"items": [{"id": product, "quantity": 20}]}
    assert http.post("/products/batch?reason=import%20of%20May", batch).status == 200
    found = lines(http, product)
    session = found[1][4]
    assert session.startswith("session ") and len(session) == 16
    assert found == [("created", 10, 10, "first delivery", "token"), ("added", 10, 16, "delivery", session),
                     ("counted", -1, 15, "shelf", "token"), ("edited", 0, 15, "sale", "token"),
                     ("imported", 5, 20, "import of May", "token")]
    newest = ledger(http, product, "?limit=1")
    assert newest["sold"] == 4 and [entry["price"] for entry in newest["entries"]] == [15.0]
    at = datetime.datetime.fromisoformat(newest["entries"][0]["at"].replace("Z", "+00:00"))
    assert abs(at - datetime.datetime.now(datetime.timezone.utc)) < datetime.timedelta(minutes=1)
    stranger = Http(http.port)
    assert_problem(stranger.get(f"/products/{product}/ledger"), 401, "unauthorized")
    assert_problem(stranger.post(f"/products/{product}/stock", {"add": 1, "reason": "x"}), 401, "unauthorized")


def test_a_repeated_change_of_stock_has_its_effect_once(owner):
    http, key = owner.inventory, {"Idempotency-Key": "delivery-7"}
    product = owner.create_product(quantity=1)["id"]
    path, body = f"/products/{product}/stock", {"add": 5, "reason": "delivery"}
    answers = [http.post(path, body, headers=key) for _ in range(3)]
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true"]
    assert {answer.json["quantity"] for answer in answers} == {6}
    assert_problem(http.post(path, {**body, "add": 6}, headers=key), 422, "idempotency_key_reused")
    assert_problem(http.post(path, {"add": -7, "reason": "broken"}), 409, "stock_reserved")
    fault = assert_problem(http.post(path, {"add": 10**9, "reason": "typo"}), 422, "validation_failed")["errors"][0]
    assert fault["loc"] == ["body", "add"]
    for bad in ({"reason": "neither"}, {"add": 1, "counted": 1, "reason": "both"}, {"add": 1}):
        assert_problem(http.post(path, bad), 422, "validation_failed")
    assert len(ledger(http, product)["entries"]) == 2


def test_a_frozen_product_takes_no_orders_and_those_that_it_has_go_on(owner):
    product = owner.create_product(quantity=10)["id"]
    pk = owner.place_order(product, 1)
    owner.wait_for_product(product, available=9)
    assert owner.inventory.patch(f"/products/{product}?reason=wrong%20price", {"state": "frozen"}).status == 200
    assert owner.product(product)["state"] == "frozen"
    assert product in [shown["id"] for shown in Http(owner.inventory.port).get("/products").json]

    def refused():
        answer = owner.order(product)
        return answer.status == 409 and answer.json["code"] == "not_on_sale" and "stopped the sale" in answer.json["detail"]

    wait_until(refused, what="payment refuses")
    owner.wait_for_order(pk, "completed")
    assert owner.inventory.patch(f"/products/{product}", {"state": "active"}).status == 200
    wait_until(lambda: owner.order(product).status == 201, what="it is sold again")
    assert [kind for kind, *_ in lines(owner.inventory, product)] == ["created", "frozen", "released"]


def test_the_sale_of_a_product_is_watched_by_its_owner_only(owner):
    product = owner.create_product(quantity=10)["id"]
    path = f"/products/{product}/sale/events"
    assert_problem(Http(owner.inventory.port).get(path), 401, "unauthorized")
    with Stream(owner.inventory.port, path, headers={"Authorization": f"Bearer {TOKEN}"}) as stream:
        nothing = {"state": "active", "orders": 0, "sold": 0, "returned": 0, "held": 0, "left": 10}
        assert stream.data("sale") == nothing
        owner.place_order(product, 3)
        assert stream.until(lambda sale: sale["held"] == 3, "sale") == {**nothing, "orders": 1, "held": 3, "left": 7}
        assert stream.until(lambda sale: sale["sold"] == 3, "sale") == {**nothing, "orders": 1, "sold": 3, "left": 7}
        assert owner.inventory.delete(f"/products/{product}").status == 204
        assert stream.data("product_deleted") == {"id": product}


def test_turnover_has_what_is_left_and_who_was_refused(owner):
    product = owner.create_product(quantity=4, limit_per_order=3)["id"]
    owner.wait_for_order(owner.place_order(product, 3), "completed")
    assert owner.order(product, 4).status == 422
    owner.order(product, 2)  # refused at the door, or by inventory if the door does not know yet
    refused = [{"reason": "insufficient_stock", "count": 1}, {"reason": "limit_reached", "count": 1}]
    wait_until(lambda: owner.payment.get(f"/turnover/product?id={product}").json["refusals"] == refused, what="the refusals are counted")
    owner.inventory.patch(f"/products/{product}", {"description": "one is left"})  # payment asks again

    def of_product():
        return next(one for one in owner.payment.get("/turnover").json["products"] if one["product_id"] == product)

    wait_until(lambda: of_product()["left"] == 1, what="payment knows what is left")
    mine, shown = of_product(), owner.payment.get("/turnover").json
    assert (mine["units"], mine["sell_through"], mine["refusals"]) == (3, 75, refused)
    assert sum(one["count"] for day in shown["days"] for one in day["refusals"]) == sum(one["count"] for one in shown["refusals"])
    assert owner.payment.get(f"/turnover/product?id={product}").json["units"] == 3
    assert_problem(Http(owner.payment.port).get(f"/turnover/product?id={product}"), 401, "unauthorized")
