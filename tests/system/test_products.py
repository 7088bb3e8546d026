"""Products are created, read, edited and deleted."""

import pytest

from souk import assert_problem, in_parallel


def etag(answer):
    tag = answer.headers["ETag"]
    assert tag.startswith('"') and tag.endswith('"')
    return tag


def test_a_product_has_its_optional_fields(souk):
    sent = {"description": "Sweet.\nVery “sweet” 🍐", "image": "https://example.com/pear.png"}
    made = souk.create_product(name="Pear – Birne 梨", **sent)
    assert {name: made[name] for name in sent} == sent
    assert made["name"] == "Pear – Birne 梨"
    assert (made["version"], made["available"]) == (1, 100)
    assert made["created_at"] == made["updated_at"]
    assert souk.product(made["id"]) == made


@pytest.mark.parametrize(
    "name", ["x", "x" * 200, "é" * 200, "🍐" * 200, 'quote " and \\ backslash', "<b>&amp;</b>", "1"]
)
def test_a_name_comes_back_as_it_was_sent(souk, name):
    made = souk.create_product(name=name)
    assert made["name"] == name
    assert souk.product(made["id"])["name"] == name


@pytest.mark.parametrize("quantity, spelled", [("0", 0), ("1000000000", 10**9), ("10.0", 10), ("1e2", 100)])
def test_a_quantity_is_a_whole_number_however_it_is_spelled(souk, quantity, spelled):
    made = souk.inventory.post("/products", f'{{"name":"p","price":1,"quantity":{quantity}}}'.encode())
    assert f'"quantity":{spelled},"available":{spelled},' in made.text


@pytest.mark.parametrize(
    "field, value",
    [("name", "renamed"), ("price", 0.5), ("quantity", 7), ("description", "new"), ("image", "/new.png")],
)
def test_an_edit_changes_one_field_and_the_version(souk, field, value):
    made = souk.create_product()
    edited = souk.inventory.patch(f"/products/{made['id']}", {field: value})
    assert edited.status == 200
    expected = {**made, field: value, "version": 2, "updated_at": edited.json["updated_at"]}
    if field == "quantity":
        expected["available"] = value
    assert edited.json == expected
    assert edited.json["updated_at"] >= made["updated_at"]
    assert souk.product(made["id"]) == edited.json


def test_an_edit_changes_all_fields_at_once(souk):
    made = souk.create_product()
    changes = {"name": "n", "price": 1.25, "quantity": 3, "description": "d", "image": "/i.png"}
    edited = souk.inventory.patch(f"/products/{made['id']}", changes)
    assert {name: edited.json[name] for name in changes} == changes
    assert edited.json["version"] == 2


def test_an_edit_is_merge_patch_json_too(souk):
    path = f"/products/{souk.create_product()['id']}"
    edited = souk.inventory.patch(path, {"quantity": 3}, headers={"Content-Type": "application/merge-patch+json"})
    assert (edited.status, edited.json["quantity"]) == (200, 3)


def test_an_edit_to_the_same_values_is_no_new_version(souk):
    made = souk.create_product()
    edited = souk.inventory.patch(f"/products/{made['id']}", {"price": 20.00, "quantity": 100})
    assert (edited.status, edited.json) == (200, made)


def test_a_new_price_is_that_of_later_orders_only(souk):
    product_id = souk.create_product(price=20.0)["id"]
    before = souk.order(product_id).json
    assert souk.inventory.patch(f"/products/{product_id}", {"price": 30.0}).status == 200
    assert souk.wait_for_order(before["pk"], "completed")["price"] == 20.0


def test_the_etag_is_the_same_until_the_product_changes(souk):
    made = souk.inventory.post("/products", {"name": "p", "price": 1, "quantity": 1})
    path = f"/products/{made.json['id']}"
    first = etag(souk.inventory.get(path))
    assert etag(made) == first == etag(souk.inventory.get(path))
    edited = souk.inventory.patch(path, {"name": "q"})
    assert etag(edited) == etag(souk.inventory.get(path)) != first


def test_an_edit_of_what_was_read_goes_through_and_of_what_moved_is_412(souk):
    path = f"/products/{souk.create_product()['id']}"
    read = etag(souk.inventory.get(path))
    first = souk.inventory.patch(path, {"name": "first"}, headers={"If-Match": read})
    assert first.status == 200
    second = souk.inventory.patch(path, {"name": "second"}, headers={"If-Match": read})
    assert_problem(second, 412, "version_mismatch")
    assert souk.inventory.get(path).json == first.json
    assert souk.inventory.patch(path, {"name": "third"}, headers={"If-Match": etag(first)}).status == 200


@pytest.mark.parametrize("tag", ['"0"', '"999"', '"x"', "1", 'W/"1"', '""'])
def test_an_etag_that_does_not_match_is_412(souk, tag):
    made = souk.create_product()
    path = f"/products/{made['id']}"
    assert_problem(souk.inventory.patch(path, {"name": "x"}, headers={"If-Match": tag}), 412, "version_mismatch")
    assert_problem(souk.inventory.delete(path, headers={"If-Match": tag}), 412, "version_mismatch")
    assert souk.product(made["id"]) == made


def test_a_star_is_any_version(souk):
    path = f"/products/{souk.create_product()['id']}"
    assert souk.inventory.patch(path, {"name": "x"}, headers={"If-Match": "*"}).status == 200


def test_one_etag_of_several_may_match(souk):
    path = f"/products/{souk.create_product()['id']}"
    assert souk.inventory.patch(path, {"name": "x"}, headers={"If-Match": '"7", "1"'}).status == 200


def test_of_two_edits_of_the_same_version_one_wins(souk):
    for _ in range(10):
        path = f"/products/{souk.create_product()['id']}"

        def edit(name, path=path):
            return souk.inventory.patch(path, {"name": name}, headers={"If-Match": '"1"'})

        answers = in_parallel(edit, ["a", "b", "c", "d"])
        assert sorted(answer.status for answer in answers) == [200, 412, 412, 412]
        winner = next(answer.json for answer in answers if answer.status == 200)
        assert souk.inventory.get(path).json == winner


def test_a_writer_reads_its_own_write(souk):
    path = f"/products/{souk.create_product()['id']}"
    for number in range(100):
        souk.inventory.get(path)
        edited = souk.inventory.patch(path, {"quantity": number})
        assert souk.inventory.get(path).json == edited.json


def test_a_sale_is_a_change_too(souk):
    made = souk.create_product()
    path = f"/products/{made['id']}"
    before = etag(souk.inventory.get(path))
    souk.place_order(made["id"], 1)
    sold = souk.wait_for_product(made["id"], quantity=99)
    assert sold["updated_at"] > made["updated_at"]
    assert etag(souk.inventory.get(path)) != before


def test_a_deleted_product_is_404_and_its_id_is_not_used_again(souk):
    made = souk.create_product()
    path = f"/products/{made['id']}"
    assert souk.inventory.delete(path).status == 204
    assert_problem(souk.inventory.get(path), 404, "product_not_found")
    assert_problem(souk.inventory.patch(path, {"name": "x"}), 404, "product_not_found")
    assert souk.create_product()["id"] != made["id"]


def test_ids_are_read_in_lower_case_too(souk):
    made = souk.create_product()
    assert souk.product(made["id"].lower()) == made


def test_head_is_a_get_without_its_body(souk):
    path = f"/products/{souk.create_product()['id']}"
    whole, head = souk.inventory.get(path), souk.inventory.request("HEAD", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))
    assert head.headers["ETag"] == whole.headers["ETag"]
