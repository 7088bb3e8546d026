"""A product in two sizes, of which each customer may have a few units in all, and the customers, who want more. What they keep is
counted twice: by the orders, and by what inventory says that each customer has.
"""

import collections
import hashlib
import random

from cluster import PARTITIONS
from protocol import line_pk
from souk import partition_of

GROUP = {"name": "limited", "options": [{"name": "size", "values": ["S", "M"]}]}
CUSTOMERS = 40  # of a round; each orders from several devices at once
LIMIT = 3
COUNTED = ("completed", "pending")


def sign_in(redis, seed):
    """The cookies of a round's customers. Each has a session, as services/payment/store/buyers.lua keeps it."""
    chance, pipeline, cookies = random.Random(f"{seed}/customers"), redis.pipeline(transaction=False), []
    for _ in range(CUSTOMERS):
        buyer = f"{chance.getrandbits(128):032x}"
        partition = int(buyer[:4], 16) % PARTITIONS
        session = f"{partition:04x}{chance.getrandbits(160):040x}"
        key = f"payment:{{{partition}}}:session:{hashlib.sha256(session.encode()).hexdigest()}"
        pipeline.hset(key, mapping={"buyer": buyer, "email": "a…@example.com"})
        cookies.append(f"souk_buyer={session}")
    pipeline.execute()
    return cookies


def check(cluster, journal, orders):
    """`orders`: pk -> order."""
    sizes = {product.id for product in journal.products.values() if product.limited}
    if not sizes:
        return
    [partition] = {partition_of(id, PARTITIONS) for id in sizes}
    redis = cluster.own_redis("inventory").connection()
    customers, *orders_of_sizes = (redis.hgetall(f"inventory:{{{partition}}}:bought:{of}") for of in (journal.group, *sizes))
    customers = {customer: int(units) for customer, units in customers.items()}
    counted = {pk: value.split()[:2] for counts in orders_of_sizes for pk, value in counts.items()}  # pk -> units, customer
    sums = collections.Counter()
    for units, customer in counted.values():
        sums[customer] += int(units)
    if sums != customers:
        journal.findings.report("broken", f"{customers} are counted, the orders count for {dict(sums)}")
    for customer, units in customers.items():
        if units > LIMIT:
            journal.findings.report("oversold", f"{customer} has {units} units of {journal.group}")
    _check_orders(journal, sizes, partition, orders, counted)


def _check_orders(journal, sizes, partition, orders, counted):
    """An order counts for what it keeps. The admin may have paid back a part, which then counts no longer, even if the bank fails to pay."""
    refunded = {refund.pk for refund in journal.refunds if refund.accepted is not False}
    for pk, order in orders.items():
        for number, line in enumerate(order["lines"], start=1):
            if line["product_id"] not in sizes:
                continue
            name = pk if len(order["lines"]) == 1 else line_pk(pk, number, partition, PARTITIONS)
            units = int(counted.pop(name, (0, ""))[0])
            whole = order["status"] in COUNTED and line["status"] in COUNTED and pk not in refunded
            void = order["status"] in ("rejected", "cancelled")
            if not (line["quantity"] if whole else 0) <= units <= (0 if void else line["quantity"]):
                journal.findings.report("broken", f"{order} counts for {units} units of its customer's limit")
    for pk, (units, _) in counted.items():
        journal.findings.report("broken", f"{units} units count for {pk}, which has no such line")
