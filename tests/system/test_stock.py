"""A unit is never sold twice, and what is shown adds up."""

import random
from collections import Counter

import pytest
from souk import assert_problem, in_parallel, wait_until

pytestmark = pytest.mark.cluster


def outcomes(souk, answers):
    """How each POST /orders ended: "completed", or the reason why not."""
    ended = []
    for answer in answers:
        if answer.status == 201:
            order = souk.final_order(answer.json["pk"])
            ended.append(order["reason"] if order["status"] == "rejected" else order["status"])
        else:
            assert answer.status == 409, answer
            ended.append(answer.json["code"])
    return Counter(ended)


def test_of_two_buyers_of_one_unit_exactly_one_gets_it(souk):
    for _ in range(5):
        product_id = souk.create_product(quantity=1)["id"]
        ended = outcomes(souk, in_parallel(souk.order, [product_id] * 2))
        assert ended == {"completed": 1, "sold_out": 1}
        souk.wait_for_product(product_id, quantity=0, available=0)


def test_of_many_buyers_exactly_as_many_are_served_as_there_are_units(souk):
    product_id = souk.create_product(quantity=7)["id"]
    ended = outcomes(souk, in_parallel(souk.order, [product_id] * 40))
    assert ended == {"completed": 7, "sold_out": 33}
    souk.wait_for_product(product_id, quantity=0, available=0)


def test_an_order_of_more_than_there_is_takes_nothing(souk):
    product_id = souk.create_product(quantity=10)["id"]
    assert outcomes(souk, [souk.order(product_id, 11)]) == {"insufficient_stock": 1}
    assert souk.quiet_product(product_id)["quantity"] == 10
    assert outcomes(souk, [souk.order(product_id, 10)]) == {"completed": 1}
    souk.wait_for_product(product_id, quantity=0, available=0)


def test_an_order_of_more_than_there_is_is_rejected_at_once_not_after_the_delay(own_souk):
    product_id = own_souk.create_product(quantity=10)["id"]
    with own_souk.inventory_consumer.paused():
        answers = [own_souk.order(product_id, 6) for _ in range(2)]
    first, second = [answer.json["pk"] for answer in answers]
    rejected = own_souk.wait_for_order(second, "rejected")
    assert rejected["reason"] == "insufficient_stock"
    assert own_souk.wait_for_order(first, "completed")["updated_at"] > rejected["updated_at"]


def test_a_product_without_stock_is_refused_at_the_door(souk):
    empty = souk.create_product(quantity=0)["id"]
    assert_problem(souk.order(empty), 409, "sold_out")

    product_id = souk.create_product(quantity=1)["id"]
    assert outcomes(souk, [souk.order(product_id)]) == {"completed": 1}

    def refused():
        answer = souk.order(product_id)
        return answer if answer.status != 201 else None

    assert_problem(wait_until(refused, what="payment knows that it is sold out"), 409, "sold_out")


def test_a_product_that_is_filled_up_can_be_bought_again(souk):
    product_id = souk.create_product(quantity=0)["id"]
    assert_problem(souk.order(product_id), 409, "sold_out")
    assert souk.inventory.patch(f"/products/{product_id}", {"quantity": 1}).status == 200

    def accepted():
        answer = souk.order(product_id)
        return answer.json["pk"] if answer.status == 201 else None

    souk.wait_for_order(wait_until(accepted, what="payment knows of the new stock"), "completed")
    souk.wait_for_product(product_id, quantity=0, available=0)


def test_available_is_the_quantity_without_what_is_reserved(souk):
    product_id = souk.create_product(quantity=100)["id"]
    with souk.payment_consumer.paused():
        first, second = souk.place_order(product_id, 10), souk.place_order(product_id, 5)
        souk.wait_for_product(product_id, available=85, quantity=100)
    for pk in (first, second):
        souk.wait_for_order(pk, "completed")
    souk.wait_for_product(product_id, available=85, quantity=85)


def test_an_edit_below_what_is_reserved_is_refused_and_changes_nothing(souk):
    product_id = souk.create_product(quantity=100)["id"]
    path = f"/products/{product_id}"
    with souk.payment_consumer.paused():
        pk = souk.place_order(product_id, 30)
        before = souk.wait_for_product(product_id, available=70)
        refused = souk.inventory.patch(path, {"quantity": 29, "name": "renamed", "price": 1})
        assert_problem(refused, 409, "stock_reserved")
        assert souk.product(product_id) == before
        lowered = souk.inventory.patch(path, {"quantity": 30})
        assert (lowered.status, lowered.json["quantity"], lowered.json["available"]) == (200, 30, 0)
        raised = souk.inventory.patch(path, {"quantity": 50})
        assert (raised.status, raised.json["quantity"], raised.json["available"]) == (200, 50, 20)
    souk.wait_for_order(pk, "completed")
    souk.wait_for_product(product_id, quantity=20, available=20)


def test_under_orders_and_edits_at_once_nothing_goes_below_zero_and_sums_add_up(souk):
    product_id = souk.create_product(quantity=50)["id"]
    path = f"/products/{product_id}"
    chance = random.Random(2)
    seen = []

    def act(step):
        if step % 10 == 9:
            answer = souk.inventory.patch(path, {"quantity": chance.randint(0, 60)})
            assert answer.status == 200 or answer.json["code"] == "stock_reserved", answer
        elif step % 3 == 2:
            seen.append(souk.product(product_id))
        else:
            answer = souk.order(product_id, chance.randint(1, 4))
            assert answer.status in (201, 409), answer
            return answer

    placed = [answer for answer in in_parallel(act, range(240)) if answer is not None]
    ended = outcomes(souk, placed)
    assert ended["completed"] > 0
    assert len(seen) > 50
    for product in seen:
        assert 0 <= product["available"] <= product["quantity"], product
    left = souk.quiet_product(product_id)["quantity"]
    assert souk.inventory.patch(path, {"quantity": 1000}).json["available"] == 1000
    assert left <= 60


def test_without_edits_units_sold_and_left_are_those_there_were(souk):
    product_id = souk.create_product(quantity=100)["id"]
    chance = random.Random(3)
    answers = in_parallel(lambda _: souk.order(product_id, chance.randint(1, 3)), range(80))
    outcomes(souk, answers)
    orders = [souk.read_order(answer.json["pk"]) for answer in answers if answer.status == 201]
    sold = sum(order["quantity"] for order in orders if order["status"] == "completed")
    assert sold > 90
    souk.wait_for_product(product_id, quantity=100 - sold, available=100 - sold)
