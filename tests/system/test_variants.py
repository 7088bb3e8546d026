"""Groups of products that the shop shows as one: their variants, which stay products with a stock of their own."""

import itertools

import pytest

from event_stream import Stream
from processes import wait_until
from souk import assert_problem

pytestmark = pytest.mark.cluster

numbers = itertools.count()
SIZES = [{"name": "size", "values": ["S", "M", "L"]}]


def put(souk, group, body, **headers):
    return souk.inventory.request("PUT", f"/groups/{group}", body, {name.replace("_", "-"): value for name, value in headers.items()})


def new_group(souk, options=SIZES, **fields):
    group = f"shirt-{next(numbers)}"
    answer = put(souk, group, {"name": "Friday shirt", "options": options, **fields})
    assert answer.status == 201, answer
    return group


def variant(group, size, **fields):
    return {"name": f"{group} {size}", "price": 20.0, "quantity": 5, "group": group, "options": {"size": size}, **fields}


def shirt_in(souk, sizes="SML", **fields):
    group = new_group(souk, **fields)
    answer = souk.inventory.post("/products/batch", {"items": [variant(group, size) for size in sizes]})
    assert [result["outcome"] for result in answer.json["results"]] == ["created"] * len(sizes), answer
    return group, [result["product"] for result in answer.json["results"]]


def read(souk, group):
    answer = souk.inventory.get(f"/groups/{group}")
    assert answer.status == 200, answer
    return answer.json


def faults(answer):
    return [fault["loc"] for fault in assert_problem(answer, 422, "validation_failed")["errors"]]


def test_a_group_shows_its_variants_in_the_order_of_its_values_with_what_is_left_of_each(souk):
    group, (large, small, medium) = shirt_in(souk, "LSM")
    shown = read(souk, group)
    assert [shown[name] for name in ("id", "name", "options", "version")] == [group, "Friday shirt", SIZES, 1]
    assert [one["id"] for one in shown["variants"]] == [small["id"], medium["id"], large["id"]]
    with Stream(souk.inventory.port, f"/products/events?ids={medium['id']}") as stream:
        souk.place_order(medium["id"], 5)
        assert stream.until(lambda product: product["available"] == 0, "product")["options"] == {"size": "M"}
    souk.quiet_product(medium["id"])
    assert [one["available"] for one in read(souk, group)["variants"]] == [5, 0, 5]
    assert_problem(souk.order(medium["id"]), 409, "sold_out")


def test_a_list_has_one_entry_for_a_group_and_counts_it_once(souk):
    group, made = shirt_in(souk, description="Of ramie")
    souk.inventory.patch(f"/products/{made[1]['id']}", {"price": 12.5})
    alone = souk.create_product(name=f"A lamp beside {group}", description="not of ramie")
    found = souk.inventory.get("/products?q=ramie&grouped=true&sort=price")
    entries = {one["group"]: one for one in found.json}
    assert set(entries) >= {group, None}
    assert entries[group]["summary"] == {"name": "Friday shirt", "variants": 3, "in_stock": True, "cheapest": made[1]["id"],
                                         "lowest_price": 12.5, "highest_price": 20.0}
    assert "summary" not in next(one for one in found.json if one["id"] == alone["id"])
    assert int(found.headers["X-Total-Count"]) == len(found.json)
    each = souk.inventory.get("/products?q=ramie")
    assert int(each.headers["X-Total-Count"]) == len(each.json) == len(found.json) + 2
    for one in each.json:
        assert one == souk.product(one["id"])


def test_pages_of_a_list_have_every_group_and_product_once(souk):
    group, made = shirt_in(souk)
    souk.create_product()
    entries = [one for page in souk.pages(souk.inventory, "/products?grouped=true&limit=2") for one in page]
    ids = [one["group"] or one["id"] for one in entries]
    assert len(set(ids)) == len(ids) and group in ids
    assert not {one["id"] for one in made} & set(ids)


REFUSED = {
    "options without a group": ({"group": None, "options": {"size": "M"}}, "options"),
    "a group without options": ({"options": {}}, "options"),
    "a value that it does not have": ({"options": {"size": "XL"}}, "options"),
    "an option that it does not have": ({"options": {"size": "M", "fit": "slim"}}, "options"),
    "the options of another": ({"options": {"size": "S"}}, "options"),
    "an unknown group": ({"group": "no-such-group"}, "group"),
    "no id of a group": ({"group": "No group"}, "group"),
    "options that are no texts": ({"options": {"size": 1}}, "options"),
    "four options": ({"options": {"a": "1", "b": "1", "c": "1", "d": "1"}}, "options"),
}


@pytest.mark.parametrize("fields, field", REFUSED.values(), ids=REFUSED)
def test_what_the_shop_could_not_show_is_refused_and_nothing_is_made(souk, fields, field):
    group, (small,) = shirt_in(souk, "S")
    wanted = {**variant(group, "M"), **fields}
    assert faults(souk.inventory.post("/products", wanted)) == [["body", field]]
    medium = souk.inventory.post("/products", variant(group, "M")).json
    changes = {name: wanted[name] for name in ("group", "options")}
    assert faults(souk.inventory.patch(f"/products/{medium['id']}", changes)) == [["body", field]]
    assert [one["id"] for one in read(souk, group)["variants"]] == [small["id"], medium["id"]]


