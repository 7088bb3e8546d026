#!/usr/bin/python3 -B
"""Viewers of a product before its sale: each reads the page's product and keeps a stream open. What that costs Redis, and what one
change of the product costs when all of them must hear of it."""

import argparse
import asyncio
import datetime
import pathlib
import resource
import sys
import tempfile
import time

import loading

sys.path.insert(0, str(loading.ROOT / "tests/system"))
from souk import System  # noqa: E402

AT_ONCE = 200  # connections being opened


class Viewer:
    def __init__(self, port, product):
        self.port, self.product = port, product

    async def _ask(self, path):
        self.reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: souk\r\n\r\n".encode())
        self.writer = writer
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.split(b"\r\n")[0], head

    async def open(self, gate):
        async with gate:
            await self._ask(f"/products/{self.product}")
            self.writer.close()
            await self._ask(f"/products/events?ids={self.product}")
            await self.hear(b'"name":"drop"')

    async def hear(self, text):
        while text not in await self.reader.readline():
            pass
        return time.monotonic()


def commands(redis):
    """Those that read or write data."""
    stats = redis.info("commandstats")
    return sum(found["calls"] for name, found in stats.items() if name.split("_", 1)[1] not in ("info", "ping", "hello", "client|tracking"))


async def watch(shop, product, count):
    redis = shop.inventory_redis.connection()
    viewers, gate = [Viewer(shop.inventory.port, product) for _ in range(count)], asyncio.Semaphore(AT_ONCE)
    before, began = commands(redis), time.monotonic()
    await asyncio.gather(*(viewer.open(gate) for viewer in viewers))
    opened, seconds = commands(redis), time.monotonic() - began
    print(f"{count} viewers came in {seconds:.1f} s: {opened - before} commands of Redis")
    await asyncio.sleep(10)
    print(f"10 s of waiting: {commands(redis) - opened} commands of Redis")
    quiet, changed = commands(redis), time.monotonic()
    assert shop.inventory.patch(f"/products/{product}", {"name": "open"}).status == 200
    heard = sorted([at - changed for at in await asyncio.gather(*(viewer.hear(b'"name":"open"') for viewer in viewers))])
    print(f"one change: {commands(redis) - quiet} commands; the median viewer heard of it after {1000 * heard[count // 2]:.0f} ms, "
          f"the last one after {1000 * heard[-1]:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=10_000)
    given = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    with tempfile.TemporaryDirectory() as folder:
        shop = System(pathlib.Path(folder), SOUK_MAX_CONNECTIONS=str(2 * given.viewers))
        try:
            shop.start()
            product = shop.create_product(name="drop", sale_starts_at=start.isoformat(timespec="milliseconds"))["id"]
            asyncio.run(watch(shop, product, given.viewers))
        finally:
            shop.stop()


if __name__ == "__main__":
    main()
