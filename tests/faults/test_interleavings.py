"""Two consumers, three entries, two products: whatever happens in whatever order, each entry has its effect once."""

import json

import pytest

import library
from interleavings import Explorer, Scenario
from protocol import BY_FUNCTION


def product(name, quantity, available):
    return {f"inventory:{{0}}:product:{name}": {"quantity": quantity, "available": available, "version": 1}}


def held(name, **units):
    return {f"inventory:{{0}}:reservations:{name}": units}


def order(pk, status):
    return {f"payment:{{0}}:order:{pk}": {"pk": pk, "product_id": "P", "product_name": "lamp", "quantity": 1, "price": 20, "fee": 4,
                                              "status": status, "updated_at": 1}}


def line(pk, status):
    [(key, fields)] = order(pk, status).items()
    return {key: {**fields, "parent": "cart", "line": 1}}


def cart(pk, status):
    lines = json.dumps([{"product_id": product_id, "product_name": "lamp", "quantity": 1} for product_id in "PQ"])
    return {f"payment:{{0}}:order:{pk}": {"pk": pk, "status": status, "lines": lines, "line_statuses": "reserved reserved",
                                          "line_amounts": "24 10"}}


ONE_DAY = [("local day_length = 86400000", "local day_length = 1e15")]  # so that no test depends on the date


def counted(**products):
    """What is counted on the only day: product -> counters."""
    return {"payment:{0}:turnover:0": products}


def as_text(hashes):
    return {key: {name: str(value) for name, value in fields.items() if name != "updated_at"}
            for key, fields in hashes.items()}


def placed(product_id, pk, quantity, **more):
    return {"product_id": product_id, "pk": pk, "quantity": str(quantity), **more}


def limited(name, quantity, available, limit):
    [(key, fields)] = product(name, quantity, available).items()
    return {key: {**fields, "terms": f"active - - - {limit}"}}


def bought(name, customer=None, **orders):
    """What each order still counts for; all are of this customer."""
    units = {customer: sum(orders.values())} if orders else {}
    return {f"inventory:{{0}}:bought:{name}": units | {pk: f"{count} {customer}" for pk, count in orders.items()}}


