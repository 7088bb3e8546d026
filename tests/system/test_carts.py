"""Orders of several lines: all of it or none of it."""

import urllib.parse

import pytest

from conftest import running_system
from event_stream import Stream
from souk import PARTITIONS, assert_problem, in_parallel, wait_until

pytestmark = pytest.mark.cluster

TOKEN = "a-token-of-the-store"
ANYONE = {"Authorization": None}  # without the token that the tests of such a system send

ADA = {
    "email": "ada@example.com",
    "name": "Ada Lovelace",
    "address": {"line1": "12 St James's Square", "postal_code": "SW1Y 4JH", "city": "London", "country": "GB"},
}


def products(souk, *quantities):
    return [souk.create_product(name=f"product {i}", quantity=units)["id"] for i, units in enumerate(quantities)]


def cart(*lines, **more):
    return {"lines": [{"id": product_id, "quantity": units} for product_id, units in lines], **more}


def place(souk, *lines, **more):
    answer = souk.payment.post("/orders", cart(*lines, **more))
    assert answer.status == 201, answer
    return answer.json


def settled(souk, pk):
    return wait_until(lambda: (order := souk.payment.get(f"/orders/{pk}").json)["status"] != "pending" and order,
                      what=f"order {pk} settled")


def stock(souk, product_id):
    product = souk.inventory.get(f"/products/{product_id}").json
    return product["quantity"], product["available"]


def test_three_lines_are_one_order_with_one_number_and_one_sum(souk):
    ids = products(souk, 5, 5, 5)
    placed = place(souk, *zip(ids, (1, 2, 3)))
    assert placed["status"] == "pending"
    assert [line["quantity"] for line in placed["lines"]] == [1, 2, 3]
    assert placed["amount"] == pytest.approx(6 * 24.0)
    assert placed["product_id"] is placed["quantity"] is placed["price"] is None
    order = settled(souk, placed["pk"])
    assert order["status"] == "completed"
    assert [line["status"] for line in order["lines"]] == ["completed"] * 3
    assert order["payment"]["captured"] == pytest.approx(6 * 24.0)
    assert [step["step"] for step in order["timeline"]] == ["placed", "stock_reserved", "completed"]
    for product_id, units in zip(ids, (1, 2, 3)):
        wait_until(lambda product_id=product_id, units=units: stock(souk, product_id) == (5 - units, 5 - units))
    assert order["number"] == placed["number"]


def test_one_line_too_many_and_nothing_is_ordered(souk):
    ids = products(souk, 5, 5, 5)
    with souk.inventory_consumer.paused():
        first = place(souk, (ids[1], 4))
        second = place(souk, (ids[0], 1), (ids[1], 2), (ids[2], 3))
    assert settled(souk, first["pk"])["status"] == "completed"
    order = settled(souk, second["pk"])
    assert order["status"] == "rejected" and order["reason"] == "insufficient_stock"
    assert [line["status"] for line in order["lines"]] == ["cancelled", "rejected", "cancelled"]
    assert order["payment"]["captured"] == 0
    wait_until(lambda: [stock(souk, product_id) for product_id in ids] == [(5, 5), (1, 1), (5, 5)])


def test_a_repeat_is_the_same_order_whoever_the_customer_is(souk):
    ids = products(souk, 5, 5)
    headers = {"Idempotency-Key": ids[0]}
    first = souk.payment.post("/orders", cart((ids[0], 1), (ids[1], 1), customer=ADA), headers=headers)
    again = souk.payment.post("/orders", cart((ids[0], 1), (ids[1], 1)), headers=headers)
    assert (first.status, again.status) == (201, 201)
    assert again.headers["Idempotent-Replayed"] == "true" and again.json["pk"] == first.json["pk"]
    other = souk.payment.post("/orders", cart((ids[1], 1), (ids[0], 1)), headers=headers)
    assert_problem(other, 422, "idempotency_key_reused")
    settled(souk, first.json["pk"])
    wait_until(lambda: [stock(souk, product_id) for product_id in ids] == [(4, 4), (4, 4)])


def test_a_cart_of_one_line_is_an_order_of_one_product(souk):
    (lamp,) = products(souk, 5)
    order = settled(souk, place(souk, (lamp, 2))["pk"])
    assert (order["product_id"], order["quantity"], order["status"]) == (lamp, 2, "completed")
    assert len(order["lines"]) == 1


