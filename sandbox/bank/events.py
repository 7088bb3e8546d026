"""Events, the balance and the bookings: what the bank shows of what it did."""

import json

from . import lists

PART_OF_BOOKINGS = """SELECT n, kind, session, intent, refund, reference, amount, currency, at, key FROM bookings
    WHERE n > ? ORDER BY n LIMIT 500"""


def retrieve(work, form, identifier):
    return with_pending(work, lists.one(work, form, work.find("event", identifier)))


def list_all(work, form):
    answer = lists.page(work, form, "event", "/v1/events", {"type": "label"})
    for event in answer["data"]:
        with_pending(work, event)
    return answer


def with_pending(work, event):
    waiting = work.store.one("SELECT 1 FROM deliveries WHERE event = ?", event["id"])
    event["pending_webhooks"] = 1 if waiting else 0
    return event


def balance(work, form):
    form.end()
    # A refund that failed gives back only what it had taken: one that was pending had taken nothing.
    sums = work.store.all(
        "SELECT currency, SUM(CASE kind WHEN 'captured' THEN amount WHEN 'refunded' THEN -amount WHEN 'refund_failed' THEN "
        "(SELECT COALESCE(SUM(taken.amount), 0) FROM bookings taken WHERE taken.kind = 'refunded' AND taken.refund = bookings.refund) "
        "ELSE 0 END) FROM bookings GROUP BY currency ORDER BY currency"
    )
    available = [{"amount": amount, "currency": currency, "source_types": {"card": amount}} for currency, amount in sums]
    pending = [{**entry, "amount": 0, "source_types": {"card": 0}} for entry in available]
    return {"object": "balance", "available": available, "livemode": False, "pending": pending}


def bookings(store):
    """JSON lines, in order, some hundred at a time. The last one counts the keys that came with two bodies."""
    names = ("n", "kind", "session", "intent", "refund", "order", "amount", "currency", "time", "key")
    last = 0
    while rows := store.all(PART_OF_BOOKINGS, last):
        yield "".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows)
        last = rows[-1][0]
    (count,) = store.one("SELECT COUNT(*) FROM keys WHERE two_bodies = 1")
    yield json.dumps({"kind": "keys", "two_bodies": count}) + "\n"
