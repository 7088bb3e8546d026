"""A drop: many buyers for few units at once, first alone, then with a thousand more clients watching the product."""

import json
import time

import loading
from field import interleaved

UNITS = 100
WATCHERS = 1_000


def sell(system, product, buyers):
    """Every buyer orders one unit at the same moment, on a connection that is open already."""
    bodies = loading.write_lines(system.folder / "drop", [json.dumps({"id": product, "quantity": 1})])
    meter = system.meter()
    began = time.monotonic()
    seen = loading.drive(
        ["post", "/orders", bodies], system.orders_port, connections=buyers, requests=buyers, seconds=120
    )
    late = max(system.wait_until_finished() - system.settle_delay, 0)
    ended = time.monotonic()
    if sum(seen["statuses"].values()) != buyers or set(seen["statuses"]) - {201, 409}:
        raise RuntimeError(f"{system.name} answered {seen}")
    left = system.product(product)
    if left["quantity"] != 0 or left["available"] != 0:
        raise RuntimeError(f"{system.name} sold {UNITS} units and has {left} left")
    return {
        "answered_seconds": seen["seconds"],
        "final_seconds": seen["seconds"] + late,
        "p99": seen["latency_us"]["p99"] / 1000,
        "accepted": seen["statuses"].get(201, 0),
        "cpu_us": sum(meter.used().values()) * 1e6 / buyers,
    }, began, ended


def measure(field):
    def once(system):
        return lambda: sell(system, system.make_product(UNITS), field.effort.buyers)[0]

    return interleaved({name: once(system) for name, system in field.shops.items()}, field.effort.rounds)


def measure_watched(field):
    """The same on Souk, while event streams follow the product. `updated_seconds`: from the first order until the last
    stream has reported that no unit is left."""
    souk = field.shops["souk"]

    def watched():
        product = souk.make_product(UNITS)
        follower = loading.start(
            ["watch", f"/products/events?ids={product}", "--until", '"available":0,'], souk.products_port,
            connections=WATCHERS, seconds=120,
        )
        for line in follower.stderr:
            if line.strip() == "watching":
                break
        figures, began, _ = sell(souk, product, field.effort.buyers)
        seen = json.loads(follower.communicate()[0])
        if seen["found"] != WATCHERS:
            raise RuntimeError(f"not all watchers saw it: {seen}")
        return {
            "updated_seconds": seen["last_found_at"] - began,
            "events_each": seen["events"] / WATCHERS,
            "answered_seconds": figures["answered_seconds"],
            "final_seconds": figures["final_seconds"],
            "cpu_us": figures["cpu_us"],
        }

    def alone():
        return sell(souk, souk.make_product(UNITS), field.effort.buyers)[0]

    return interleaved({"watched": watched, "alone": alone}, field.effort.rounds)
