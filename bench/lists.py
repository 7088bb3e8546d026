#!/usr/bin/python3 -B
"""The store's lists among a million orders: GET /orders with each filter, GET /turnover, and the time of an answer."""

import argparse
import hashlib
import hmac
import pathlib
import random
import tempfile
import time
from collections import Counter

from systems import PARTITIONS, Souk

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DAY = 86_400_000
DAYS, PRODUCTS = 365, 1000
STATUSES = ["completed"] * 93 + ["refunded"] * 4 + ["rejected"] * 2 + ["cancelled"]


def ulid(time_ms, number, partition):
    """Sorted by time; the low 16 bits are the partition."""
    bits = time_ms << 80 | number << 16 | partition
    return "".join(DIGITS[bits >> shift & 31] for shift in range(125, -1, -5))


class Filling:
    def __init__(self, souk, orders, seed):
        self.redis, self.orders, self.random = souk.redis, orders, random.Random(seed)
        self.secret = self._secret()
        self.today = int(time.time() * 1000) // DAY
        self.sums, self.names, self.products = Counter(), {}, []
        for number in range(PRODUCTS):
            partition = number % PARTITIONS
            product = ulid(1_600_000_000_000, number, partition)
            self.products.append((product, partition, self.random.randrange(500, 20_000)))
            self.names[product] = f"A product with number {number}"

    def _secret(self):
        """The key of the index of customers."""
        self.redis.set("payment:{0}:customers:secret", "ab" * 32, nx=True)
        return self.redis.get("payment:{0}:customers:secret").encode()

    def _index(self, pipeline, term, pk):
        digest = hmac.new(self.secret, term.encode(), hashlib.sha256).digest()[:16]
        partition = int.from_bytes(digest[:2], "big") % PARTITIONS
        pipeline.zadd(f"payment:{{{partition}}}:customers:{digest.hex()}", {pk: 0})

    def run(self):
        began = (self.today - DAYS + 1) * DAY
        apart = DAYS * DAY // self.orders
        pipeline = self.redis.pipeline(transaction=False)
        for number in range(self.orders):
            self._order(pipeline, number, min(began + number * apart, int(time.time() * 1000)))
            if number % 1000 == 999:
                pipeline.execute()
        pipeline.execute()
        self._counters()
        return self

    def number_of(self, order):
        """Makes it findable by its number."""
        pipeline = self.redis.pipeline(transaction=False)
        self._index(pipeline, f"number:{order['number']}", order["pk"])
        pipeline.execute()
        return order["number"]

    def _order(self, pipeline, number, at):
        product, partition, price = self.random.choice(self.products)
        units, status = self.random.randrange(1, 4), self.random.choice(STATUSES)
        pk, prefix = ulid(at, number, partition), f"payment:{{{partition}}}:"
        amount = units * (price + price // 5)
        order = {"status": status, "pk": pk, "product_id": product, "product_name": self.names[product], "quantity": units,
                 "price": price, "fee": price // 5, "created_at": at, "updated_at": at + 5000, "amount": amount,
                 "line_amounts": amount, "hold": 900_000, "hold_until": at + 900_000, "payment": "captured",
                 "captured": amount, "paid_back": amount * (status == "refunded"), "reference": f"pi_{number:024d}"}
        if status in ("rejected", "cancelled"):
            order |= {"payment": "none", "captured": 0, "reason": "sold_out" if status == "rejected" else "payment_timeout"}
        pipeline.hset(f"{prefix}order:{pk}", mapping=order)
        pipeline.rpush(f"{prefix}orders", pk)
        pipeline.hincrby(f"{prefix}counts", status, 1)
        name = f"{'Ada' if number % 10 == 0 else f'First{number % 997}'} Last{number % 100_003}"
        email = f"buyer{number % 200_000}@example.com"
        pipeline.hset(f"{prefix}customer:{pk}", mapping={"email": email, "name": name, "line1": "1 Road", "city": "London",
                                                         "country": "GB"})
        for term in (f"email:{email}", *(f"name:{word}" for word in name.lower().split())):
            self._index(pipeline, term, pk)
        if order["captured"]:
            day = (at + 5000) // DAY
            self.sums[partition, day, "orders"] += 1
            for place, value in enumerate((units, amount, order["paid_back"])):
                self.sums[partition, day, product, place] += value

    def _counters(self):
        fields = {}
        for (partition, day, product, *place), value in self.sums.items():
            of_day = fields.setdefault((partition, day), {})
            if not place:
                of_day[product] = value
            else:
                of_day.setdefault(product, [0, 0, 0])[place[0]] = value
        pipeline = self.redis.pipeline(transaction=False)
        for (partition, day), of_day in fields.items():
            key = f"payment:{{{partition}}}:turnover"
            pipeline.hset(key, day, 1)
            pipeline.hset(f"{key}:{day}", mapping={
                name: value if name == "orders" else " ".join(map(str, value)) + " " + self.names[name]
                for name, value in of_day.items()})
        pipeline.execute()


def times(http, paths, rounds):
    taken = []
    for number in range(rounds):
        path = paths[number % len(paths)]
        started = time.perf_counter()
        answer = http.get(path, timeout=60)
        taken.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer}")
    taken.sort()
    return taken[len(taken) // 2], taken[len(taken) * 95 // 100], len(answer.json)


def day(filling, ago):
    return time.strftime("%Y-%m-%d", time.gmtime((filling.today - ago) * DAY / 1000))


def questions(filling, http):
    some = random.Random(1)
    products = [product for product, *_ in some.sample(filling.products, 50)]
    week = [f"from={day(filling, ago)}T00:00:00Z&to={day(filling, ago - 7)}T00:00:00Z" for ago in range(20, 360, 17)]
    old = http.get("/orders?limit=50&to=" + day(filling, 200) + "T00:00:00Z").json
    numbers = [filling.number_of(order) for order in old]
    yield "newest", ["/orders"]
    for status in ("completed", "refunded", "rejected", "cancelled", "pending"):
        yield f"status={status}", [f"/orders?status={status}"]
    yield "product_id", [f"/orders?product_id={product}" for product in products]
    yield "product_id, cancelled", [f"/orders?product_id={product}&status=cancelled" for product in products]
    yield "from, to", [f"/orders?{span}" for span in week]
    yield "from, to, rejected", [f"/orders?status=rejected&{span}" for span in week]
    yield "number", [f"/orders?number={number}" for number in numbers]
    yield "email", [f"/orders?email=buyer{some.randrange(200_000)}@example.com" for _ in range(50)]
    yield "name (100,000 have it)", ["/orders?name=ada"]
    yield "name (10)", [f"/orders?name=last{some.randrange(100_003)}" for _ in range(50)]
    yield "two names", [f"/orders?name=ada%20last{some.randrange(100_003)}" for _ in range(50)]
    yield "name, cancelled", ["/orders?name=ada&status=cancelled"]
    yield "newest, limit=100", ["/orders?limit=100"]
    yield "turnover of 30 days", ["/turnover"]
    yield "turnover of today", [f"/turnover?from={day(filling, 0)}"]
    yield "turnover of 365 days", [f"/turnover?from={day(filling, 364)}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        souk = Souk(pathlib.Path(folder), 1)
        try:
            souk.start()
            souk.redis.config_set("appendonly", "no")
            filling = Filling(souk, given.orders, given.seed).run()
            print(f"{given.orders} orders, Redis uses {souk.redis.info('memory')['used_memory_human']}")
            print("| question | p50 | p95 ms | entries |\n|---|---|---|---|")
            for what, paths in questions(filling, souk.payment):
                times(souk.payment, paths, 5)
                median, p95, entries = times(souk.payment, paths, given.rounds)
                print(f"| {what} | {median:.1f} | {p95:.1f} | {entries} |", flush=True)
        finally:
            souk.stop()


if __name__ == "__main__":
    main()
