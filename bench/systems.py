"""Souk and its peers on free ports, each with its own Redis with the same settings."""

import os
import sys
import urllib.parse
import uuid

from loading import ROOT
from shop import Shop

sys.path.insert(0, str(ROOT / "tests/system"))
from client import Http  # noqa: E402
from processes import Process, RedisServer, free_port, wait_until  # noqa: E402
from souk import PARTITIONS, System  # noqa: E402


class Souk(Shop, System):
    name = "souk"

    def __init__(self, folder, settle_delay, **settings):
        System.__init__(self, folder, SOUK_SETTLE_DELAY=f"{int(settle_delay * 1000)}ms", **settings)
        self.settle_delay = settle_delay
        self.products_http, self.orders_http = self.inventory, self.payment
        self.redis = None
        self.final_before = 0  # orders that became final without events
        self.lines = 1  # of each order

    def start(self):
        System.start(self)
        self.redis = self.inventory_redis.connection()
        return self

    def pids(self):
        servers = [node for redis in self.redises for node in getattr(redis, "nodes", [redis])]
        return {process.name: process.child.pid for process in [*self.services, *servers]}

    def product_ids(self):
        with self.redis.pipeline(transaction=False) as pipeline:
            for p in range(PARTITIONS):
                pipeline.zrange(f"inventory:{{{p}}}:products", 0, -1)
            return [product for ids in pipeline.execute() for product in ids]

    def accepted(self):
        with self.redis.pipeline(transaction=False) as pipeline:
            for p in range(PARTITIONS):
                pipeline.llen(f"payment:{{{p}}}:orders")
            return sum(pipeline.execute())

    def finished(self):
        """Orders that are settled and whose lines are all committed, or that are rejected."""
        with self.redis.pipeline(transaction=False) as pipeline:
            for p in range(PARTITIONS):
                pipeline.hget(f"inventory:{{{p}}}:positions", "order_completed:read")
                pipeline.hget(f"payment:{{{p}}}:counts", "rejected")
            counts = [int(value or 0) for value in pipeline.execute()]
            return self.final_before + sum(counts[::2]) // self.lines + sum(counts[1::2])


class Peer(Shop):
    """A subclass has `programs`: name -> command, with {port} in those that serve HTTP."""

    def __init__(self, folder, settle_delay):
        self.folder, self.settle_delay = folder, settle_delay
        self.redis_server = RedisServer(folder)
        self.redis, self.processes = None, []
        self.products_http, self.orders_http = Http(free_port()), Http(free_port())

    def start(self):
        self.redis_server.start()
        self.redis = self.redis_server.connection()
        ports = {"inventory": self.products_http.port, "payment": self.orders_http.port}
        for name, command in self.programs.items():
            environment = {
                "REDIS_PORT": str(self.redis_server.port),
                "REDIS_PASSWORD": urllib.parse.urlsplit(self.redis_server.url).password,
                "SETTLE_DELAY": str(self.settle_delay),
                "PORT": str(ports.get(name, 0)),
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            words = [word.format(port=ports.get(name)) for word in command]
            process = Process(name, ["env", "-C", self.home, *words], environment, self.folder / f"{name}.log")
            self.processes.append(process.start())
        for http in (self.products_http, self.orders_http):
            wait_until(lambda http=http: http.status_of("/readyz") == 200, 30, f"{self.name} is ready")
        return self

    def stop(self):
        for process in [*self.processes, self.redis_server]:
            if process.running():
                process.ask_to_stop()
                process.exit_code()

    def pids(self):
        return {process.name: process.child.pid for process in [*self.processes, self.redis_server]}

    def product(self, product_id):
        return self.products_http.get(f"/products/{product_id}").json

    def make_products(self, count):
        """Writes products like its API does, but many at once."""
        product = self.redis.hgetall(f"product:{self.make_product()}")
        ids = [uuid.uuid4().hex for _ in range(count)]
        for part in range(0, count, 1000):
            with self.redis.pipeline(transaction=False) as pipeline:
                for product_id in ids[part : part + 1000]:
                    pipeline.hset(f"product:{product_id}", mapping={**product, "id": product_id})
                    pipeline.rpush("products", product_id)
                pipeline.execute()
        return ids

    def accepted(self):
        return self.redis.llen("orders")

    def finished(self):
        return int(self.redis.get("orders_final") or 0)


class FastApi(Peer):
    name = "fastapi"
    home = ROOT / "bench/peers/fastapi"
    _serve = ["/usr/bin/python3", "-m", "uvicorn", "--port", "{port}", "--workers", str(os.cpu_count())]
    _serve += ["--loop", "uvloop", "--http", "httptools", "--no-access-log", "--backlog", "16384"]
    programs = {
        "inventory": [*_serve, "inventory:app"],
        "payment": [*_serve, "payment:app"],
        "consumer": ["/usr/bin/python3", "consumer.py"],
    }


class Fastify(Peer):
    name = "fastify"
    home = ROOT / "bench/peers/fastify"
    programs = {name: ["node", f"{name}.js"] for name in ("inventory", "payment", "workers")}
