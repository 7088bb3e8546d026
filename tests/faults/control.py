"""The positive control: a harness without findings must be able to find something.

A shop that may lose orders (SOUK_DURABILITY=relaxed, appendfsync everysec, a slow disk) loses its power, and the losses must
be found by the same checks. Then sound data is spoilt by hand, and each time the spoilt thing must be found, too.
"""

import contextlib
import dataclasses
import time

import invariants
import overtaking
import spoilt_payments
from cluster import PARTITIONS, Cluster
from faults.disks import cut
from journal import Findings, Journal
from ledger import Ledger
from limits import LIMIT
from load import BUYERS, Load
from protocol import line_pk
from souk import partition_of, wait_until


@dataclasses.dataclass
class Outcome:
    acknowledged: int
    lost: int
    spoilt: dict  # what was spoilt, or which rule was left out -> it was seen, and before it nothing

    @property
    def passed(self):
        return self.lost > 0 and all(self.spoilt.values())

    def figures(self):
        return dataclasses.asdict(self)

    def sentence(self):
        seen = list(self.spoilt.values())
        return (f"under `everysec` {self.lost} of {self.acknowledged} acknowledged orders were lost and reported; "
                f"{sum(seen)} of {len(seen)} ways to spoil sound data were seen.")

    def __str__(self):
        return "\n".join([f"control: {self.lost} of {self.acknowledged} orders are reported lost under everysec",
                          *(f"control: {what}: {'seen' if seen else 'NOT SEEN'}" for what, seen in self.spoilt.items())])


def run(folder, seed):
    seen = spoilt(folder / "spoilt", seed)
    seen["a release overtakes its reservation"] = units_held_for_ever(folder / "overtaking")
    with shop(folder / "payments", sandbox=True, hold=60) as cluster:
        seen |= spoilt_payments.seen(cluster)
    return Outcome(*losses(folder / "everysec", seed), seen)


@contextlib.contextmanager
def shop(folder, separate_redis=False, **options):
    folder.mkdir()
    cluster = Cluster(folder, separate_redis, **options)
    try:
        yield cluster.start()
    finally:
        cluster.stop()


def losses(folder, seed):
    """How many orders were acknowledged, and how many of them were lost; 0 if the checks do not report every one."""
    # A rewrite of the file would sync in the thread that answers, so that no buyer gets an answer meanwhile.
    everysec = {"appendfsync": "everysec", "auto-aof-rewrite-percentage": 0}
    with shop(folder, redis_settings=everysec, SOUK_DURABILITY="relaxed") as cluster:
        server, findings = cluster.inventory_redis, Findings()
        journal = Journal(findings)
        load = Load(cluster, journal, f"{seed}/control").start()
        wait_until_synced(server, times=3)  # so that the functions, the products and some orders are on the disk
        server.disk.slow_down(10)
        wait_until_synced(server, times=1)
        durable = len(journal.acknowledged)  # at most: orders acknowledged from here on are not on the disk for 10 s
        wait_until(lambda: len(journal.acknowledged) > durable + BUYERS, what="more orders are acknowledged")
        server.kill()
        server.disk.slow_down(0)
        cut(server, 0)
        server.start()
        load.finish()
        _, orders = invariants.check(cluster, journal, Ledger(cluster, findings))
        lost = journal.acknowledged.keys() - orders.keys()
        reported = " ".join(what for kind, what in findings.found if kind == "lost")
        return len(journal.acknowledged), len(lost) if all(pk in reported for pk in lost) else 0


def wait_until_synced(server, times):
    """Redis has started this many more syncs of its file; it starts one a second, one after the other."""
    before = server.disk.syncs()
    wait_until(lambda: server.disk.syncs() >= before + times, what="Redis syncs its file")


# The ways to corrupt data. Each gets a completed order of one line, or of several, whose products exist, and returns the key and
# the kind of violation that must be reported. The last one is not repaired afterwards.


def order_key(order):
    return f"payment:{{{partition_of(order['pk'], PARTITIONS)}}}:order:{order['pk']}"


def line_key(order):
    """Of the first line."""
    partition = partition_of(order["lines"][0]["product_id"], PARTITIONS)
    return f"payment:{{{partition}}}:order:{line_pk(order['pk'], 1, partition, PARTITIONS)}"


def inventory_key(order, kind):
    return f"inventory:{{{partition_of(order['product_id'], PARTITIONS)}}}:{kind}:{order['product_id']}"


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


def a_line_is_not_sold(redis, order):
    redis.hset(line_key(order), "status", "cancelled")
    return line_key(order), "broken"


def a_line_is_deleted(redis, order):
    redis.delete(line_key(order))
    return line_key(order), "lost"


def a_customer_has_too_many(redis, _):
    [key] = (key for key in redis.keys("inventory:*:bought:*") if all(units.isdigit() for units in redis.hvals(key)))
    customer, units = next(iter(redis.hgetall(key).items()))
    redis.hset(key, customer, int(units) + LIMIT)
    return key, "oversold"


OF_SEVERAL_LINES = (a_line_is_not_sold, a_line_is_deleted)
SPOILERS = (*OF_SEVERAL_LINES, an_order_is_deleted, an_order_goes_back, units_are_sold_twice, a_commit_has_its_effect_twice,
            a_reservation_stays, a_customer_has_too_many, a_settlement_is_announced_twice)


def spoilt(folder, seed):
    seen = {}
    with shop(folder) as cluster:
        journal = Journal(Findings())
        load = Load(cluster, journal, f"{seed}/spoilt").start()
        time.sleep(2)
        load.finish()

        def found():
            journal.findings = Findings()
            _, orders = invariants.check(cluster, journal, Ledger(cluster, journal.findings))
            return orders, journal.findings.found

        redis = cluster.inventory_redis.connection()
        raw = cluster.inventory_redis.connection(decode_responses=False)
        for spoil in SPOILERS:
            orders, wrong = found()
            for what in wrong:
                print(f"control: found before anything was spoilt: {what}", flush=True)
            order = next(order for order in orders.values() if order["status"] == "completed"
                         and (len(order["lines"]) > 1) == (spoil in OF_SEVERAL_LINES)
                         and all(redis.exists(inventory_key(line, "product")) for line in order["lines"]))
            keys = (line_key(order),) if spoil in OF_SEVERAL_LINES else (order_key(order), inventory_key(order, "product"))
            kept = {key: raw.dump(key) for key in (*keys, *redis.keys("inventory:*:bought:*"))}
            key, kind = spoil(redis, order)
            seen[spoil.__name__.replace("_", " ")] = not wrong and any(kind == other for other, _ in found()[1])
            redis.delete(key)
            if kept.get(key):
                raw.restore(key, 0, kept[key])
    return seen


def units_held_for_ever(folder):
    """Whether they are reported, and nothing of the sound shop is. Four products are ordered."""
    with shop(folder) as cluster:
        for what in (wrong := overtaking.findings_of(cluster)):
            print(f"control: found in the sound shop: {what}", flush=True)
        found = overtaking.findings_of(cluster, overtaking.AT_ONCE)
        held = [what for kind, what in found if kind == "stuck" and " holds " in what]
        unseen = [what for kind, what in found if kind == "stuck" and "reserved for nobody" in what]
        return not wrong and len(held) == len(unseen) == 4
