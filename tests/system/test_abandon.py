"""Giving up is a request: the first request under a key decides, the order or its end."""

import random
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from event_stream import Stream
from souk import assert_problem, in_parallel, wait_until

pytestmark = pytest.mark.cluster

RACES = 200


def new_key():
    return str(uuid.uuid4())


def abandon(souk, product_id, quantity=1, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return souk.payment.post("/orders/abandon", {"id": product_id, "quantity": quantity}, headers=headers)


def assert_cancelled(answer, status=200):
    assert answer.status == status, answer
    order = answer.json
    assert (order["status"], order["reason"]) == ("cancelled", "cancelled_by_buyer"), order
    assert [step["step"] for step in order["timeline"]] == ["placed", "cancelled"]
    return order


def test_an_order_that_comes_late_is_cancelled_and_takes_nothing(souk):
    product_id, key = souk.create_product()["id"], new_key()
    order = assert_cancelled(abandon(souk, product_id, 10, key))
    assert (order["amount"], order["product_name"]) == (240.0, "product")
    late = souk.order(product_id, 10, key)
    assert assert_cancelled(late, 201) == order
    assert late.headers["Idempotent-Replayed"] == "true"
    assert assert_cancelled(souk.payment.get(f"/orders/{order['pk']}")) == order
    souk.wait_for_order(souk.place_order(product_id), "completed")  # a later order has passed
    souk.wait_for_product(product_id, quantity=99, available=99)


def test_an_order_that_came_first_stays_and_is_answered(souk):
    product_id, key = souk.create_product()["id"], new_key()
    with souk.payment_consumer.paused():
        placed = souk.order(product_id, 10, key)
        answer = abandon(souk, product_id, 10, key)
    assert (answer.status, answer.body) == (200, placed.body)
    souk.wait_for_order(placed.json["pk"], "completed")
    assert abandon(souk, product_id, 10, key).json["status"] == "completed"
    souk.wait_for_product(product_id, quantity=90, available=90)


def test_twice_is_once(souk):
    product_id, key = souk.create_product()["id"], new_key()
    answers = in_parallel(lambda _: abandon(souk, product_id, 1, key), range(16))
    assert {answer.body for answer in answers} == {answers[0].body}
    assert_cancelled(answers[0])
    assert len(souk.payment.get(f"/orders?product_id={product_id}").json) == 1


def test_the_key_is_needed_and_bound_to_its_body(souk):
    product_id, key = souk.create_product()["id"], new_key()
    missing = assert_problem(abandon(souk, product_id), 422, "validation_failed")
    assert [(fault["loc"], fault["type"]) for fault in missing["errors"]] == [(["header", "Idempotency-Key"], "missing")]
    both = souk.payment.post("/orders/abandon", {"id": product_id})
    assert [fault["loc"] for fault in both.json["errors"]] == [["header", "Idempotency-Key"], ["body", "quantity"]]
    assert_cancelled(abandon(souk, product_id, 1, key))
    assert_problem(abandon(souk, product_id, 2, key), 422, "idempotency_key_reused")
    assert_problem(souk.order(product_id, 2, key), 422, "idempotency_key_reused")


def test_it_works_when_the_product_has_gone(souk):
    product_id = souk.create_product()["id"]
    assert souk.inventory.delete(f"/products/{product_id}").status == 204
    wait_until(lambda: souk.order(product_id).status == 404, what="payment knows that it is deleted")
    order = assert_cancelled(abandon(souk, product_id, 3, new_key()))
    assert (order["product_id"], order["quantity"]) == (product_id, 3)
    assert [order[name] for name in ("product_name", "price", "fee", "total", "amount")] == [None] * 5


def test_it_works_when_inventory_is_unavailable(own_souk):
    known, other, key = own_souk.create_product()["id"], own_souk.create_product()["id"], new_key()

    def is_known():  # not at once: payment follows the changes of products, and the creation is one
        assert quote().status == 200
        with own_souk.inventory_api.paused():
            return quote().status == 200

    def quote():
        return own_souk.payment.post("/quotes", {"lines": [{"id": known, "quantity": 1}]})

    wait_until(is_known, what="payment knows the product without inventory")
    own_souk.inventory_api.kill()
    assert assert_cancelled(abandon(own_souk, known, 1, new_key()))["amount"] == 24.0
    order = assert_cancelled(abandon(own_souk, other, 1, key))
    assert order["amount"] is None
    own_souk.inventory_api.start()
    own_souk.wait_until_ready()
    assert assert_cancelled(own_souk.order(other, 1, key), 201) == order


def test_cancelled_orders_are_listed_counted_and_watched(own_souk):
    product_id, key = own_souk.create_product()["id"], new_key()
    order = assert_cancelled(abandon(own_souk, product_id, 1, key))
    own_souk.place_order(product_id)
    assert own_souk.payment.get("/orders?status=cancelled").json == [order]
    assert len(own_souk.payment.get("/orders").json) == 2
    assert 'souk_orders{status="cancelled"} 1' in own_souk.payment.get("/metrics").text
    with Stream(own_souk.payment.port, f"/orders/{order['pk']}/events") as stream:
        assert stream.data("order") == order


def test_of_an_order_and_its_abandonment_at_the_same_moment_one_decides(own_souk):
    product_id = own_souk.create_product(quantity=RACES)["id"]

    def race(number):
        key, chance = new_key(), random.Random(number)
        asks = [lambda: own_souk.order(product_id, 1, key), lambda: abandon(own_souk, product_id, 1, key)]
        chance.shuffle(asks)
        with ThreadPoolExecutor(2) as pool:
            answers = [asked.result() for asked in [pool.submit(ask) for ask in asks]]
        assert {answer.status for answer in answers} == {200, 201}, answers
        orders = [answer.json for answer in answers]
        assert orders[0]["pk"] == orders[1]["pk"]
        assert len({order["status"] == "cancelled" for order in orders}) == 1, orders
        return orders[0]["pk"], orders[0]["status"] == "cancelled"

    outcomes = dict(in_parallel(race, range(RACES), threads=8))
    assert len(outcomes) == RACES
    bought = [pk for pk, cancelled in outcomes.items() if not cancelled]
    for pk in bought:
        own_souk.wait_for_order(pk, "completed")
    listed = [order for page in own_souk.pages(own_souk.payment, "/orders?limit=100") for order in page]
    assert {order["pk"]: order["status"] == "cancelled" for order in listed} == outcomes
    left = RACES - len(bought)
    own_souk.wait_for_product(product_id, quantity=left, available=left)


def test_what_was_abandoned_stays_so_over_crashes(own_souk):
    product_id, key = own_souk.create_product()["id"], new_key()
    order = assert_cancelled(abandon(own_souk, product_id, 1, key))
    for service in (own_souk.payment_api, own_souk.payment_consumer, own_souk.inventory_consumer):
        service.restart()
    own_souk.payment_redis.kill()
    own_souk.payment_redis.start()
    own_souk.wait_until_ready()
    assert assert_cancelled(own_souk.order(product_id, 1, key), 201) == order
    own_souk.wait_for_product(product_id, quantity=100, available=100)
