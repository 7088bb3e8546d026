"""The door: how many unpaid orders one may have, what an order of a product in demand needs, and undoing what came through."""

import datetime

import pytest

from challenges import solve
from client import Http
from processes import wait_until
from souk import System, assert_problem
from test_payments import ADA, pay

pytestmark = pytest.mark.cluster

TOKEN = "secret-token-of-the-owner"
addresses = iter(f"10.9.0.{last}" for last in range(1, 250))


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    door = {"SOUK_UNPAID_ORDERS": "3", "SOUK_CHALLENGE": "auto", "SOUK_CHALLENGE_WORK": "500", "SOUK_CHALLENGE_RATE": "4"}
    system = System(tmp_path_factory.mktemp("door"), sandbox=True, SOUK_ADMIN_TOKEN=TOKEN, **door)
    try:
        yield system.start()
    finally:
        system.stop()


class Guest:
    def __init__(self, shop):
        self.address = next(addresses)
        self.http = Http(shop.payment.port, {"X-Real-IP": self.address})

    def order(self, product_id, solution=None, key=None):
        headers = {"Challenge-Solution": solution, "Idempotency-Key": key}
        return self.http.post("/orders", {"id": product_id, "quantity": 1, "customer": ADA}, headers=headers)

    def place(self, product_id):
        answer = self.order(product_id)
        assert answer.status == 201, answer
        return answer.json["pk"]

    def challenge(self, product_id):
        answer = self.http.post("/challenges", {"lines": [{"id": product_id, "quantity": 1}]})
        assert answer.status == 200, answer
        return answer.json["challenge"]


def in_demand(shop):
    """A product whose sale has just begun."""
    start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(milliseconds=300)
    product = shop.create_product(sale_starts_at=start.isoformat(timespec="milliseconds"))["id"]
    guest = Guest(shop)
    wait_until(lambda: guest.order(product).json["code"] == "challenge_required", what="the sale begins")
    return product


def test_an_address_has_three_unpaid_orders_and_room_again_when_one_is_paid_or_cancelled(shop):
    product, guest = shop.create_product()["id"], Guest(shop)
    pks = [guest.place(product) for _ in range(3)]
    refused = guest.order(product, key="one-more")
    assert_problem(refused, 429, "too_many_unpaid_orders")
    assert 0 < int(refused.headers["Retry-After"]) <= 15 * 60
    assert Guest(shop).order(product).status == 201
    pay(shop, pks[0])
    shop.wait_for_order(pks[0], "completed")
    assert guest.order(product, key="one-more").status == 201
    assert guest.order(product).status == 429
    assert guest.http.post(f"/orders/{pks[1]}/cancel").status == 200
    wait_until(lambda: guest.order(product).status == 201, what="a cancelled order makes room")


def test_a_product_in_demand_needs_a_solution_of_its_own_once(shop):
    product, other, guest = in_demand(shop), in_demand(shop), Guest(shop)
    refused = assert_problem(guest.order(product), 428, "challenge_required")
    solution = solve(refused["challenge"])
    for wrong in (f"{refused['challenge']}.0x1", solution[:-1] + "x", "nonsense", solve(guest.challenge(other))):
        assert_problem(guest.order(product, wrong), 428, "challenge_required")
    assert_problem(Guest(shop).order(product, solution), 428, "challenge_required")
    placed = guest.order(product, solution, key="a-solution")
    assert placed.status == 201, placed
    assert "used" in assert_problem(guest.order(product, solution), 428, "challenge_required")["detail"]
    assert guest.order(product, key="a-solution").json["pk"] == placed.json["pk"]
    assert guest.order(product, solve(guest.challenge(product))).status == 201


def test_a_product_that_is_ordered_often_is_in_demand(shop):
    product, other, guest = shop.create_product()["id"], shop.create_product()["id"], Guest(shop)
    answers = [Guest(shop).order(product).status for _ in range(60)]  # four a second for ten seconds are enough
    assert answers[:39] == [201] * 39 and answers[-1] == 428
    assert guest.order(product, solve(guest.challenge(product))).status == 201
    assert guest.challenge(other) is None


def test_a_product_without_demand_has_no_challenge(shop):
    product, guest = shop.create_product()["id"], Guest(shop)
    assert guest.challenge(product) is None
    assert guest.order(product, "nonsense").status == 201


def seen(shop, by, value):
    rows = shop.payment.get(f"/visitors?by={by}").json
    return next(((row["orders"], row["open"]) for row in rows if row["value"] == value), None)


def cancel(shop, address):
    answer = shop.payment.post("/visitors/cancel", {"by": "address", "value": address})
    assert answer.status == 200, answer
    return answer.json


def test_the_owner_sees_who_orders_and_cancels_what_one_address_has_open(shop):
    product = shop.create_product(quantity=5)["id"]
    hoarder, other = Guest(shop), Guest(shop)
    hoarded, fair = [hoarder.place(product) for _ in range(3)], other.place(product)
    wait_until(lambda: seen(shop, "address", hoarder.address) == (3, 3), what="the owner sees them")
    assert cancel(shop, hoarder.address) == {"cancelled": 3, "paid": 0, "left": 0}
    for pk in hoarded:
        assert shop.wait_for_order(pk, "cancelled")["reason"] == "cancelled_by_store"
    shop.wait_for_product(product, available=4)
    assert shop.read_order(fair)["status"] == "pending"
    assert cancel(shop, hoarder.address) == {"cancelled": 0, "paid": 0, "left": 0}
    assert seen(shop, "address", hoarder.address) == (3, 0)


def test_only_the_owner_sees_it(shop):
    stranger = Http(shop.payment.port)
    assert_problem(stranger.get("/visitors?by=address"), 401, "unauthorized")
    assert_problem(stranger.post("/visitors/cancel", {"by": "address", "value": "10.0.0.1"}), 401, "unauthorized")
    assert_problem(shop.payment.post("/visitors/cancel", {"by": "address"}), 422, "validation_failed")
    assert_problem(shop.payment.get("/visitors?by=name"), 422, "validation_failed")
