"""The clock of inventory's Redis alone says when a sale begins; those of the services and of the other Redis are hours off."""

import asyncio
import datetime

import pytest

import control
from cluster import PARTITIONS
from http_client import Pool
from souk import partition_of, wait_until

HOUR = 3600
BUYERS = 40
MARGIN = 1000  # ms after the start until the first order is reserved, on a machine that does other things as well


@pytest.fixture(scope="module", params=(-2, 2), ids="{:+d} h".format)
def apart(request, tmp_path_factory):
    if request.config.getoption("--cluster"):
        pytest.skip("it starts a shop of its own")
    with control.shop(tmp_path_factory.mktemp("clocks") / "shop", separate_redis=True) as cluster:
        cluster.clock.set(request.param * HOUR)
        cluster.payment_redis.clock.set(-request.param * HOUR)
        wait_until(lambda: cluster.payment.get("/readyz").status == 200, what="payment is ready")
        yield cluster


def milliseconds(redis):
    seconds, microseconds = redis.time()
    return 1000 * seconds + microseconds // 1000


async def order_until(pool, product_id, end, now):
    """The answers to buyers who do not stop trying: (status, code)."""
    answers = []

    async def buyer():
        while now() < end:
            answer = await pool.request("POST", "/orders", {"id": product_id, "quantity": 1})
            answers.append((answer.status, answer.json.get("code")))

    await asyncio.gather(*(buyer() for _ in range(BUYERS)))
    return answers


def test_no_order_before_the_start_and_the_first_one_at_once(apart):
    redis = apart.inventory_redis.connection()
    start = milliseconds(redis) + 2000
    text = datetime.datetime.fromtimestamp(start / 1000, datetime.timezone.utc).isoformat(timespec="milliseconds")
    product = apart.inventory.post("/products", {"name": "drop", "price": 1, "quantity": 100_000, "sale_starts_at": text}).json
    answers = asyncio.run(order_until(Pool(apart.ports["payment"], BUYERS), product["id"], start + 500, lambda: milliseconds(redis)))
    assert set(answers) == {(409, "not_on_sale"), (201, None)}, "all were refused, or none was"
    stream = f"inventory:{{{partition_of(product['id'], PARTITIONS)}}}:stock_reserved"
    reserved = wait_until(lambda: redis.xrange(stream), what="orders are reserved")
    late = [int(entry.split("-")[0]) - start for entry, _ in reserved]
    print(f"the first order is reserved {late[0]} ms after the start, {answers.count((409, 'not_on_sale'))} were refused before")
    assert 0 <= min(late) < MARGIN
