"""The highest rate of orders that the whole system sustains, its cost, and the latency at half that rate."""

import time

import loading
import orders
from field import interleaved
from serving import latencies
from systems import Souk

MOST_LAG = 1  # seconds that the last order may be late
TRIAL = 8  # seconds; a lag of a quarter of MOST_LAG after them exceeds MOST_LAG within a minute


def measure(field):
    """Measured on a separate Souk with the default settle delay."""
    effort = field.effort
    souk = field.run(Souk, "sustained", settle_delay=effort.sustained_settle_delay)
    idle = souk.memory()
    bodies = souk.order_bodies([souk.make_product() for _ in range(500)])
    redis_bytes = bytes_of_orders(souk, bodies)
    # Start from a part of the accepted rate, so that few trials are needed: each one leaves orders behind that a
    # rewrite of the append-only file must write.
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
    """The memory of Redis for each order: when the last one has become final, and after its streams were trimmed."""
    used = lambda: souk.redis.info("memory")["used_memory"]  # noqa: E731
    before = used()
    loading.drive(["post", "/orders", bodies], souk.orders_port, connections=64, requests=count, seconds=60)
    souk.wait_until_finished()
    untrimmed = used()
    time.sleep(11)  # the consumers trim every 5 s
    return {"untrimmed": (untrimmed - before) / count, "trimmed": (used() - before) / count}


def measure_latency(field, rates):
    """Open loop at half the rate that each system sustains (`rates`). Requests do not wait for answers, and latency counts
    from the time that a request was due."""
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