def test_a_hundred_and_first_variant_is_refused(souk):
    sizes = [str(number) for number in range(101)]
    needed = {"id": new_group(souk, [{"name": "size", "values": sizes[:100]}]), "options": [{"name": "size", "values": sizes[100:]}]}
    items = [variant(needed["id"], size) for size in sizes]
    results = souk.inventory.post("/products/batch", {"items": items, "groups": [needed]}).json["results"]
    assert [result["outcome"] for result in results[:100]] == ["created"] * 100
    assert (results[100]["outcome"], results[100]["code"]) == ("failed", "validation_failed")
    assert len(read(souk, needed["id"])["variants"]) == 100
    too_many = [{"name": "size", "values": [str(number) for number in range(500)]}]
    assert faults(put(souk, "huge", {"name": "Huge", "options": too_many})) == [["body", "options", 0, "values"]]


def test_a_product_leaves_its_group_with_its_options(souk):
    group, (small, medium) = shirt_in(souk, "SM")
    left = souk.inventory.patch(f"/products/{small['id']}", {"group": None})
    assert (left.json["group"], left.json["options"]) == (None, {})
    assert [one["id"] for one in read(souk, group)["variants"]] == [medium["id"]]
    souk.inventory.delete(f"/products/{medium['id']}")
    assert read(souk, group)["variants"] == []  # the admin sees it; nobody else does


def test_a_group_changes_only_as_its_writer_saw_it_and_keeps_what_its_products_have(souk):
    group, _ = shirt_in(souk, "SM")
    seen = souk.inventory.get(f"/groups/{group}").headers["ETag"]
    body = {"name": "Saturday shirt", "options": [{"name": "size", "values": ["XL", "M", "S"]}]}
    assert_problem(put(souk, group, body, If_None_Match="*"), 412, "version_mismatch")
    assert put(souk, group, body, If_Match=seen).json["version"] == 2
    assert_problem(put(souk, group, {**body, "name": "x"}, If_Match=seen), 412, "version_mismatch")
    assert [one["options"]["size"] for one in read(souk, group)["variants"]] == ["M", "S"]
    assert faults(put(souk, group, {"name": "x", "options": [{"name": "size", "values": ["S"]}]})) == [["body", "options"]]
    twice = [{"name": "size", "values": ["S", "M", "S"]}]
    assert faults(put(souk, group, {"name": "x", "options": twice})) == [["body", "options", 0, "values"]]
    assert read(souk, group)["name"] == "Saturday shirt"


def test_an_import_makes_its_groups_once_and_changes_nothing_the_second_time(souk):
    group = f"imported-{next(numbers)}"
    body = {"items": [variant(group, size) for size in ("S", "L")],
            "groups": [{"id": group, "name": "Imported", "options": [{"name": "size", "values": ["S", "L"]}]}]}
    preview = souk.inventory.post("/products/batch?dry_run=true", body).json["results"]
    assert [result["outcome"] for result in preview] == ["created", "created"]
    assert souk.inventory.get(f"/groups/{group}").status == 404
    for outcome in ("created", "unchanged"):
        results = souk.inventory.post("/products/batch", body).json["results"]
        assert [result["outcome"] for result in results] == [outcome, outcome]
    assert (read(souk, group)["name"], read(souk, group)["version"]) == ("Imported", 1)
    more = {"items": [variant(group, "M")], "groups": [{"id": group, "options": [{"name": "size", "values": ["M"]}]}]}
    assert souk.inventory.post("/products/batch", more).json["results"][0]["outcome"] == "created"
    assert read(souk, group)["options"] == [{"name": "size", "values": ["S", "L", "M"]}]
    same = {"items": [variant(group, "M", name="another name")]}
    assert souk.inventory.post("/products/batch", same).json["results"][0]["code"] == "validation_failed"


def test_a_group_is_found_by_what_it_says_now(souk):
    group, _ = shirt_in(souk, description="Of sisal")
    search = "/products?grouped=true&q="
    assert [one["group"] for one in souk.inventory.get(search + "sisal").json] == [group]
    assert put(souk, group, {"name": "Shirt of nettle", "options": SIZES}).status == 200
    assert [one["group"] for one in souk.inventory.get(search + "nettle").json] == [group]
    assert souk.inventory.get(search + "sisal").json == []


def test_groups_survive_a_restart(souk):
    group, made = shirt_in(souk, "S")
    souk.inventory_api.restart()
    wait_until(lambda: souk.inventory.get(f"/groups/{group}").status == 200, what="the group is there")
    assert read(souk, group)["variants"] == [souk.product(made[0]["id"])]


@pytest.mark.parametrize("group", ["Friday", "a%20b", "..%2fproducts", "-a", "a" * 61, "%ff"])
def test_what_is_no_id_of_a_group_is_not_found(souk, group):
    for answer in (souk.inventory.get(f"/groups/{group}"), put(souk, group, {"name": "x", "options": SIZES})):
        assert answer.status in (400, 404), answer
