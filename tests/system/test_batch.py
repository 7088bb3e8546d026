"""Many products are created and edited in one request."""

import pytest

from souk import assert_problem

LAMP = {"name": "Lamp", "price": 20.0, "quantity": 5}


def write(souk, *items):
    answer = souk.inventory.post("/products/batch", {"items": list(items)})
    assert answer.status == 200, answer
    results = answer.json["results"]
    assert len(results) == len(items)
    for result in results:
        assert list(result) == ["outcome", "product", "code", "detail"]
        assert (result["product"] is None) == (result["code"] is not None) == (result["outcome"] == "failed")
    return results


def faults(souk, body):
    problem = assert_problem(souk.inventory.post("/products/batch", body), 422, "validation_failed")
    return sorted(("/".join(map(str, fault["loc"])), fault["type"]) for fault in problem["errors"])


def test_an_item_without_an_id_is_a_new_product_and_one_with_an_id_an_edit(souk):
    made = [result["product"] for result in write(souk, LAMP, {**LAMP, "description": "d", "image": "/i.png"})]
    assert [souk.product(product["id"]) for product in made] == made
    results = write(souk, {"id": made[0]["id"], "price": 25.5}, {"id": made[1]["id"], **LAMP}, LAMP)
    assert [result["outcome"] for result in results] == ["updated", "unchanged", "created"]
    assert results[0]["product"] == souk.product(made[0]["id"]) == {
        **made[0], "price": 25.5, "version": 2, "updated_at": results[0]["product"]["updated_at"]}
    assert results[1]["product"] == made[1] == souk.product(made[1]["id"])


def test_the_same_batch_again_changes_nothing(souk):
    items = [{**LAMP, "name": f"Lamp {number}", "description": "x"} for number in range(100)]
    ids = [result["product"]["id"] for result in write(souk, *items)]
    again = write(souk, *[{"id": id_, **item} for id_, item in zip(ids, items)])
    assert {result["outcome"] for result in again} == {"unchanged"}
    assert {result["product"]["version"] for result in again} == {1}


def test_an_item_that_is_refused_keeps_no_other_from_being_written(souk):
    product = souk.create_product(quantity=10)
    souk.place_order(product["id"], 4)
    wait = souk.wait_for_product(product["id"], available=6)
    results = write(souk, {"id": "01M81D9X94GJ4T650VAD7E8EJ7", "price": 1}, {"id": product["id"], "price": 3.0}, LAMP)
    assert [result["outcome"] for result in results] == ["failed", "updated", "created"]
    assert results[0]["code"] == "product_not_found"
    assert "01M81D9X94GJ4T650VAD7E8EJ7" in results[0]["detail"]
    assert results[1]["product"]["price"] == 3.0 != wait["price"]


def test_a_quantity_below_what_is_reserved_is_refused_for_its_item_alone(own_souk):
    souk = own_souk
    product = souk.create_product(quantity=10)
    souk.payment_consumer.kill()  # so that the units stay reserved
    souk.place_order(product["id"], 4)
    souk.wait_for_product(product["id"], available=6)
    results = write(souk, {"id": product["id"], "quantity": 3}, LAMP)
    assert [(result["outcome"], result["code"]) for result in results] == [("failed", "stock_reserved"), ("created", None)]


def test_what_does_not_validate_is_told_whole_and_nothing_is_written(souk):
    before = souk.inventory.get("/products?limit=1").headers["X-Total-Count"]
    assert faults(souk, {"items": [LAMP, {}, {**LAMP, "price": -1, "colour": "red"}, {"id": "x"}, {"id": None}, 7]}) == [
        ("body/items/1/name", "missing"), ("body/items/1/price", "missing"), ("body/items/1/quantity", "missing"),
        ("body/items/2/colour", "extra_forbidden"), ("body/items/2/price", "greater_than_equal"),
        ("body/items/3/id", "ulid_parsing"), ("body/items/4/id", "string_type"), ("body/items/5", "model_type")]
    assert souk.inventory.get("/products?limit=1").headers["X-Total-Count"] == before


@pytest.mark.parametrize("body, fault", [({}, ("body/items", "missing")), ({"items": []}, ("body/items", "too_short")),
                                         ({"items": [LAMP] * 101}, ("body/items", "too_long")),
                                         ({"items": LAMP}, ("body/items", "list_type"))])
def test_a_batch_has_1_to_100_items(souk, body, fault):
    assert faults(souk, body) == [fault]


def test_what_a_product_was_read_as_may_be_sent_back(souk):
    product = souk.create_product()
    assert [result["outcome"] for result in write(souk, product)] == ["unchanged"]


def test_two_edits_of_one_product_are_applied_in_their_order(souk):
    product = souk.create_product()
    results = write(souk, *[{"id": product["id"], "quantity": number} for number in (7, 8, 9)])
    assert [result["product"]["version"] for result in results] == [2, 3, 4]
    assert souk.product(product["id"])["quantity"] == 9


def test_what_a_batch_wrote_is_found_at_once(souk):
    for number in range(10):
        results = write(souk, *[{**LAMP, "name": f"Batchling{number} {place}"} for place in range(20)])
        answer = souk.inventory.get(f"/products?q=batchling{number}")
        assert [p["id"] for p in answer.json] == sorted((r["product"]["id"] for r in results), reverse=True)
        souk.inventory.get(f"/products/{results[0]['product']['id']}")
        write(souk, {"id": results[0]["product"]["id"], "name": "Other"})
        assert souk.product(results[0]["product"]["id"])["name"] == "Other"


def test_it_is_the_admins(tmp_path_factory):
    from souk import Http, System

    system = System(tmp_path_factory.mktemp("admin"), SOUK_ADMIN_TOKEN="secret-token-of-the-test")
    try:
        system.start()
        stranger = Http(system.inventory.port)
        assert_problem(stranger.post("/products/batch", {"items": [LAMP]}), 401, "unauthorized")
        assert write(system, LAMP)[0]["outcome"] == "created"
    finally:
        system.stop()


def test_it_is_all_or_unknown_when_redis_is_away(own_souk):
    own_souk.inventory_redis.kill()
    assert_problem(own_souk.inventory.post("/products/batch", {"items": [LAMP]}), 503, "unavailable")