def test_abandoned_before_it_is_placed_a_cart_reserves_nothing(souk):
    ids = products(souk, 5, 5)
    headers = {"Idempotency-Key": ids[0]}
    body = cart((ids[0], 1), (ids[1], 1), customer=ADA)
    abandoned = souk.payment.post("/orders/abandon", body, headers=headers)
    assert abandoned.status == 200 and abandoned.json["status"] == "cancelled"
    assert [line["status"] for line in abandoned.json["lines"]] == ["cancelled", "cancelled"]
    late = souk.payment.post("/orders", body, headers=headers)
    assert late.status == 201 and late.json["status"] == "cancelled" and late.json["pk"] == abandoned.json["pk"]


@pytest.mark.parametrize("lines", [1, 3])
def test_cancelled_before_it_is_paid_all_units_go_back(souk, lines):
    ids = products(souk, *[5] * lines)
    with souk.payment_consumer.paused():
        pk = place(souk, *((product_id, 2) for product_id in ids))["pk"]
        cancelled = souk.payment.post(f"/orders/{pk}/cancel")
        assert cancelled.status == 200 and cancelled.json["status"] == "cancelled"
        assert cancelled.json["reason"] == "cancelled_by_buyer"
        assert [line["status"] for line in cancelled.json["lines"]] == ["cancelled"] * lines
    again = souk.payment.post(f"/orders/{pk}/cancel", {"reason": "cancelled_by_store"})
    assert again.status == 200 and again.json == cancelled.json
    wait_until(lambda: all(stock(souk, product_id) == (5, 5) for product_id in ids), what="all units are back")
    assert souk.read_order(pk)["status"] == "cancelled"


def test_what_is_paid_is_not_cancelled(souk):
    ids = products(souk, 5, 5)
    for lines in (ids[:1], ids):
        pk = place(souk, *((product_id, 1) for product_id in lines))["pk"]
        assert settled(souk, pk)["status"] == "completed"
        assert_problem(souk.payment.post(f"/orders/{pk}/cancel"), 409, "already_paid")
        assert souk.read_order(pk)["status"] == "completed"
    assert_problem(souk.payment.post(f"/orders/{'0' * 26}/cancel"), 404, "order_not_found")


def test_a_deleted_product_refunds_its_line_and_the_last_one_the_order(own_souk):
    souk = own_souk
    ids = products(souk, 5, 5)
    with souk.inventory_consumer.paused():
        pk = place(souk, (ids[0], 1), (ids[1], 2))["pk"]
    wait_until(lambda: all(stock(souk, product_id)[1] < 5 for product_id in ids), what="both lines are reserved")
    assert souk.inventory.delete(f"/products/{ids[0]}").status == 204
    order = wait_until(lambda: (order := souk.read_order(pk))["lines"][0]["status"] == "refunded" and order, what="one refund")
    assert order["status"] == "completed" and order["lines"][1]["status"] == "completed"
    assert order["payment"] == {"status": "partially_refunded", "url": None, "expires_at": None, "captured": 72.0, "refunded": 24.0,
                                "reference": None}


def test_the_units_of_lines_that_wait_are_not_sold_twice(souk):
    """Two carts that cross over two products of one unit each: at most one of them is completed, and nothing is lost."""
    for _ in range(10):
        ids = products(souk, 1, 1)
        answers = in_parallel(lambda order: souk.payment.post("/orders", cart(*((ids[i], 1) for i in order))), [(0, 1), (1, 0)])
        assert {answer.status for answer in answers} <= {201, 409}  # the second may come when nothing is left
        statuses = [settled(souk, answer.json["pk"])["status"] for answer in answers if answer.status == 201]
        sold = statuses.count("completed")
        assert sold <= 1 and set(statuses) <= {"completed", "rejected"}
        wait_until(lambda: [stock(souk, product_id) for product_id in ids] == [(1 - sold, 1 - sold)] * 2,
                   what="what was not sold is available")


