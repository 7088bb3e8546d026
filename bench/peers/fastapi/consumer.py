"""Removes the units of completed orders from the stock, and refunds orders whose product was deleted."""

import asyncio

from redis.exceptions import ResponseError

from models import now
from store import ORDER_COMPLETED, connect, order_key, product_key

GROUP = "inventory-group"
redis = connect()


async def commit(messages) -> None:
    async with redis.pipeline(transaction=False) as pipeline:
        for _, order in messages:
            pipeline.exists(product_key(order["product_id"]))
        there = await pipeline.execute()
    async with redis.pipeline() as pipeline:
        for (message, order), exists in zip(messages, there):
            if exists:
                pipeline.hincrby(product_key(order["product_id"]), "quantity", -int(order["quantity"]))
            else:
                pipeline.hset(order_key(order["pk"]), mapping={"status": "refunded", "updated_at": now()})
            pipeline.xack(ORDER_COMPLETED, GROUP, message)
            pipeline.incr("orders_final")
        await pipeline.execute()


async def main() -> None:
    try:
        await redis.xgroup_create(ORDER_COMPLETED, GROUP, id="0", mkstream=True)
    except ResponseError:
        pass  # it exists
    while True:
        for _, messages in await redis.xreadgroup(GROUP, "consumer", {ORDER_COMPLETED: ">"}, count=128, block=1000):
            await commit(messages)


asyncio.run(main())
