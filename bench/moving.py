#!/usr/bin/python3 -B
"""Hands a partition with many orders over to another primary of a cluster, while orders of it come in: how long it takes, and how long
the slowest order was refused."""

import argparse
import pathlib
import sys
import tempfile
import time

import loading

sys.path.insert(0, str(loading.ROOT / "tests/system"))
from buyers import PatientBuyers, new_product  # noqa: E402
from launcher import Cluster  # noqa: E402
from souk import partition_of  # noqa: E402


class TimedBuyers(PatientBuyers):
    """Whose slowest order is known, in seconds."""

    slowest = 0

    def _order(self, key):
        began = time.monotonic()
        super()._order(key)
        self.slowest = max(self.slowest, time.monotonic() - began)


def fill(shop, product, count):
    """Places so many orders of a product, and waits until all are completed."""
    body = loading.write_lines(pathlib.Path(shop.settings["SOUK_DATA"]) / "bodies", [f'{{"id":"{product}","quantity":1}}'])
    inventory, placed = shop.http("INVENTORY"), 0
    while placed < count:
        seen = loading.drive(["post", "/orders", body], shop.http("PAYMENT").port, connections=128, seconds=10)
        placed += seen["statuses"].get(201, 0)
        print(f"{placed} orders placed", flush=True)
    while (on_hand := inventory.get(f"/products/{product}").json["quantity"]) > 1_000_000 - placed:
        print(f"{on_hand - 1_000_000 + placed} orders not completed", flush=True)
        time.sleep(5)
    return placed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=300_000)
    parser.add_argument("--moves", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = Cluster(pathlib.Path(folder), SOUK_PRIMARIES="2").start_and_wait()
        try:
            product = new_product(shop.http("INVENTORY"), stock=1_000_000)
            partition = partition_of(product)
            print(f"partition {partition} has {fill(shop, product, given.orders)} orders")
            for _ in range(given.moves):
                move(shop, product, partition)
        finally:
            shop.stop()


def move(shop, product, partition):
    target = next(place for place, partitions in shop.shared().items() if partition not in partitions)
    buyers = TimedBuyers(shop.http("PAYMENT"), product)
    with buyers:
        buyers.wait_for_more(20)
        before, buyers.slowest, began = buyers.slowest, 0, time.monotonic()
        status, shown = shop.run("move", str(partition), target, deadline=900)
        took = time.monotonic() - began
        buyers.wait_for_more(20)
    if status:
        raise RuntimeError(shown)
    print(shown.strip().splitlines()[-1])
    print(f"  {took:.1f} s; the slowest of {len(buyers.placed)} orders meanwhile took {buyers.slowest:.2f} s, before it {before:.2f} s", flush=True)


if __name__ == "__main__":
    main()
