"""A product's state, the start and the end of its sale, and its limits."""

import collections
import datetime
import random
import time

import pytest

from client import Http
from event_stream import Stream
from souk import System, assert_problem, in_parallel, partition_of, wait_until

TOKEN = "secret-token-of-the-owner"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def at(seconds):
    """The time in so many seconds, as a body has it."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def order_of(souk, product, customer, units=1):
    """An order of a signed-in buyer, placed as services/payment/store/orders.cpp does. Its pk is in the product's partition."""
    product_id, partition = product["id"], partition_of(product["id"])
    pk = product_id[:10] + "".join(random.choices(LETTERS, k=12)) + product_id[22:]
    fields = {"product_id": product_id, "product_name": "drop", "quantity": units, "price": 2000, "fee": 400, "pk": pk}
    fields |= {"buyer": customer} if customer else {}
    keys = [f"payment:{{{partition}}}:{kind}" for kind in ("orders", f"order:{pk}", f"customer:{pk}", "order_placed", "line_placed",
                                                          "payments_due", "customer_terms")]
    words = [word for field in fields.items() for word in field]
    placed = souk.payment_redis.connection().fcall("place_order", len(keys), *keys, pk, "", len(fields), *words, 0, 0, product_id,
                                                   units)
    assert int(placed) > 0
    return pk