def test_the_customer_is_whole_for_the_admin_and_masked_for_others(tmp_path):
    for souk in running_system(tmp_path, SOUK_ADMIN_TOKEN=TOKEN):
        ids = products(souk, 5, 5)
        placed = place(souk, (ids[0], 1), (ids[1], 1), customer=ADA)
        masked = {"email": "a…@example.com", "name": None, "address": None}
        assert placed["customer"] == masked
        place_of = f"/orders/{placed['pk']}"
        assert souk.payment.get(place_of, headers=ANYONE).json["customer"] == masked
        whole = {**ADA, "address": {**ADA["address"], "line2": None}}
        assert souk.payment.get(place_of).json["customer"] == whole
        assert [order["customer"] for order in souk.payment.get("/orders").json] == [whole]
        assert_problem(souk.payment.get("/orders?email=ada@example.com", headers=ANYONE), 401, "unauthorized")
        with souk.payment_consumer.paused():
            pk = place(souk, (ids[0], 1))["pk"]
            by_store = {"reason": "cancelled_by_store"}
            assert_problem(souk.payment.post(f"/orders/{pk}/cancel", by_store, headers=ANYONE), 401, "unauthorized")
            assert souk.read_order(pk)["status"] == "pending"
            assert souk.payment.post(f"/orders/{pk}/cancel", by_store).json["reason"] == "cancelled_by_store"
        assert_problem(souk.payment.delete(f"{place_of}/customer", headers=ANYONE), 401, "unauthorized")
        for _ in range(2):
            assert souk.payment.delete(f"{place_of}/customer").status == 204
        assert souk.payment.get(place_of).json["customer"] is None
        for query in ("email=ada@example.com", "name=ada", f"number={placed['number']}"):
            assert souk.payment.get(f"/orders?{query}").json == []
        assert not anywhere(souk, "ada@") and not anywhere(souk, "lovelace")
        assert_problem(souk.payment.delete(f"/orders/{NO_ID}/customer"), 404, "order_not_found")


def anywhere(souk, text):
    """The keys of payment whose value names a customer, and the logs that do."""
    redis = souk.payment_redis.connection(decode_responses=False)
    found = [key.decode() for key in redis.scan_iter("payment:*", count=1000) if text.encode() in (redis.dump(key) or b"").lower()]
    return found + [service.name for service in souk.services if text in service.log.read_text().lower()]


def test_the_data_of_a_customer_is_in_one_key_and_in_no_log(own_souk):
    souk = own_souk
    ids = products(souk, 5, 5)
    pk = place(souk, (ids[0], 1), (ids[1], 1), customer={**ADA, "name": "Zebulon Lovelace", "email": "zebulon@example.com"})["pk"]
    settled(souk, pk)
    assert souk.payment.post("/orders/find", {"number": "0000-0000", "email": "zebulon@example.com"}).status == 404
    by_customer = "/orders?email=zebulon@example.com&name=zebulon"
    wait_until(lambda: [order["pk"] for order in souk.payment.get(by_customer).json] == [pk], what="it is found")
    found = anywhere(souk, "zebulon")
    assert len(found) == 1 and ":customer:" in found[0], found


def test_an_order_is_found_by_its_number_and_email(souk):
    ids = products(souk, 5, 5)
    order = place(souk, (ids[0], 1), (ids[1], 1), customer={**ADA, "email": "Find.Me@Example.com"})
    wait_until(lambda: souk.payment.get("/orders?email=find.me@example.com").json, what="the index has it")
    wait_until(lambda: souk.payment.get(f"/orders?number={order['number']}").json, what="the index has it")
    for number in (order["number"], order["number"].lower(), order["number"].replace("-", "")):
        found = souk.payment.post("/orders/find", {"number": number, "email": "find.me@example.COM"})
        assert found.status == 200 and found.json["pk"] == order["pk"]
        assert found.json["customer"]["name"] is None


def test_five_wrong_pairs_and_a_client_has_to_wait(own_souk):
    order = place(own_souk, (products(own_souk, 5)[0], 1), customer=ADA)
    wait_until(lambda: own_souk.payment.get(f"/orders?number={order['number']}").json, what="the index has it")
    pair = {"number": order["number"], "email": "ada@example.com"}
    for _ in range(5):
        assert_problem(own_souk.payment.post("/orders/find", {**pair, "email": "eve@example.com"}), 404, "order_not_found")
    waiting = own_souk.payment.post("/orders/find", pair)
    assert_problem(waiting, 429, "too_many_requests")
    assert 0 < int(waiting.headers["Retry-After"]) <= 60


