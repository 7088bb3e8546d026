"""The positive control: a harness that sees nothing must be able to see.

A shop that may lose orders (SOUK_DURABILITY=relaxed, appendfsync everysec, a slow disk) is killed, and the losses must be
found by the same checks. Then sound data is spoilt by hand, and each time the spoilt thing must be found, too.
"""

import contextlib
import dataclasses
import time

import invariants
from cluster import PARTITIONS, Cluster
from journal import Findings, Journal
from ledger import Ledger
from load import Load
from souk import partition_of, wait_until

ATTEMPTS = 4


@dataclasses.dataclass
class Outcome:
    acknowledged: int
    lost: int
    spoilt: dict  # what was spoilt -> it was seen, and before it nothing

    @property
    def passed(self):
        return self.lost > 0 and all(self.spoilt.values())


def run(folder, seed):
    outcome = Outcome(*losses(folder / "everysec", seed), spoilt(folder / "spoilt", seed))
    print(f"control: {outcome.lost} of {outcome.acknowledged} orders are reported lost under everysec", flush=True)
    for what, seen in outcome.spoilt.items():
        print(f"control: {what}: {'seen' if seen else 'NOT SEEN'}", flush=True)
    return outcome


@contextlib.contextmanager
def shop(folder, **options):
    folder.mkdir()
    cluster = Cluster(folder, separate_redis=False, **options)
    try:
        yield cluster.start()
    finally:
        cluster.stop()


def losses(folder, seed):
    """How many orders were acknowledged, and how many of them the checks report as lost."""
    with shop(folder, redis_settings={"appendfsync": "everysec"}, SOUK_DURABILITY="relaxed") as cluster:
        server = cluster.inventory_redis
        acknowledged = 0
        for attempt in range(ATTEMPTS):
            findings = Findings()
            journal = Journal(findings)
            load = Load(cluster, journal, f"{seed}/control/{attempt}").start()
            server.disk.slow_down(3)
            before = server.disk.syncs()
            wait_until(lambda before=before: server.disk.syncs() > before, what="Redis syncs its file")
            time.sleep(1.7)  # Redis waits two seconds at most for its disk, and acknowledges what is written meanwhile
            server.kill()
            server.disk.slow_down(0)
            server.start()
            load.finish()
            _, orders = invariants.check(cluster, journal, Ledger(cluster, findings), patience=3)
            acknowledged += len(journal.acknowledged)
            lost = journal.acknowledged.keys() - orders.keys()
            if lost and all(any(pk in what for kind, what in findings.found if kind == "lost") for pk in lost):
                return acknowledged, len(lost)
        return acknowledged, 0


# What may be spoilt: given an order that was completed, the key and the kind that must be reported. The last one is not
# mended afterwards.


def order_key(order):
    return f"payment:{{{partition_of(order['pk'], PARTITIONS)}}}:order:{order['pk']}"


def inventory_key(order, kind):
    return f"inventory:{{{partition_of(order['pk'], PARTITIONS)}}}:{kind}:{order['product_id']}"


def an_order_is_deleted(redis, order):
    redis.delete(order_key(order))
    return order_key(order), "lost"


def an_order_goes_back(redis, order):
    redis.hset(order_key(order), "status", "pending")
    return order_key(order), "stuck"


def units_are_sold_twice(redis, order):
    for field in ("quantity", "available"):
        redis.hincrby(inventory_key(order, "product"), field, order["quantity"])
    return inventory_key(order, "product"), "oversold"


def a_commit_has_its_effect_twice(redis, order):
    for field in ("quantity", "available"):
        redis.hincrby(inventory_key(order, "product"), field, -order["quantity"])
    return inventory_key(order, "product"), "lost"


def a_reservation_stays(redis, order):
    redis.hset(inventory_key(order, "reservations"), order["pk"], order["quantity"])
    return inventory_key(order, "reservations"), "stuck"


def a_settlement_is_announced_twice(redis, order):
    key = f"payment:{{{partition_of(order['pk'], PARTITIONS)}}}:order_completed"
    redis.xadd(key, {"pk": order["pk"], "product_id": order["product_id"]})
    return key, "duplicated"


SPOILERS = (an_order_is_deleted, an_order_goes_back, units_are_sold_twice, a_commit_has_its_effect_twice,
            a_reservation_stays, a_settlement_is_announced_twice)


def spoilt(folder, seed):
    seen = {}
    with shop(folder) as cluster:
        journal = Journal(Findings())
        load = Load(cluster, journal, f"{seed}/spoilt").start()
        time.sleep(2)
        load.finish()

        def found():
            journal.findings = Findings()
            _, orders = invariants.check(cluster, journal, Ledger(cluster, journal.findings), patience=5)
            return orders, {kind for kind, _ in journal.findings.found}

        redis = cluster.inventory_redis.connection()
        raw = cluster.inventory_redis.connection(decode_responses=False)
        for spoil in SPOILERS:
            orders, wrong = found()
            order = next(order for order in orders.values() if order["status"] == "completed")
            kept = {key: raw.dump(key) for key in (order_key(order), inventory_key(order, "product"))}
            key, kind = spoil(redis, order)
            seen[spoil.__name__.replace("_", " ")] = not wrong and kind in found()[1]
            redis.delete(key)
            if kept.get(key):
                raw.restore(key, 0, kept[key])
    return seen