@pytest.fixture(scope="module")
def owner(tmp_path_factory):
    """A shop whose admin needs a token."""
    system = System(tmp_path_factory.mktemp("owner"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


def ids(answer):
    return [product["id"] for product in answer.json]


def test_a_draft_is_seen_by_the_owner_only_and_is_sold_when_it_is_active(owner):
    draft, stranger = owner.create_product(name="secretlamp", state="draft")["id"], Http(owner.inventory.port)
    with Stream(owner.inventory.port, f"/products/events?ids={draft}") as stream:
        assert stream.data("product_deleted") == {"id": draft}
        assert_problem(stranger.get(f"/products/{draft}"), 404, "product_not_found")
        assert_problem(stranger.get("/products?drafts=true"), 401, "unauthorized")
        assert draft not in ids(stranger.get("/products")) + ids(stranger.get("/products?q=secretlamp"))
        assert_problem(owner.order(draft), 404, "product_not_found")
        assert owner.product(draft)["state"] == "draft"
        options = [{"name": "size", "values": ["S"]}]
        assert owner.inventory.request("PUT", "/groups/secretlamps", {"name": "Secret lamps", "options": options}).status == 201
        assert_problem(stranger.request("PUT", "/groups/secretlamps", {"name": "x", "options": options}), 401, "unauthorized")
        in_group = owner.create_product(name="another", state="draft", group="secretlamps", options={"size": "S"})["id"]
        assert_problem(stranger.get("/groups/secretlamps"), 404, "group_not_found")
        assert [one["id"] for one in owner.inventory.get("/groups/secretlamps").json["variants"]] == [in_group]
        assert ids(stranger.get("/products?grouped=true")) == ids(stranger.get("/products"))
        assert draft not in ids(owner.inventory.get("/products"))
        for query in ("drafts=true", "drafts=true&q=secretlamp"):
            assert draft in ids(owner.inventory.get(f"/products?{query}"))
        assert owner.inventory.patch(f"/products/{draft}", {"state": "active"}).status == 200
        assert stream.data("product")["state"] == "active"
    assert ids(stranger.get("/products?q=secretlamp")) == [draft]
    wait_until(lambda: owner.order(draft).status == 201, what="payment sells it")


def test_in_a_shop_without_a_token_a_draft_is_not_sold_either(souk):
    assert_problem(souk.order(souk.create_product(state="draft")["id"]), 404, "product_not_found")


def test_nothing_is_ordered_before_the_start_and_the_first_order_comes_at_once(souk):
    product = souk.create_product(sale_starts_at=at(1.5), sale_ends_at=at(3600))
    started = datetime.datetime.fromisoformat(product["sale_starts_at"].replace("Z", "+00:00")).timestamp()
    refused = assert_problem(souk.order(product["id"]), 409, "not_on_sale")
    assert refused["starts_at"] == product["sale_starts_at"]
    quoted = souk.payment.post("/quotes", {"lines": [{"id": product["id"], "quantity": 1}]}).json
    assert quoted["lines"][0]["refusal"] == "not_on_sale"

    def first_order():
        """The door lets through what may reach inventory after the start; inventory decides."""
        answer = souk.order(product["id"])
        return answer.status == 201 and souk.final_order(answer.json["pk"])["status"] == "completed"

    wait_until(first_order, what="the sale begins")
    assert time.time() >= started
    assert souk.inventory.patch(f"/products/{product['id']}", {"sale_starts_at": None, "sale_ends_at": at(-1)}).status == 200

    def ended():
        answer = souk.order(product["id"])
        return answer.status == 409 and answer.json["code"] == "not_on_sale" and "ended_at" in answer.json

    wait_until(ended, what="the sale ends")


def test_an_order_that_passed_the_door_early_is_rejected(souk):
    product = souk.create_product(sale_starts_at=at(3600))
    assert souk.wait_for_order(order_of(souk, product, ""), "rejected")["reason"] == "not_on_sale"


def test_a_limit_is_exact_for_each_customer_and_counts_what_is_kept(souk):
    product = souk.create_product(limit_per_customer=2)
    assert_problem(souk.order(product["id"]), 401, "sign_in_required")
    assert souk.wait_for_order(order_of(souk, product, ""), "rejected")["reason"] == "sign_in_required"
    customers = [letter * 32 for letter in "abcde"]
    placed = in_parallel(lambda customer: (customer, order_of(souk, product, customer)), customers * 6)
    final = [(customer, souk.final_order(pk)) for customer, pk in placed]
    bought = collections.Counter(customer for customer, order in final if order["status"] == "completed")
    assert bought == dict.fromkeys(customers, 2)
    assert {order["reason"] for _, order in final if order["status"] == "rejected"} == {"limit_reached"}
    assert souk.wait_for_product(product["id"], quantity=90, available=90)

    pk = next(order["pk"] for customer, order in final if customer == customers[0] and order["status"] == "completed")
    refund = souk.payment.post(f"/orders/{pk}/refunds", {"lines": [{"id": product["id"]}]}, headers={"Idempotency-Key": pk})
    assert refund.status == 202, refund

    def has_room():
        return souk.final_order(order_of(souk, product, customers[0]))["status"] == "completed"

    wait_until(has_room, what="what was refunded counts no longer")
    assert souk.final_order(order_of(souk, product, customers[0]))["reason"] == "limit_reached"


def test_one_order_has_at_most_its_limit(souk):
    product = souk.create_product(limit_per_order=2)
    problem = assert_problem(souk.order(product["id"], 3), 422, "validation_failed")
    assert problem["errors"][0]["loc"] == ["body", "quantity"]
    assert souk.order(product["id"], 2).status == 201


WRONG = [
    ({"limit_per_order": 0}, "limit_per_order"),
    ({"limit_per_customer": 0}, "limit_per_customer"),
    ({"state": "hidden"}, "state"),
    ({"sale_starts_at": "Friday"}, "sale_starts_at"),
    ({"sale_starts_at": "2026-11-27T18:00:00Z", "sale_ends_at": "2026-11-27T18:00:00Z"}, "sale_ends_at"),
]


@pytest.mark.parametrize("fields, field", WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_is_refused_when_it_is_created_and_edited(souk, fields, field):
    whole = {"name": "drop", "price": 1.0, "quantity": 1}
    created = assert_problem(souk.inventory.post("/products", {**whole, **fields}), 422, "validation_failed")
    assert created["errors"][0]["loc"] == ["body", field]
    product = souk.create_product()
    edited = assert_problem(souk.inventory.patch(f"/products/{product['id']}", fields), 422, "validation_failed")
    assert edited["errors"][0]["loc"] == ["body", field]
    assert souk.product(product["id"]) == product


def test_a_batch_sets_and_takes_away_the_terms_of_a_sale(souk):
    terms = {"state": "draft", "sale_starts_at": "2030-01-01T00:00:00.000Z", "limit_per_order": 2, "limit_per_customer": 3}
    product = souk.create_product()
    write = lambda item: souk.inventory.post("/products/batch", {"items": [{"id": product["id"], **item}]}).json["results"][0]  # noqa: E731
    result = write(terms)
    assert (result["outcome"], result["changed"]) == ("updated", [*terms])
    assert {name: result["product"][name] for name in terms} == terms
    assert write(terms)["outcome"] == "unchanged"
    early = write({"sale_ends_at": "2029-01-01T00:00:00Z"})
    assert (early["outcome"], early["code"]) == ("failed", "validation_failed")
    cleared = {"state": "active", "sale_starts_at": None, "limit_per_order": None, "limit_per_customer": None}
    assert write(cleared)["changed"] == [*cleared]
    assert {name: souk.product(product["id"])[name] for name in cleared} == cleared
