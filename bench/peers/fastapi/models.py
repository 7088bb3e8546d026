from datetime import datetime, timezone
from typing import List, Optional

from pydantic import BaseModel, Field


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class NewProduct(BaseModel):
    name: str = Field(min_length=1, max_length=200)
    price: float = Field(ge=0)
    quantity: int = Field(ge=0)
    description: str = ""
    image: str = ""


class Product(NewProduct):
    id: str
    available: int
    version: int
    created_at: str
    updated_at: str


class NewOrder(BaseModel):
    id: str
    quantity: int = Field(ge=1)


class Step(BaseModel):
    step: str
    at: str


class Order(BaseModel):
    pk: str
    product_id: str
    price: float
    fee: float
    total: float
    quantity: int
    status: str
    amount: float
    product_name: str
    reason: Optional[str] = None
    created_at: str
    updated_at: str
    timeline: List[Step]
