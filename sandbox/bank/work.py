"""One transaction: what a call or a timer reads and writes, with the events, bookings and timers that follow from it."""

import datetime
import secrets
import time

from . import errors


def new_id(prefix):
    """Later ids sort after earlier ones, so an index grows at its end."""
    return f"{prefix}{time.time_ns():016x}{secrets.token_hex(5)}"


class Work:
    def __init__(self, bank, now, key=None, request=None):
        self.bank, self.store, self.faults, self.url = bank, bank.store, bank.faults, bank.settings.url
        self.now, self.key, self.request = now, key, request
        self.notified = False  # an event was made, so the webhooks have work

    @property
    def second(self):
        return int(self.now)

    def find(self, kind, identifier, param="id"):
        found = self.store.find(kind, identifier)
        if not found:
            raise errors.no_such(kind, identifier, param)
        return found

    def add(self, thing):
        self.store.insert(thing, *columns(thing))

    def save(self, thing):
        self.store.update(thing, *columns(thing))

    def emit(self, kind, thing):
        """An event with the object as it is now, and its delivery."""
        event = {
            "id": new_id("evt_"), "object": "event", "created": self.second, "type": kind, "data": {"object": thing},
            "request": {"id": self.request, "idempotency_key": self.key},
        }
        self.add(event)
        fault = self.faults.of_webhook(kind)
        if fault and fault.how == "never":
            return
        due = self.now + (fault.delay() if fault else 0)
        self.store.run("INSERT INTO deliveries VALUES (?, ?, 0, ?)", (event["id"], due, fault and fault.how))
        self.notified = True

    def book(self, kind, intent, amount, refund=None):
        at = datetime.datetime.fromtimestamp(self.now, datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.store.run(
            "INSERT INTO bookings (kind, session, intent, refund, reference, amount, currency, at, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (kind, intent["_session"], intent["id"], refund, intent["_order"], amount, intent["currency"], at, self.key),
        )

    def later(self, what, identifier, at):
        self.store.run("INSERT OR REPLACE INTO timers VALUES (?, ?, ?)", (what, identifier, at))
        self.bank.next_timer = min(self.bank.next_timer, at)

    def no_longer(self, what, identifier):
        self.store.run("DELETE FROM timers WHERE what = ? AND id = ?", (what, identifier))


def columns(thing):
    """By what a list of these can be filtered: the payment intent, and the status or the type."""
    label = thing.get("type") if thing["object"] == "event" else thing.get("status")
    return thing.get("payment_intent"), label
