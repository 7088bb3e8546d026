"""The largest batch of the largest orders: Lua passes only some thousand values to a call."""

import json

import library
from protocol import BY_FUNCTION, batch, key

ORDERS, LINES = 256, 20


def test_all_products_of_the_largest_batch_are_counted(redis):
    library.begin_anew(redis)
    library.load(redis, "payment")
    redis.hset(key("payment", 0, "lease"), "writer", 1)
    for order in range(ORDERS):
        lines = [{"product_id": f"P{order}.{line}", "product_name": "lamp", "quantity": 1} for line in range(LINES)]
        redis.hset(key("payment", 0, f"order:{order}"), mapping={
            "status": "pending", "pk": order, "lines": json.dumps(lines), "line_amounts": " ".join(["10"] * LINES)})
    entries = [(f"{order + 1}-0", {"pk": str(order)}) for order in range(ORDERS)]
    redis.execute_command(*batch(BY_FUNCTION["settle_reserved"], 0, 1, entries))
    [day] = redis.keys("payment:{0}:turnover:*")
    counted = redis.hgetall(day)
    assert counted.pop(b"orders") == str(ORDERS).encode()
    assert len(counted) == ORDERS * LINES
    assert set(counted.values()) == {b"1 10 0 lamp"}
