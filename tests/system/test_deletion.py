"""A product that is deleted while its orders are under way."""

import pytest
from conftest import running_system
from souk import assert_problem, wait_until

pytestmark = pytest.mark.cluster


def test_a_paid_order_whose_product_is_gone_is_first_completed_and_then_refunded(souk):
    product_id = souk.create_product()["id"]
    pk = souk.place_order(product_id, 10)
    souk.wait_for_product(product_id, available=90)
    with souk.inventory_consumer.paused():  # so that the refund waits until completed was seen
        assert souk.inventory.delete(f"/products/{product_id}").status == 204
        assert souk.wait_for_order(pk, "completed")["reason"] is None
    refunded = souk.wait_for_order(pk, "refunded")
    assert refunded["reason"] == "product_deleted"
    assert refunded["amount"] == 240.0


def test_an_order_that_meets_no_product_is_rejected_and_never_paid(souk):
    product_id = souk.create_product()["id"]
    with souk.inventory_consumer.paused():
        pk = souk.place_order(product_id, 10)
        assert souk.inventory.delete(f"/products/{product_id}").status == 204
    assert souk.wait_for_order(pk, "rejected")["reason"] == "product_not_found"


def test_a_deletion_after_the_units_were_sold_changes_no_order(souk):
    product_id, other_id = souk.create_product()["id"], souk.create_product()["id"]
    pk = souk.place_order(product_id, 10)
    souk.wait_for_product(product_id, quantity=90)
    assert souk.inventory.delete(f"/products/{product_id}").status == 204
    later = souk.place_order(other_id)  # by the time it is done the first would be refunded, too
    souk.wait_for_product(other_id, quantity=99)
    assert souk.read_order(later)["status"] == "completed"
    assert souk.read_order(pk)["status"] == "completed"


def test_a_deleted_product_is_gone_for_readers_and_buyers(souk):
    product_id = souk.create_product()["id"]
    souk.place_order(product_id)
    assert souk.inventory.delete(f"/products/{product_id}").status == 204
    assert_problem(souk.inventory.get(f"/products/{product_id}"), 404, "product_not_found")
    assert_problem(souk.inventory.delete(f"/products/{product_id}"), 404, "product_not_found")
    assert product_id not in souk.inventory.get("/products").text

    def refused():
        answer = souk.order(product_id)
        return answer if answer.status != 201 else None

    assert_problem(wait_until(refused, what="the deletion reaches payment"), 404, "product_not_found")


@pytest.fixture
def patient(tmp_path):
    """A system that settles late enough for many orders to be placed before."""
    yield from running_system(tmp_path, SOUK_SETTLE_DELAY="3s")


def test_every_order_of_a_deleted_product_ends_rejected_or_refunded(patient):
    souk = patient
    product_id = souk.create_product(quantity=30)["id"]
    pks = [souk.place_order(product_id) for _ in range(20)]
    assert souk.inventory.delete(f"/products/{product_id}").status == 204

    def ended():
        states = {souk.read_order(pk)["status"] for pk in pks}
        return states if states <= {"rejected", "refunded"} else None

    wait_until(ended, what="nobody stays charged")