SCENARIOS = [
    Scenario("the third order finds too little", BY_FUNCTION["reserve_stock"],
             (placed("P", "1", 2), placed("Q", "2", 1), placed("P", "3", 2)),
             product("P", 3, 3) | product("Q", 1, 1) | held("P") | held("Q"),
             as_text(product("P", 3, 1) | product("Q", 1, 0) | held("P", **{"1": 2}) | held("Q", **{"2": 1}))),
    Scenario("the second order is above the customer's limit", BY_FUNCTION["reserve_stock"],
             (placed("P", "1", 2, customer="ada"), placed("P", "2", 1, customer="ada"), placed("P", "1", 2, customer="ada")),
             limited("P", 9, 9, 2) | held("P") | bought("P"),
             as_text(limited("P", 9, 7, 2) | held("P", **{"1": 2}) | bought("P", "ada", **{"1": 2}))),
    Scenario("one order cannot be understood", BY_FUNCTION["reserve_stock"],
             (placed("P", "1", 1), None, placed("Q", "3", 1)),
             product("P", 3, 3) | product("Q", 1, 1) | held("P") | held("Q"),
             as_text(product("P", 3, 2) | product("Q", 1, 0))),
    Scenario("sold, and one product is gone", BY_FUNCTION["commit_stock"],
             (placed("P", "1", 2), placed("Q", "2", 1), placed("P", "3", 1)),
             product("P", 9, 6) | held("P", **{"1": 2, "3": 1}) | held("Q"),
             as_text({"inventory:{0}:product:P": {"quantity": 6, "available": 6}})),
    Scenario("released, and one order has no reservation", BY_FUNCTION["release_stock"],
             (placed("P", "1", 2), placed("Q", "2", 1), placed("R", "3", 1)),
             product("P", 9, 7) | held("P", **{"1": 2}) | product("Q", 1, 1) | held("Q")
             | product("R", 2, 1) | held("R", **{"3": 1}),
             as_text(product("P", 9, 9) | product("Q", 1, 1) | product("R", 2, 2))),
    Scenario("released twice, of a customer with another order", BY_FUNCTION["release_stock"],
             (placed("P", "1", 2), placed("P", "1", 2), placed("P", "3", 1)),
             limited("P", 9, 6, 3) | held("P", **{"1": 2, "2": 1}) | bought("P", "ada", **{"1": 2, "2": 1}),
             as_text(limited("P", 9, 8, 3) | held("P", **{"2": 1}) | bought("P", "ada", **{"2": 1}))),
    Scenario("one unit comes back, then the whole order is refunded, twice", BY_FUNCTION["return_stock"],
             (placed("P", "1", 1, refunded="1"), placed("P", "1", 0, refunded="3"), placed("P", "1", 0, refunded="3")),
             limited("P", 9, 9, 3) | bought("P", "ada", **{"1": 3, "2": 1}),
             as_text({"inventory:{0}:product:P": {"quantity": 10, "available": 10}} | bought("P", "ada", **{"2": 1}))),
    Scenario("reservations are noted", BY_FUNCTION["note_reservations"], ({"pk": "1"}, {"pk": "2"}, {"pk": "1"}),
             order("1", "pending") | order("2", "rejected"), {}),
    Scenario("settled", BY_FUNCTION["settle_orders"], ({"pk": "1"}, {"pk": "2"}, {"pk": "1"}),
             order("1", "pending") | order("2", "pending") | counted(),
             as_text(order("1", "completed") | order("2", "completed") | counted(P="2 48 0 lamp", orders=2))),
    Scenario("reservations of a pending line, a cancelled one and a cancelled order", BY_FUNCTION["note_reservations"],
             ({"pk": "1"}, {"pk": "2"}, {"pk": "3"}),
             line("1", "pending") | line("2", "cancelled") | order("3", "cancelled"),
             as_text(line("1", "reserved") | line("2", "cancelled") | order("3", "cancelled"))),
    Scenario("an order of two lines is settled", BY_FUNCTION["settle_reserved"], ({"pk": "1"}, {"pk": "2"}, {"pk": "1"}),
             cart("1", "pending") | cart("2", "cancelled") | counted(),
             as_text(cart("1", "completed") | cart("2", "cancelled") | counted(P="1 24 0 lamp", Q="1 10 0 lamp", orders=1))),
    Scenario("rejected", BY_FUNCTION["reject_orders"],
             tuple({"pk": pk, "reason": "sold_out"} for pk in ("1", "2", "none")),
             order("1", "pending") | order("2", "completed") | {"payment:{0}:order:none": {}},
             as_text(order("1", "rejected") | order("2", "completed"))),
    Scenario("refunded", BY_FUNCTION["refund_orders"],
             tuple({"pk": pk, "reason": "product_deleted"} for pk in ("1", "2", "1")),
             order("1", "completed") | order("2", "completed") | counted(P="2 48 0 lamp", orders=2),
             as_text(order("1", "refunded") | order("2", "refunded") | counted(P="2 48 48 lamp", orders=2))),
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_interleaving_has_the_outcome_of_one_consumer_alone(redis, scenario):
    library.load(redis, "payment", ONE_DAY)
    explorer = Explorer(redis, scenario)
    states = explorer.explore()
    reached = {state.data for state in states}
    assert reached == set(explorer.one_by_one)
    print(f"{scenario.name}: {len(states)} states, {len(explorer.calls)} different calls")


@pytest.mark.parametrize("old, new", [
    ("if redis.call('HGET', keys[1], 'writer') ~= writer then", "if false then"),
    ("if not newer(last) then", "if false then"),
    ("  redis.call('HSET', keys[2], stream, last)\n", ""),
], ids=["without writers", "without the whole batch's check", "without positions"])
def test_a_protocol_that_is_broken_is_found_out(redis, old, new):
    library.load(redis, "inventory", [(old, new)])
    try:
        with pytest.raises(AssertionError):
            Explorer(redis, SCENARIOS[0]).explore()
    finally:
        library.load_all(redis)
