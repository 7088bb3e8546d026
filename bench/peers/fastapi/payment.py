import asyncio
import json
from uuid import uuid4

from fastapi import BackgroundTasks, FastAPI, HTTPException

from models import NewOrder, Order, now
from store import ORDER_COMPLETED, SETTLE_DELAY, connect, order_key, product_key

app = FastAPI()
redis = connect()


async def settle(order: Order) -> None:
    await asyncio.sleep(SETTLE_DELAY)
    time = now()
    timeline = json.dumps([step.dict() for step in order.timeline] + [{"step": "completed", "at": time}])
    async with redis.pipeline() as pipeline:
        pipeline.hset(
            order_key(order.pk), mapping={"status": "completed", "updated_at": time, "timeline": timeline}
        )
        pipeline.xadd(
            ORDER_COMPLETED, {"pk": order.pk, "product_id": order.product_id, "quantity": order.quantity}
        )
        await pipeline.execute()


@app.post("/orders", response_model=Order, status_code=201)
async def place_order(wanted: NewOrder, background: BackgroundTasks):
    key = product_key(wanted.id)
    async with redis.pipeline(transaction=False) as pipeline:
        pipeline.hmget(key, "name", "price", "available")
        (name, price, available), = await pipeline.execute()
    if name is None:
        raise HTTPException(404, "product_not_found")
    if int(available) < wanted.quantity:
        raise HTTPException(409, "sold_out")
    if await redis.hincrby(key, "available", -wanted.quantity) < 0:
        await redis.hincrby(key, "available", wanted.quantity)
        raise HTTPException(409, "sold_out")
    price = float(price)
    fee = round(price * 0.2, 2)
    total = round(price + fee, 2)
    time = now()
    order = Order(
        pk=uuid4().hex,
        product_id=wanted.id,
        price=price,
        fee=fee,
        total=total,
        quantity=wanted.quantity,
        status="pending",
        amount=round(total * wanted.quantity, 2),
        product_name=name,
        created_at=time,
        updated_at=time,
        timeline=[{"step": "placed", "at": time}],
    )
    fields = order.dict(exclude={"reason", "timeline"})
    async with redis.pipeline() as pipeline:
        pipeline.hset(
            order_key(order.pk),
            mapping={**fields, "timeline": json.dumps([step.dict() for step in order.timeline])},
        )
        pipeline.rpush("orders", order.pk)
        await pipeline.execute()
    background.add_task(settle, order)
    return order


@app.get("/orders/{pk}", response_model=Order)
async def get_order(pk: str):
    order = await redis.hgetall(order_key(pk))
    if not order:
        raise HTTPException(404, "order_not_found")
    return {**order, "timeline": json.loads(order["timeline"])}


@app.get("/readyz")
async def ready():
    await redis.ping()
    return {"status": "ready"}
