"""Idempotency keys, as at Stripe: the first answer of a key is kept for 24 hours and repeated, whatever it was."""

import hashlib
import json

from . import errors
from .store import compact

KEPT_FOR = 24 * 60 * 60  # seconds


def fingerprint(call):
    """The order of the parameters does not count."""
    return hashlib.blake2b("\n".join([call.path, *sorted(call.parameters.split("&"))]).encode(), digest_size=16).hexdigest()


class Keys:
    def __init__(self, store):
        self.store = store
        self.in_use = set()  # keys whose first request is being worked

    def check(self, call, now):
        """The kept (status, answer, id of the first request) or None. Raises Refused."""
        key = call.key
        row = self.store.one("SELECT endpoint, fingerprint, at, status, answer, request FROM keys WHERE key = ?", key)
        if row and row[1] != fingerprint(call):
            self.store.run("UPDATE keys SET two_bodies = 1 WHERE key = ?", (key,))
        if key in self.in_use:
            raise errors.key_in_use(key)
        if not row or row[3] is None or now - row[2] >= KEPT_FOR:
            return None
        if row[0] != call.path:
            raise errors.other_use(key, f"for the same endpoint they were first used for ('{call.path}' vs '{row[0]}')")
        if row[1] != fingerprint(call):
            raise errors.other_use(key, "with the same parameters they were first used with")
        return row[3], json.loads(row[4]), row[5]

    def note(self, call, now):
        """A request came with this key. The count of keys with two bodies remembers it, also when it was refused."""
        self.store.run(
            "INSERT INTO keys (key, endpoint, fingerprint, at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (call.key, call.path, fingerprint(call), now),
        )

    def keep(self, call, now, status, answer):
        self.store.run(
            "INSERT INTO keys (key, endpoint, fingerprint, at, status, answer, request) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) "
            "DO UPDATE SET endpoint = excluded.endpoint, fingerprint = excluded.fingerprint, at = excluded.at, status = excluded.status, "
            "answer = excluded.answer, request = excluded.request",
            (call.key, call.path, fingerprint(call), now, status, compact(answer), call.id),
        )

    def forget(self):
        """As after 24 hours."""
        self.store.run("UPDATE keys SET status = NULL, answer = NULL")
