"""Lists: newest first, page by page, without gaps or duplicates while more is added."""

import re
import threading
from collections import Counter
from urllib.parse import unquote

import pytest

from souk import in_parallel, next_page, wait_until

MANY = 250


@pytest.fixture(scope="module")
def full(souk):
    """The system with 250 products and 250 orders of the first: ids of both."""
    assert souk.inventory.get("/products").json == souk.payment.get("/orders").json == []
    products = [product["id"] for product in in_parallel(lambda n: souk.create_product(name=f"p{n}"), range(MANY))]
    assert souk.inventory.patch(f"/products/{products[0]}", {"quantity": 200}).status == 200
    with souk.inventory_consumer.paused():  # so that payment does not know yet that 50 are too many
        orders = [answer.json["pk"] for answer in in_parallel(souk.order, [products[0]] * MANY)]
    for pk in orders:
        souk.final_order(pk)
    return {"products": products, "orders": orders}


@pytest.fixture(params=["products", "orders"])
def many(request, souk, full):
    """One of both lists: path, how to read it, the name of its ids, the ids, how to add one more."""

    class List:
        path = f"/{request.param}"
        http = souk.inventory if request.param == "products" else souk.payment
        id = "id" if request.param == "products" else "pk"
        ids = full[request.param]

        @staticmethod
        def add():
            # Of another product, in any partition.
            product_id = souk.create_product()["id"]
            return product_id if request.param == "products" else souk.place_order(product_id)

        @classmethod
        def ids_of(cls, pages):
            return [entry[cls.id] for page in pages for entry in page]

    return List


def test_all_pages_together_are_everything_once_newest_first(souk, many):
    pages = list(souk.pages(many.http, f"{many.path}?limit=20"))
    assert all(len(page) == 20 for page in pages[:-1])
    ids = many.ids_of(pages)
    assert ids == sorted(ids, reverse=True)
    assert not set(many.ids) - set(ids)
    assert len(set(ids)) == len(ids)


def test_entries_are_in_the_order_of_their_times(souk, many):
    times = [entry["created_at"] for page in souk.pages(many.http, many.path) for entry in page]
    assert times == sorted(times, reverse=True)


def test_pages_have_no_gaps_and_no_duplicates_while_more_is_added(souk, many):
    added, stopping = [], threading.Event()

    def keep_adding():
        while not stopping.is_set():
            added.append(many.add())

    adding = threading.Thread(target=keep_adding)
    adding.start()
    try:
        wait_until(lambda: added)
        already = set(many.ids) | set(added)
        ids = many.ids_of(souk.pages(many.http, f"{many.path}?limit=7"))
    finally:
        stopping.set()
        adding.join()
    assert len(added) > 5
    assert ids == sorted(ids, reverse=True)
    assert len(set(ids)) == len(ids)
    assert not already - set(ids)


def test_a_page_is_50_unless_asked_for_and_100_at_most(many):
    assert len(many.http.get(many.path).json) == 50
    assert len(many.http.get(f"{many.path}?limit=100").json) == 100
    assert len(many.http.get(f"{many.path}?limit=1").json) == 1


def test_the_next_page_keeps_the_limit_and_begins_behind_this_one(souk, many):
    for order in many.http.get(f"{many.path}?limit=6").json if many.id == "pk" else []:
        souk.final_order(order["pk"])  # those of other tests still change
    first = many.http.get(f"{many.path}/?limit=3")
    second = many.http.get(next_page(first))
    assert many.http.get(f"{many.path}?limit=6").json == first.json + second.json


