"""Idempotency-Key: a repeated request returns the same order."""

import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from souk import assert_problem, wait_until

pytestmark = pytest.mark.cluster


def new_key():
    return str(uuid.uuid4())


def orders_of(souk, product_id):
    orders = [order for page in souk.pages(souk.payment, "/orders?limit=100") for order in page]
    return [order["pk"] for order in orders if order["product_id"] == product_id]


def test_the_same_order_again_gets_the_first_answer_and_says_so(souk):
    product_id, key = souk.create_product()["id"], new_key()
    with souk.payment_consumer.paused():
        first, again = souk.order(product_id, 10, key), souk.order(product_id, 10, key)
    assert first.status == 201
    assert "Idempotent-Replayed" not in first.headers
    assert (again.status, again.body) == (201, first.body)
    assert again.headers["Idempotent-Replayed"] == "true"
    souk.wait_for_order(first.json["pk"], "completed")
    souk.wait_for_product(product_id, quantity=90, available=90)
    assert orders_of(souk, product_id) == [first.json["pk"]]


def test_an_order_repeated_when_it_is_long_done_is_still_the_same_order(souk):
    product_id, key = souk.create_product()["id"], new_key()
    pk = souk.place_order(product_id, 10, key)
    souk.wait_for_order(pk, "completed")
    again = souk.order(product_id, 10, key)
    assert (again.status, again.json["pk"], again.headers["Idempotent-Replayed"]) == (201, pk, "true")
    assert souk.quiet_product(product_id)["quantity"] == 90


def test_the_same_key_with_another_body_is_refused_and_orders_nothing(souk):
    product_id, other_id, key = souk.create_product()["id"], souk.create_product()["id"], new_key()
    pk = souk.place_order(product_id, 10, key)
    assert_problem(souk.order(product_id, 11, key), 422, "idempotency_key_reused")
    assert_problem(souk.order(other_id, 10, key), 422, "idempotency_key_reused")
    assert souk.order(product_id, 10, key).json["pk"] == pk
    souk.wait_for_product(product_id, quantity=90, available=90)
    assert orders_of(souk, product_id) == [pk]
    assert orders_of(souk, other_id) == []


def test_duplicates_at_the_same_moment_make_one_order(own_souk):
    product_id, key = own_souk.create_product()["id"], new_key()
    own_souk.wait_for_order(own_souk.place_order(product_id), "completed")
    with ThreadPoolExecutor(32) as pool:
        with own_souk.inventory_redis.paused():  # so that each has looked for the key before any has bound it
            asked = [pool.submit(own_souk.order, product_id, 10, key) for _ in range(32)]
            time.sleep(0.7)
        answers = [one.result() for one in asked]
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json["pk"] for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    own_souk.wait_for_order(answers[0].json["pk"], "completed")
    own_souk.wait_for_product(product_id, quantity=89, available=89)
    assert len(orders_of(own_souk, product_id)) == 2


def test_other_keys_and_no_key_are_other_orders(souk):
    product_id = souk.create_product()["id"]
    pks = [souk.place_order(product_id, 1, key) for key in (new_key(), new_key(), None, None)]
    assert len(set(pks)) == 4
    souk.wait_for_product(product_id, quantity=96, available=96)


def test_a_repeat_after_a_restart_of_the_api_is_the_same_order(own_souk):
    product_id, key = own_souk.create_product()["id"], new_key()
    pk = own_souk.place_order(product_id, 10, key)
    own_souk.payment_api.restart()
    again = own_souk.order(product_id, 10, key)
    assert (again.status, again.json["pk"], again.headers["Idempotent-Replayed"]) == (201, pk, "true")
    assert_problem(own_souk.order(product_id, 11, key), 422, "idempotency_key_reused")
    own_souk.wait_for_product(product_id, quantity=90, available=90)


def test_a_repeat_is_answered_though_the_product_is_sold_out_meanwhile(souk):
    product_id, key = souk.create_product(quantity=10)["id"], new_key()
    pk = souk.place_order(product_id, 10, key)
    wait_until(lambda: souk.order(product_id).status == 409, what="payment knows that it is sold out")
    again = souk.order(product_id, 10, key)
    assert (again.status, again.json["pk"]) == (201, pk)


def test_a_repeat_is_answered_though_the_product_is_deleted_meanwhile(souk):
    product_id, key = souk.create_product()["id"], new_key()
    pk = souk.place_order(product_id, 10, key)
    assert souk.inventory.delete(f"/products/{product_id}").status == 204
    wait_until(lambda: souk.order(product_id).status == 404, what="payment knows that it is deleted")
    again = souk.order(product_id, 10, key)
    assert (again.status, again.json["pk"]) == (201, pk)


def test_a_repeat_is_answered_with_the_price_that_was_agreed(souk):
    product_id, key = souk.create_product(price=20.0)["id"], new_key()
    souk.place_order(product_id, 1, key)
    assert souk.inventory.patch(f"/products/{product_id}", {"price": 30.0}).status == 200

    def dearer():
        answer = souk.order(product_id)
        return answer.json["price"] == 30.0

    wait_until(dearer, what="payment knows the new price")
    assert souk.order(product_id, 1, key).json["price"] == 20.0


def test_a_refused_order_does_not_use_up_its_key(souk):
    product_id, key = souk.create_product(quantity=0)["id"], new_key()
    assert_problem(souk.order(product_id, 1, key), 409, "sold_out")
    assert souk.inventory.patch(f"/products/{product_id}", {"quantity": 5}).status == 200

    def accepted():
        answer = souk.order(product_id, 1, key)
        return answer if answer.status == 201 else None

    pk = wait_until(accepted, what="payment knows of the new stock").json["pk"]
    assert souk.place_order(product_id, 1, key) == pk
    souk.wait_for_product(product_id, quantity=4, available=4)
