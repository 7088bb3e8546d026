import os

from redis import asyncio as redis

SETTLE_DELAY = float(os.environ.get("SETTLE_DELAY", "5"))
ORDER_COMPLETED, REFUND_ORDER = "order_completed", "refund_order"


def connect() -> redis.Redis:
    # A request waits for a connection of this limited pool: thousands at once would be more than Redis accepts.
    pool = redis.BlockingConnectionPool(
        max_connections=256,
        timeout=None,
        port=int(os.environ["REDIS_PORT"]),
        password=os.environ["REDIS_PASSWORD"],
        decode_responses=True,
    )
    return redis.Redis(connection_pool=pool)


def product_key(product_id: str) -> str:
    return f"product:{product_id}"


def order_key(pk: str) -> str:
    return f"order:{pk}"