def test_the_last_page_has_no_next(souk, many):
    everything = many.ids_of(souk.pages(many.http, f"{many.path}?limit=100"))
    page = many.http.get(f"{many.path}?limit=100")
    steps = 1
    while next_page(page):
        page = many.http.get(next_page(page))
        steps += 1
    assert steps == -(-len(everything) // 100)
    assert page.json and page.json[-1][many.id] == everything[-1]


def test_the_newest_is_first_as_soon_as_it_is_acknowledged(many):
    for _ in range(5):
        new = many.add()
        assert many.http.get(f"{many.path}?limit=1").json[0][many.id] == new


def test_an_entry_of_a_list_is_what_its_own_page_shows(souk, many):
    listed = [entry for page in souk.pages(many.http, many.path) for entry in page]
    at_rest = [entry for entry in listed if entry[many.id] in many.ids[:20]]
    assert len(at_rest) == 20
    for entry in at_rest:
        assert many.http.get(f"{many.path}/{entry[many.id]}").json == entry


def test_unknown_parameters_are_ignored(many):
    assert many.http.get(f"{many.path}?limit=2&colour=red").json == many.http.get(f"{many.path}?limit=2").json


@pytest.mark.parametrize("status", ["pending", "completed", "refunded", "rejected"])
def test_orders_of_one_status_are_all_those_and_no_others(souk, full, status):
    with souk.payment_consumer.paused():
        pending = souk.place_order(full["products"][5], 1)
        orders = [order for page in souk.pages(souk.payment, "/orders?limit=100") for order in page]
        wanted = [order["pk"] for order in orders if order["status"] == status]
        filtered = [order for page in souk.pages(souk.payment, f"/orders?status={status}&limit=9") for order in page]
        assert [order["pk"] for order in filtered] == wanted
    states = Counter(order["status"] for order in orders if order["pk"] in full["orders"])
    assert states == {"completed": 200, "rejected": 50}
    if status == "pending":
        assert wanted[0] == pending
    souk.wait_for_order(pending, "completed")


def test_the_next_page_keeps_the_status(souk, full):
    link = souk.payment.get("/orders?status=rejected&limit=5").headers["Link"]
    assert re.search(r"[?&]status=rejected[&>]", link)


def test_a_deleted_product_leaves_no_gap(souk, full):
    page = souk.inventory.get("/products?limit=10").json
    assert souk.inventory.delete(f"/products/{page[4]['id']}").status == 204
    shorter = souk.inventory.get("/products?limit=9").json
    assert [product["id"] for product in shorter] == [product["id"] for product in page[:4] + page[5:]]


def test_a_cursor_whose_product_was_deleted_still_leads_on(souk, full):
    first = souk.inventory.get("/products?limit=5")
    following = souk.inventory.get(next_page(first)).json
    assert souk.inventory.delete(f"/products/{first.json[-1]['id']}").status == 204
    assert souk.inventory.get(next_page(first)).json == following


def all_orders(souk, query=""):
    return [order for page in souk.pages(souk.payment, f"/orders?limit=100{query}") for order in page]


def ids(orders):
    return [order["pk"] for order in orders]


def test_orders_of_one_product_are_all_those_and_no_others(souk, full):
    bought = full["products"][:3]
    for _ in range(3):
        for product_id in bought[1:]:
            souk.place_order(product_id)
    orders = all_orders(souk)
    for product_id in bought:
        wanted = ids(order for order in orders if order["product_id"] == product_id)
        assert len(wanted) >= 3
        filtered = [pk for page in souk.pages(souk.payment, f"/orders?product_id={product_id}&limit=9") for pk in ids(page)]
        assert filtered == wanted
    never_bought = full["products"][10]
    assert all_orders(souk, f"&product_id={never_bought}") == []


def test_orders_of_a_time_are_all_those_and_no_others(souk, full):
    orders = all_orders(souk)
    times = [order["created_at"] for order in orders]
    start, end = times[200], times[20]
    assert start < end
    for limit in (7, 100):
        for query, wanted in [
            (f"from={start}", [order for order in orders if order["created_at"] >= start]),
            (f"to={end}", [order for order in orders if order["created_at"] < end]),
            (f"from={start}&to={end}", [order for order in orders if start <= order["created_at"] < end]),
            (f"from={end}&to={start}", []),
            (f"to={times[-1]}", []),
        ]:
            path = f"/orders?{query}&limit={limit}"
            assert [pk for page in souk.pages(souk.payment, path) for pk in ids(page)] == ids(wanted)


def test_filters_of_orders_go_together_and_the_next_page_keeps_them(souk, full):
    orders = [order for order in all_orders(souk) if order["product_id"] == full["products"][0]]
    start, end = orders[200]["created_at"], orders[20]["created_at"]
    query = f"product_id={full['products'][0]}&from={start}&to={end}&status=completed"
    wanted = ids(o for o in orders if start <= o["created_at"] < end and o["status"] == "completed")
    assert [pk for page in souk.pages(souk.payment, f"/orders?{query}&limit=8") for pk in ids(page)] == wanted
    link = unquote(souk.payment.get(f"/orders?{query}&limit=2").headers["Link"])
    assert all(part in link for part in query.split("&"))


def test_a_time_may_have_an_offset(souk, full):
    newest = souk.payment.get("/orders?limit=1").json[0]
    with_offset = newest["created_at"].replace("Z", "%2B00:00")
    assert ids(souk.payment.get(f"/orders?from={with_offset}").json)[0] == newest["pk"]


@pytest.mark.parametrize("parameter", ["from", "to", "product_id"])
@pytest.mark.parametrize("value", ["", "yesterday", "2026-11-22", "1763804959042", "2026-11-22T09:49:19+01:00"])
def test_a_filter_that_is_no_time_or_no_id_is_refused(souk, parameter, value):
    answer = souk.payment.get(f"/orders?{parameter}={value}")  # the last: a plus is a space
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [["query", parameter]]
