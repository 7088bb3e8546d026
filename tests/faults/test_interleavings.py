"""Two consumers, three entries, two products: whatever happens in whatever order, each entry has its effect once."""

import pytest

from interleavings import LIBRARIES, ROOT, Explorer, Scenario, load_libraries
from protocol import BY_FUNCTION
from souk import RedisServer


def product(name, quantity, available):
    return {f"inventory:{{0}}:product:{name}": {"quantity": quantity, "available": available, "version": 1}}


def held(name, **units):
    return {f"inventory:{{0}}:reservations:{name}": units}


def order(pk, status):
    return {f"payment:{{0}}:order:{pk}": {"pk": pk, "product_id": "P", "quantity": 1, "status": status, "updated_at": 1}}


def as_text(hashes):
    return {key: {name: str(value) for name, value in fields.items() if name != "updated_at"}
            for key, fields in hashes.items()}


def placed(product_id, pk, quantity):
    return {"product_id": product_id, "pk": pk, "quantity": str(quantity)}


SCENARIOS = [
    Scenario("the third order finds too little", BY_FUNCTION["reserve_stock"],
             (placed("P", "1", 2), placed("Q", "2", 1), placed("P", "3", 2)),
             product("P", 3, 3) | product("Q", 1, 1) | held("P") | held("Q"),
             as_text(product("P", 3, 1) | product("Q", 1, 0) | held("P", **{"1": 2}) | held("Q", **{"2": 1}))),
    Scenario("one order cannot be understood", BY_FUNCTION["reserve_stock"],
             (placed("P", "1", 1), None, placed("Q", "3", 1)),
             product("P", 3, 3) | product("Q", 1, 1) | held("P") | held("Q"),
             as_text(product("P", 3, 2) | product("Q", 1, 0))),
    Scenario("sold, and one product is gone", BY_FUNCTION["commit_stock"],
             (placed("P", "1", 2), placed("Q", "2", 1), placed("P", "3", 1)),
             product("P", 9, 6) | held("P", **{"1": 2, "3": 1}) | held("Q"),
             as_text({"inventory:{0}:product:P": {"quantity": 6, "available": 6}})),
    Scenario("reservations are noted", BY_FUNCTION["note_reservations"], ({"pk": "1"}, {"pk": "2"}, {"pk": "1"}),
             order("1", "pending") | order("2", "rejected"), {}),
    Scenario("settled", BY_FUNCTION["settle_orders"], ({"pk": "1"}, {"pk": "2"}, {"pk": "1"}),
             order("1", "pending") | order("2", "pending"), as_text(order("1", "completed") | order("2", "completed"))),
    Scenario("rejected", BY_FUNCTION["reject_orders"],
             tuple({"pk": pk, "reason": "sold_out"} for pk in ("1", "2", "none")),
             order("1", "pending") | order("2", "completed") | {"payment:{0}:order:none": {}},
             as_text(order("1", "rejected") | order("2", "completed"))),
    Scenario("refunded", BY_FUNCTION["refund_orders"],
             tuple({"pk": pk, "reason": "product_deleted"} for pk in ("1", "2", "1")),
             order("1", "completed") | order("2", "completed"),
             as_text(order("1", "refunded") | order("2", "refunded"))),
]


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    server = RedisServer(tmp_path_factory.mktemp("interleavings"), appendonly="no")
    server.start()
    connection = server.connection(decode_responses=False)
    load_libraries(connection)
    yield connection
    server.kill()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_interleaving_has_the_outcome_of_one_consumer_alone(redis, scenario):
    explorer = Explorer(redis, scenario)
    states = explorer.explore()
    reached = {state.data for state in states}
    assert reached == set(explorer.one_by_one)
    print(f"{scenario.name}: {len(states)} states, {len(explorer.calls)} different calls")


def spoilt(text, old, new):
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize("old, new", [
    ("if redis.call('HGET', keys[1], 'epoch') ~= epoch then", "if false then"),
    ("if not newer(last) then", "if false then"),
    ("  redis.call('HSET', keys[2], stream, last)\n", ""),
], ids=["without epochs", "without the whole batch's check", "without positions"])
def test_a_protocol_that_is_broken_is_found_out(redis, tmp_path, old, new):
    protocol = "libs/events/partition.lua"
    for part in {part for parts in LIBRARIES.values() for part in parts}:
        text = (ROOT / part).read_text()
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / part).write_text(spoilt(text, old, new) if part == protocol else text)
    load_libraries(redis, tmp_path)
    try:
        with pytest.raises(AssertionError):
            Explorer(redis, SCENARIOS[0]).explore()
    finally:
        load_libraries(redis)
