#!/usr/bin/python3 -B
"""Sends orders through a whole system: orders accepted and finished a second, and each process' CPU time an order."""

import argparse
import json
import pathlib
import tempfile

import loading
from systems import FastApi, Fastify, Souk


def run(system, bodies, **load):
    """One load of orders, until all of them are final. `lag`: how late the last one became final."""
    before, meter = system.accepted(), system.meter()
    seen = loading.drive(["post", "/orders", bodies], system.orders_port, **load)
    took = system.wait_until_finished()
    orders = system.accepted() - before
    lag = max(took - system.settle_delay, 0)
    cpu = meter.microseconds_each(orders)
    return {
        "orders": orders,
        "statuses": seen["statuses"],
        "lost": seen["lost"],
        "accepted_per_second": seen["rate"],
        "finished_per_second": orders / (seen["seconds"] + lag),
        "lag_seconds": lag,
        "latency_us": seen["latency_us"],
        "load_cpu_us": seen["cpu_us"],
        "cpu_us": {**cpu, "sum": sum(cpu.values())},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--system", choices=["souk", "fastapi", "fastify"], default="souk")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--in-flight", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0, help="open loop: orders a second")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--products", type=int, default=500)
    parser.add_argument("--settle-delay", type=float, default=1)
    parser.add_argument("--lines", type=int, default=1, help="of each order; Souk only")
    parser.add_argument("--replicas", type=int, default=0, help="of its Redis; Souk only")
    parser.add_argument("--primaries", type=int, default=0, help="of a Redis Cluster instead of its Redis; Souk only")
    given = parser.parse_args()
    kind = {system.name: system for system in (Souk, FastApi, Fastify)}[given.system]
    with tempfile.TemporaryDirectory() as folder:
        options = {name: number for name, number in (("replicas", given.replicas), ("primaries", given.primaries)) if number}
        system = kind(pathlib.Path(folder), given.settle_delay, **options)
        try:
            system.start()
            system.lines = given.lines
            bodies = system.order_bodies([system.make_product() for _ in range(given.products)], lines=given.lines)
            load = {"connections": given.connections, "in_flight": given.in_flight, "rate": given.rate}
            run(system, bodies, **load, seconds=min(given.seconds, 1))
            print(json.dumps(run(system, bodies, **load, seconds=given.seconds), indent=2))
        finally:
            system.stop()


if __name__ == "__main__":
    main()
