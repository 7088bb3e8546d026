"""Many products are created and edited in one request, or in a dry run."""

import uuid

import pytest

from souk import assert_problem

LAMP = {"price": 20.0, "quantity": 5}
NEVER_MADE = "01M81D9X94GJ4T650VAD7E8EJ7"
MEMBERS = ["outcome", "product", "changed", "key", "code", "detail"]


def named(text="Lamp"):
    """A product of its own for a test: names and skus find products."""
    return {"name": f"{text} {uuid.uuid4().hex[:12]}", **LAMP}


def ask(souk, *items, dry_run):
    answer = souk.inventory.post(f"/products/batch?dry_run={str(dry_run).lower()}", {"items": list(items)})
    assert answer.status == 200, answer
    results = answer.json["results"]
    assert len(results) == len(items)
    for result in results:
        assert list(result) == MEMBERS
        refused = result["outcome"] in ("failed", "conflict")
        assert (result["code"] is not None) == (result["detail"] is not None) == refused
        assert bool(result["changed"]) == (result["outcome"] == "updated")
    return results


def write(souk, *items):
    """A dry run, and then the same result from the write."""
    tried = ask(souk, *items, dry_run=True)
    written = ask(souk, *items, dry_run=False)
    for member in ("outcome", "changed", "key", "code"):
        assert [result[member] for result in tried] == [result[member] for result in written]
    return written


def outcomes(results):
    return [result["outcome"] for result in results]


def codes(results):
    return [result["code"] for result in results]


def seen(product):
    return {"version": product["version"], "quantity": product["quantity"]}


NONE_SEEN = {"version": 0, "quantity": 0}


def total(souk):
    return souk.inventory.get("/products?limit=1").headers["X-Total-Count"]


def faults(souk, body, query=""):
    problem = assert_problem(souk.inventory.post("/products/batch" + query, body), 422, "validation_failed")
    return sorted(("/".join(map(str, fault["loc"])), fault["type"]) for fault in problem["errors"])


def test_new_products_are_created_and_existing_ones_edited(souk):
    one, other = named(), {**named(), "description": "d", "image": "/i.png", "sku": uuid.uuid4().hex}
    made = write(souk, one, other)
    assert outcomes(made) == ["created", "created"]
    first, second = (result["product"] for result in made)
    assert [souk.product(first["id"]), souk.product(second["id"])] == [first, second]
    assert (first["sku"], second["sku"]) == ("", other["sku"])
    results = write(souk, {"id": first["id"], "price": 25.5, "quantity": 5}, {**other, "id": second["id"]}, named())
    assert outcomes(results) == ["updated", "unchanged", "created"]
    assert [result["changed"] for result in results] == [["price"], [], []]
    assert results[0]["product"] == souk.product(first["id"]) == {
        **first, "price": 25.5, "version": 2, "updated_at": results[0]["product"]["updated_at"]}
    assert results[1]["product"] == second == souk.product(second["id"])


def test_a_dry_run_writes_nothing_and_shows_what_is_there_now(souk):
    lamp = souk.create_product(**named())
    before = total(souk)
    results = ask(souk, {"id": lamp["id"], "price": 1.0, "sku": "x", "description": "y"}, named(), dry_run=True)
    assert outcomes(results) == ["updated", "created"]
    assert results[0]["changed"] == ["price", "description", "sku"]
    assert [result["product"] for result in results] == [lamp, None]
    assert (souk.product(lamp["id"]), total(souk)) == (lamp, before)


def test_the_same_batch_again_changes_nothing(souk):
    items = [{**named(), "description": "x", "sku": uuid.uuid4().hex} for _ in range(500)]
    assert set(outcomes(write(souk, *items))) == {"created"}
    again = write(souk, *items)
    assert set(outcomes(again)) == {"unchanged"}
    assert {result["product"]["version"] for result in again} == {1}


def test_a_name_finds_its_product_however_it_is_written(souk):
    mark = uuid.uuid4().hex
    cup = souk.create_product(name=f"Café crème {mark}", **LAMP)
    for name in (f"CAFÉ CRÈME {mark.upper()}", f"  cafe\u0301 \t cre\u0300me\u3000{mark}", f"Café\u200b crème {mark}",
                 f"Ｃａｆé crème {mark}"):
        result = ask(souk, {"name": name, "price": 3.0}, dry_run=True)[0]
        assert (result["outcome"], result["product"]) == ("updated", cup)
        assert result["changed"] == ["name", "price"]
        assert result["key"] == cup["id"]
    other = ask(souk, {"name": f"Cafe creme {mark}", **LAMP}, dry_run=True)[0]
    assert (other["outcome"], other["key"]) == ("created", f"name:cafe creme {mark}")


