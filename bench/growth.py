"""The cost of an order and of a product read when many are stored already."""

import time

import loading
import orders
from field import interleaved
from serving import drive
from systems import PARTITIONS, Souk

ORDERS = (10_000, 1_000_000, 5_000_000)
PRODUCTS = (1_000, 1_000_000)
RATE = 4_000  # orders a second

# Copies a completed order of a partition, with other pks. KEYS order, orders, counts, copies...
COPY = """
for i = 4, #KEYS do
  local pk = string.match(KEYS[i], '[^:]+$')
  redis.call('COPY', KEYS[1], KEYS[i])
  redis.call('HSET', KEYS[i], 'pk', pk)
  redis.call('RPUSH', KEYS[2], pk)
end
redis.call('HINCRBY', KEYS[3], 'completed', #KEYS - 3)
"""
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def pks_of(partition, count):
    """ULIDs with a time in the past. The last digit gives the partition."""
    for number in range(count):
        digits = ""
        for _ in range(13):
            digits = DIGITS[number % 32] + digits
            number //= 32
        yield f"01H000000000{digits}{DIGITS[partition % 32]}"


def fill(souk, count):
    """Writes this many completed orders, as if they had been placed and had become final."""
    souk.redis.config_set("appendonly", "no")
    copy = souk.redis.register_script(COPY)
    for partition in range(PARTITIONS):
        prefix = f"payment:{{{partition}}}:"
        pattern = souk.redis.lindex(f"{prefix}orders", 0)
        heads = [f"{prefix}order:{pattern}", f"{prefix}orders", f"{prefix}counts"]
        pks = list(pks_of(partition, count // PARTITIONS))
        for part in range(0, len(pks), 1000):
            copy(keys=heads + [f"{prefix}order:{pk}" for pk in pks[part : part + 1000]])
    souk.final_before = count // PARTITIONS * PARTITIONS
    souk.redis.config_set("appendonly", "yes")
    time.sleep(0.5)
    while any(souk.redis.info("persistence")[which] for which in ("aof_rewrite_in_progress", "aof_rewrite_scheduled")):
        time.sleep(0.5)


def measure_orders(field):
    """Measures the same load (a fixed rate, so that batches have the same size) on systems with this many orders.
    Rewrites of the append-only file are off, because they would affect only some of the measurements."""
    systems = {}
    for count in ORDERS:
        souk = field.run(Souk, f"orders-{count}")
        souk.redis.config_set("auto-aof-rewrite-percentage", 0)
        bodies = souk.order_bodies([souk.make_product() for _ in range(500)])
        orders.run(souk, bodies, connections=64, seconds=2)  # at least one in each partition
        fill(souk, count)
        systems[str(count)] = (souk, bodies)

    def place(souk, bodies):
        def once():
            seen = orders.run(souk, bodies, connections=256, rate=RATE, seconds=3 * field.effort.seconds)
            return {"rate": seen["accepted_per_second"], "cpu_us": seen["cpu_us"]["sum"], "redis": seen["cpu_us"]["redis"]}

        return once

    for souk, bodies in systems.values():
        place(souk, bodies)()
    return interleaved({count: place(*system) for count, system in systems.items()}, field.effort.rounds)


def measure_products(field):
    systems = {}
    for count in PRODUCTS:
        souk = field.run(Souk, f"products-{count}")
        souk.redis.config_set("auto-aof-rewrite-percentage", 0)
        paths = [f"/products/{product}" for product in souk.make_products(count)]
        systems[str(count)] = (souk, loading.write_lines(souk.folder / "paths", paths[:1000]))

    def read(souk, paths):
        return lambda: drive(
            souk, ["get", paths], souk.products_port, 200, connections=64, seconds=2 * field.effort.seconds
        )

    for system in systems.values():
        read(*system)()
    return interleaved({count: read(*system) for count, system in systems.items()}, field.effort.rounds)