def test_the_admin_searches_by_number_email_and_name(own_souk):
    souk = own_souk
    lamp = products(souk, 50)[0]
    people = [("ada@example.com", "Ada Lovelace"), ("AL@example.com", "Łukasz de Lovelace"), ("x@пример.рф", "山田 太郎")]
    orders = [place(souk, (lamp, 1), customer={**ADA, "email": email, "name": name}) for email, name in people]
    anonymous = place(souk, (lamp, 1))

    def found(**query):
        answer = souk.payment.get("/orders?" + urllib.parse.urlencode(query))
        assert answer.status == 200, answer
        return [order["pk"] for order in answer.json]

    pks = [order["pk"] for order in orders]
    wait_until(lambda: all(found(number=order["number"]) and found(email=email) and found(name=name)
                           for order, (email, name) in zip(orders, people)), what="the index has all")
    assert found(name="lovelace") == [pks[1], pks[0]]
    assert found(name="LOVELACE ada") == [pks[0]]
    assert found(name="lukasz") == [pks[1]]
    assert found(name="山田") == [pks[2]]
    assert found(email="al@EXAMPLE.com") == [pks[1]]
    assert found(email="x@пример.рф") == [pks[2]]
    assert found(number=orders[2]["number"]) == [pks[2]]
    assert found(number=orders[2]["number"], name="ada") == []
    assert found(name="nobody") == [] and found(name="lovelace", status="rejected") == []
    assert found(name="lovelace", limit=1) == [pks[1]]
    assert anonymous["pk"] not in found(name="lovelace")


def test_orders_are_found_by_the_product_of_any_line(souk):
    ids = products(souk, 50, 50, 50)
    pks = [place(souk, (ids[0], 1), (ids[1], 1))["pk"], place(souk, (ids[1], 1))["pk"], place(souk, (ids[2], 1), (ids[1], 1))["pk"]]
    for pk in pks:
        settled(souk, pk)

    def of(product_id, more=""):
        orders, path = [], f"/orders?product_id={product_id}{more}"
        while path:
            answer = souk.payment.get(path)
            orders += [order["pk"] for order in answer.json]
            link = answer.headers.get("Link")
            path = link[link.index("<") + 1 : link.index(">")] if link else None
        return orders

    assert of(ids[0]) == [pks[0]] and of(ids[2]) == [pks[2]]
    assert sorted(of(ids[1])) == sorted(pks) == sorted(of(ids[1], "&limit=1"))
    assert of(ids[1], "&status=rejected") == []
    assert of(ids[1], "&from=2100-01-01T00:00:00Z") == [] == of(ids[1], "&to=2000-01-01T00:00:00Z")
    listed = souk.payment.get("/orders?limit=3").json
    assert sorted(order["pk"] for order in listed) == sorted(pks), "a line is not an order"


def test_in_one_partition_an_order_is_found_once_by_each_of_its_products(tmp_path):
    for souk in running_system(tmp_path, SOUK_PARTITIONS="1"):
        ids = products(souk, 5, 5)
        pk = place(souk, (ids[0], 1), (ids[1], 1))["pk"]
        settled(souk, pk)
        for product_id in ids:
            assert [order["pk"] for order in souk.payment.get(f"/orders?product_id={product_id}").json] == [pk]


def test_an_abandoned_order_is_found_by_the_product_of_any_line(souk):
    ids = products(souk, 5, 5)
    body = cart((ids[0], 1), (ids[1], 1))
    pk = souk.payment.post("/orders/abandon", body, headers={"Idempotency-Key": ids[0]}).json["pk"]
    for product_id in ids:
        wait_until(lambda path=f"/orders?product_id={product_id}": [order["pk"] for order in souk.payment.get(path).json] == [pk],
                   what=f"it is found by {product_id}")


def test_a_line_is_no_order(own_souk):
    souk = own_souk
    ids = products(souk, 5, 5)
    settled(souk, place(souk, (ids[0], 1), (ids[1], 1))["pk"])
    lines = [line for p in range(PARTITIONS) for line in souk.payment_redis.connection().lrange(f"payment:{{{p}}}:lines", 0, -1)]
    assert len(lines) == 2
    for line in lines:
        assert_problem(souk.payment.get(f"/orders/{line}"), 404, "order_not_found")
        assert_problem(souk.payment.post(f"/orders/{line}/cancel"), 404, "order_not_found")
    assert 'souk_orders{status="completed"} 1' in souk.payment.get("/metrics").text


NO_ID = "01H28HATR7JG2YBH22ABPJWW33"