def test_a_sku_goes_before_the_name_and_the_id_before_both(souk):
    sku = uuid.uuid4().hex
    lamp = souk.create_product(**named(), sku=sku)
    free = named()["name"]
    renamed = write(souk, {"sku": sku, "name": free})[0]
    assert (renamed["outcome"], renamed["changed"], renamed["product"]["id"]) == ("updated", ["name"], lamp["id"])
    renumbered = write(souk, {"id": lamp["id"], "sku": sku + "-2", "name": lamp["name"]})[0]
    assert (renumbered["outcome"], renumbered["changed"]) == ("updated", ["name", "sku"])
    assert write(souk, {"sku": sku, **named()})[0]["key"] == "sku:" + sku


def test_what_leads_to_two_products_fails_and_names_both(souk):
    name = named()["name"]
    one, two = souk.create_product(name=name, sku=uuid.uuid4().hex, **LAMP), souk.create_product(name=name, **LAMP)
    third = souk.create_product(**named())
    results = write(souk, {"name": name.upper(), "price": 1}, {"id": third["id"], "name": name},
                    {"id": two["id"], "sku": one["sku"]}, {"sku": one["sku"], "name": third["name"]})
    assert codes(results) == ["ambiguous_product"] * 4
    for result, named_ones in zip(results, ([one, two], [third, one], [two, one], [one, third])):
        assert all(product["id"] in result["detail"] for product in named_ones)
        assert result["product"] is None
    assert outcomes(write(souk, {"id": one["id"], "name": name}, {"id": two["id"], "name": name})) == ["unchanged"] * 2
    assert write(souk, {"sku": one["sku"], "name": name, "price": 2})[0]["product"]["id"] == one["id"]


def test_an_unknown_id_fails_whatever_else_is_given(souk):
    lamp = souk.create_product(**named())
    result = write(souk, {"id": NEVER_MADE, "name": lamp["name"], "price": 1, "quantity": 1})[0]
    assert (result["code"], result["product"], result["key"]) == ("product_not_found", None, NEVER_MADE)
    assert NEVER_MADE in result["detail"]


def test_a_new_product_needs_name_price_and_quantity(souk):
    results = write(souk, {"name": named()["name"], "price": 1}, {"sku": uuid.uuid4().hex}, {"sku": ""})
    assert codes(results) == ["validation_failed"] * 3
    assert ["quantity" in result["detail"] for result in results] == [True] * 3
    assert ["price" in result["detail"] for result in results] == [False, True, True]


def test_a_product_that_has_moved_since_it_was_seen_is_a_conflict(souk):
    lamp = souk.create_product(**named())
    moved = write(souk, {"id": lamp["id"], "price": 3})[0]["product"]
    results = write(souk, {"id": lamp["id"], "quantity": 9, "seen": seen(lamp)})
    assert (outcomes(results), codes(results)) == (["conflict"], ["version_mismatch"])
    assert results[0]["product"] == moved == souk.product(lamp["id"])
    other_quantity = {"version": moved["version"], "quantity": 4}
    assert outcomes(write(souk, {"name": lamp["name"], "quantity": 9, "seen": other_quantity})) == ["conflict"]
    assert outcomes(write(souk, {"id": lamp["id"], "quantity": 9, "seen": seen(moved)})) == ["updated"]


def test_creating_a_product_that_exists_is_a_conflict(souk):
    lamp = souk.create_product(**named())
    result = write(souk, {"name": lamp["name"], **LAMP, "seen": NONE_SEEN})[0]
    assert (result["outcome"], result["product"]) == ("conflict", lamp)
    assert outcomes(write(souk, {**named(), "seen": NONE_SEEN})) == ["created"]


def test_a_product_that_was_seen_and_has_gone_is_a_conflict_without_product(souk):
    lamp = souk.create_product(**named())
    souk.inventory.delete(f"/products/{lamp['id']}")
    results = write(souk, {"id": lamp["id"], "price": 1, "seen": seen(lamp)},
                    {"name": lamp["name"], **LAMP, "seen": seen(lamp)})
    assert outcomes(results) == ["conflict", "conflict"]
    assert [result["product"] for result in results] == [None, None]


def test_units_that_were_sold_since_the_preview_do_not_come_back(souk):
    lamp = souk.create_product(**{**named(), "quantity": 10})
    row = {"name": lamp["name"], "quantity": 12, "seen": seen(lamp)}
    assert outcomes(ask(souk, row, dry_run=True)) == ["updated"]
    souk.place_order(lamp["id"], 5)
    sold = souk.wait_for_product(lamp["id"], quantity=5)
    result = ask(souk, row, dry_run=False)[0]
    assert (result["outcome"], result["product"]) == ("conflict", sold)
    assert souk.product(lamp["id"])["quantity"] == 5


