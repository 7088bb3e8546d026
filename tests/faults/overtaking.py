"""A part of the control: a shop in which a release may overtake its reservation. Its units stay reserved for ever, and the checks
must report that; of the sound shop they must report nothing.
"""

import asyncio

import invariants
import library
import protocol
from cluster import PARTITIONS
from http_client import Pool
from journal import Findings, Journal, Product, Wish
from ledger import Ledger
from souk import wait_until

# The text of the library -> one that releases at once, reserved or not, and gives nothing back when the reservation comes.
AT_ONCE = (
    ("if status == line_moves.reserve.to then release(batch, pk, product_id) end", "release(batch, pk, product_id)"),
    ("elseif order.reserved_at then", "else"),
    ("elseif move == line_moves.reserve and status == line_moves.cancel.to then", "elseif false then"),
    ("if redis.call('HSETNX', order, 'reserved_at', text_of(now())) == 1 then release(batch, pk, product_id) end", ""),
)
GHOST = 60_000  # milliseconds for which the harness owns inventory's partitions


def findings_of(cluster, changes=()):
    """What the checks report after orders were cancelled whose release inventory applies before their reservation."""
    library.load(cluster.payment_redis.connection(), "payment", changes)
    findings = Findings()
    journal, ledger = Journal(findings), Ledger(cluster, findings)
    inventory = [member for member in cluster.consumers if member.service == "inventory"]
    for member in inventory:
        member.kill()
    asyncio.run(_place_and_cancel(cluster, journal, ledger))
    _wait_for_relay(ledger)
    _release_first(cluster)
    for member in inventory:
        member.start()
    cluster.wait_until_ready()
    invariants.check(cluster, journal, ledger)
    return findings.found


async def _place_and_cancel(cluster, journal, ledger):
    payment, inventory = (Pool(cluster.ports[name], 4) for name in ("payment", "inventory"))
    products = [(await inventory.insist("POST", "/products", {"name": "p", "price": 1.0, "quantity": 10})).json["id"]
                for _ in range(4)]
    journal.products = {product_id: Product(product_id, 1.0, 10) for product_id in products}
    for lines in ([(products[0], 1)], [(product_id, 2) for product_id in products[1:]]):
        wish = journal.add(Wish(tuple(lines), key=None, cancelled=True))
        journal.yes(wish, (await payment.insist("POST", "/orders", wish.body)).json)
    _wait_for_relay(ledger)  # so that every line is placed before it is cancelled
    for pk in list(journal.acknowledged):
        journal.saw((await payment.insist("POST", f"/orders/{pk}/cancel")).json, "pending")
    for pool in (payment, inventory):
        pool.close()


def _wait_for_relay(ledger):
    wait_until(lambda: not any(" line_" in what for what in ledger.unrest()), what="the relay has brought everything")


def _release_first(cluster):
    """As a consumer of inventory would that reads order_cancelled first."""
    release = protocol.BY_FUNCTION["release_stock"]
    own, other = cluster.inventory_redis.connection(), cluster.payment_redis.connection()
    for partition in range(PARTITIONS):
        _, writer = protocol.steal(own, "inventory", partition, "ghost", GHOST)
        entries = other.xrange(release.key(partition))
        if entries:
            own.execute_command(*protocol.batch(release, partition, writer, entries))
        own.hset(protocol.key("inventory", partition, "lease"), "until", 0)