@pytest.mark.parametrize(
    "body, places",
    [
        (lambda a, b: {"lines": []}, [["lines"]]),
        (lambda a, b: {"lines": [{"id": a, "quantity": 1}] * 21}, [["lines"]]),
        (lambda a, b: cart((a, 1), (b, 1), (a, 2)), [["lines", 2, "id"]]),
        (lambda a, b: {"lines": [{"id": a}, {"quantity": 1}]}, [["lines", 0, "quantity"], ["lines", 1, "id"]]),
        (lambda a, b: cart((a, 0), (b, 1_000_001)), [["lines", 0, "quantity"], ["lines", 1, "quantity"]]),
        (lambda a, b: {**cart((a, 1)), "id": a}, [["id"]]),
        (lambda a, b: {**cart((a, 1)), "quantity": 1}, [["quantity"]]),
        (lambda a, b: {}, [["id"], ["quantity"]]),
        (lambda a, b: cart((a, 1), customer={}), [["customer", name] for name in ("email", "name", "address")]),
        (lambda a, b: cart((a, 1), customer=None), [["customer"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "phone": "1"}), [["customer", "phone"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "name": ""}), [["customer", "name"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "name": "x" * 201}), [["customer", "name"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "name": " \u3000"}), [["customer", "name"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "name": "a\x00b"}), [["customer", "name"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "address": {**ADA["address"], "country": "gb"}}), [["customer", "address", "country"]]),
        (lambda a, b: cart((a, 1), customer={**ADA, "address": {"line1": "x", "country": "GB"}}), [["customer", "address", "city"]]),
    ],
)
def test_wrong_carts_name_each_wrong_field_and_order_nothing(souk, body, places):
    ids = products(souk, 5, 5)
    answer = souk.payment.post("/orders", body(*ids))
    faults = assert_problem(answer, 422, "validation_failed")["errors"]
    assert [fault["loc"] for fault in faults] == [["body", *place] for place in places]
    assert [stock(souk, product_id) for product_id in ids] == [(5, 5), (5, 5)]


@pytest.mark.parametrize("email", ["", "a", "a@", "@b.c", "a@b", "a@b.", "a@.b", "a@b..c", "a b@c.de", "a@b@c.de", "a@b.c\n", "a,b@c.de",
                                   "<a@b.cd>", "x" * 65 + "@b.cd", "a@" + "b" * 250 + ".cd", 5, None])  # fmt: skip
def test_wrong_email_addresses(souk, email):
    answer = souk.payment.post("/orders", cart((products(souk, 5)[0], 1), customer={**ADA, "email": email}))
    assert assert_problem(answer, 422, "validation_failed")["errors"][0]["loc"] == ["body", "customer", "email"]


@pytest.mark.parametrize("email", ["a@b.cd", "first.last+tag@sub.example.co.uk", "用户@例子.广告", "o'brien@example.ie", "x" * 64 + "@b.cd"])
def test_right_email_addresses(souk, email):
    assert place(souk, (products(souk, 5)[0], 1), customer={**ADA, "email": email})["customer"]["email"].endswith(email[email.index("@"):])


@pytest.mark.parametrize("name", ["X", "x" * 200, "山" * 200, "Þórður Ægisson", "محمد بن سلمان", "O’Neill, Jr.", "🛒"])
def test_names_of_any_script_and_length(souk, name):
    place(souk, (products(souk, 5)[0], 1), customer={**ADA, "name": name})


def test_an_unknown_product_and_too_few_units_name_the_line(souk):
    lamp, rare = souk.create_product(name="lamp")["id"], souk.create_product(name="rare", quantity=1)["id"]
    unknown = souk.payment.post("/orders", cart((lamp, 1), (NO_ID, 1)))
    assert NO_ID in assert_problem(unknown, 404, "product_not_found")["detail"]
    too_few = souk.payment.post("/orders", cart((lamp, 1), (rare, 2)))
    assert "rare" in assert_problem(too_few, 409, "insufficient_stock")["detail"]
    assert stock(souk, lamp) == (100, 100)


def test_twenty_lines_are_one_order(souk):
    ids = products(souk, *[5] * 20)
    order = settled(souk, place(souk, *((product_id, 1) for product_id in ids), customer=ADA)["pk"])
    assert order["status"] == "completed" and len(order["lines"]) == 20
    wait_until(lambda: all(stock(souk, product_id) == (4, 4) for product_id in ids))


def test_a_watched_order_shows_its_lines_as_they_are_decided(souk):
    ids = products(souk, 5, 5)
    pk = place(souk, (ids[0], 1), (ids[1], 1), customer=ADA)["pk"]
    with Stream(souk.payment.port, f"/orders/{pk}/events") as events:
        order = events.until(lambda seen: seen["status"] == "completed", "order")
    assert [line["status"] for line in order["lines"]] == ["completed", "completed"]
    assert order["customer"] is None, "an event is for everybody who watches"
