from typing import List
from uuid import uuid4

from fastapi import FastAPI, HTTPException, Response

from models import NewProduct, Product, now
from store import connect, product_key

app = FastAPI()
redis = connect()


@app.post("/products", response_model=Product, status_code=201)
async def create_product(wanted: NewProduct):
    time = now()
    product = Product(
        **wanted.dict(), id=uuid4().hex, available=wanted.quantity, version=1, created_at=time, updated_at=time
    )
    async with redis.pipeline() as pipeline:
        pipeline.hset(product_key(product.id), mapping=product.dict())
        pipeline.rpush("products", product.id)
        await pipeline.execute()
    return product


@app.get("/products", response_model=List[Product])
async def list_products(limit: int = 50):
    async with redis.pipeline(transaction=False) as pipeline:
        for product_id in await redis.lrange("products", -limit, -1):
            pipeline.hgetall(product_key(product_id))
        return [product for product in await pipeline.execute() if product]


@app.get("/products/{product_id}", response_model=Product)
async def get_product(product_id: str):
    product = await redis.hgetall(product_key(product_id))
    if not product:
        raise HTTPException(404, "product_not_found")
    return product


@app.delete("/products/{product_id}", status_code=204)
async def delete_product(product_id: str):
    if not await redis.delete(product_key(product_id)):
        raise HTTPException(404, "product_not_found")
    return Response(status_code=204)


@app.get("/readyz")
async def ready():
    await redis.ping()
    return {"status": "ready"}
