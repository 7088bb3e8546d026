"""The most orders a second that the whole system keeps up with, what they cost, and how long they take at half of it."""

import time

import loading
import orders
from field import interleaved
from serving import latencies
from systems import Souk

MOST_LAG = 1  # seconds that the last order may be late
TRIAL = 8  # seconds; what is late by a quarter of MOST_LAG after them does not keep up for a minute


def measure(field):
    """On a Souk of its own, with the settle delay that it has by default."""
    effort = field.effort
    souk = field.run(Souk, "sustained", settle_delay=effort.sustained_settle_delay)
    idle = souk.memory()
    bodies = souk.order_bodies([souk.make_product() for _ in range(500)])
    redis_bytes = bytes_of_orders(souk, bodies)
    # Of what is accepted for some seconds, a part can be kept up; every trial leaves orders behind that a rewrite of the
    # append-only file must write, so there should be few.
    rate = 0.75 * orders.run(souk, bodies, connections=512, seconds=effort.seconds * 5)["accepted_per_second"]
    tried = []
    for seconds, most_lag in ((TRIAL, MOST_LAG / 4), (effort.sustained_seconds, MOST_LAG)):
        while True:
            seen = orders.run(souk, bodies, connections=512, rate=rate, seconds=seconds)
            keeps_up = seen["lag_seconds"] < most_lag and set(seen["statuses"]) == {201} and not seen["lost"]
            tried.append({"rate": rate, "seconds": seconds, "lag_seconds": seen["lag_seconds"], "keeps_up": keeps_up})
            if keeps_up:
                break
            rate *= 0.95
            if len(tried) > 12:
                raise RuntimeError(f"no rate is sustained: {tried}")
    return {
        "rate": seen["finished_per_second"],
        "seconds": seconds,
        "lag_seconds": seen["lag_seconds"],
        "tried": tried,
        "cpu_us": seen["cpu_us"],
        "latency_ms": latencies(seen),
        "memory_idle": idle,
        "memory_loaded": souk.memory(),
        "redis_bytes": redis_bytes,
    }


def bytes_of_orders(souk, bodies, count=20_000):
    """What Redis holds more an order: when the last has become final, and when its streams have been trimmed since."""
    used = lambda: souk.redis.info("memory")["used_memory"]  # noqa: E731
    before = used()
    loading.drive(["post", "/orders", bodies], souk.orders_port, connections=64, requests=count, seconds=60)
    souk.wait_until_finished()
    untrimmed = used()
    time.sleep(11)  # the consumers trim every 5 s
    return {"untrimmed": (untrimmed - before) / count, "trimmed": (used() - before) / count}


def measure_latency(field, rates):
    """Open loop at half of the rate that each sustains (`rates`): arrivals do not wait for answers, and latency counts
    from when a request was due."""
    effort = field.effort
    bodies = {
        name: system.order_bodies([system.make_product() for _ in range(200)]) for name, system in field.shops.items()
    }

    def place(system):
        def once():
            seen = loading.drive(
                ["post", "/orders", bodies[system.name]], system.orders_port, connections=256,
                rate=rates[system.name] / 2, seconds=effort.seconds * 4,
            )
            system.wait_until_finished()
            return {"rate": seen["rate"], **latencies(seen)}

        return once

    return interleaved({name: place(system) for name, system in field.shops.items()}, effort.rounds)