def test_two_items_for_one_product_the_second_fails(souk):
    sku, new = uuid.uuid4().hex, named()
    lamp = souk.create_product(**named(), sku=sku)
    results = write(souk, {"id": lamp["id"], "price": 2}, {"sku": sku, "price": 3}, {"name": lamp["name"].upper()},
                    new, {**new, "name": new["name"].upper()}, {**named(), "sku": "new" + sku},
                    {**named(), "sku": "new" + sku})
    assert codes(results) == [None, "duplicate_item", "duplicate_item", None, "duplicate_item", None, "duplicate_item"]
    assert len({result["key"] for result in results}) == 3
    assert "Item 0 " in results[2]["detail"]
    assert souk.product(lamp["id"])["price"] == 2


def test_an_item_that_is_refused_keeps_no_other_from_being_written(souk):
    lamp = souk.create_product(**named())
    results = write(souk, {"id": NEVER_MADE, "price": 1}, {"id": lamp["id"], "price": 3.0}, named())
    assert outcomes(results) == ["failed", "updated", "created"]
    assert results[1]["product"]["price"] == 3.0


def test_a_quantity_below_what_is_reserved_is_refused_for_its_item_alone(own_souk):
    souk = own_souk
    product = souk.create_product(**{**named(), "quantity": 10})
    souk.payment_consumer.kill()  # so that the units stay reserved
    souk.place_order(product["id"], 4)
    held = souk.wait_for_product(product["id"], available=6)
    results = write(souk, {"id": product["id"], "quantity": 3}, named())
    assert codes(results) == ["stock_reserved", None]
    assert results[0]["product"] == held


def test_all_mistakes_of_an_invalid_batch_are_reported_and_nothing_is_written(souk):
    before, lamp = total(souk), named()
    bad = [lamp, {}, {**lamp, "price": -1, "colour": "red"}, {"id": "x"}, {"id": None}, 7, {"price": 1},
           {**lamp, "sku": "s" * 101}, {**lamp, "seen": {"version": -1}}]
    assert faults(souk, {"items": bad}) == [
        ("body/items/1", "missing"), ("body/items/2/colour", "extra_forbidden"),
        ("body/items/2/price", "greater_than_equal"), ("body/items/3/id", "ulid_parsing"),
        ("body/items/4/id", "string_type"), ("body/items/5", "model_type"), ("body/items/6", "missing"),
        ("body/items/7/sku", "string_too_long"), ("body/items/8/seen/quantity", "missing"),
        ("body/items/8/seen/version", "greater_than_equal")]
    assert total(souk) == before
    assert faults(souk, {"items": [lamp]}, "?dry_run=perhaps") == [("query/dry_run", "bool_parsing")]


@pytest.mark.parametrize("body, fault", [({}, ("body/items", "missing")), ({"items": []}, ("body/items", "too_short")),
                                         ({"items": [LAMP] * 501}, ("body/items", "too_long")),
                                         ({"items": LAMP}, ("body/items", "list_type"))])
def test_a_batch_has_1_to_500_items(souk, body, fault):
    assert faults(souk, body) == [fault]


def test_what_a_product_was_read_as_may_be_sent_back(souk):
    product = souk.create_product(**named())
    assert outcomes(write(souk, product)) == ["unchanged"]


def test_what_a_batch_wrote_is_found_at_once(souk):
    for number in range(10):
        items = [{**LAMP, "name": f"Batchling{number} {place}"} for place in range(20)]
        results = write(souk, *items)
        answer = souk.inventory.get(f"/products?q=batchling{number}")
        assert [p["id"] for p in answer.json] == sorted((r["product"]["id"] for r in results), reverse=True)
        first = results[0]["product"]["id"]
        souk.inventory.get(f"/products/{first}")
        other = named("Other")["name"]
        write(souk, {"id": first, "name": other})
        assert souk.product(first)["name"] == other
        assert ask(souk, {"name": other}, dry_run=True)[0]["product"]["id"] == first
        assert outcomes(ask(souk, *items, dry_run=True)) == ["created"] + ["unchanged"] * 19


def test_it_is_the_admins(tmp_path_factory):
    from souk import Http, System

    system = System(tmp_path_factory.mktemp("admin"), SOUK_ADMIN_TOKEN="secret-token-of-the-test")
    try:
        system.start()
        stranger = Http(system.inventory.port)
        for query in ("", "?dry_run=true"):
            assert_problem(stranger.post("/products/batch" + query, {"items": [named()]}), 401, "unauthorized")
        assert outcomes(write(system, named())) == ["created"]
    finally:
        system.stop()


def test_it_is_complete_or_unknown_while_redis_is_unavailable(own_souk):
    own_souk.inventory_redis.kill()
    assert_problem(own_souk.inventory.post("/products/batch", {"items": [named()]}), 503, "unavailable")
