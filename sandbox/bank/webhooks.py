"""Webhooks: every event is sent until it is answered with 2xx, several at once, in no promised order."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import time

import aiohttp

from . import shapes
from .store import compact

AT_ONCE = 16
PATIENCE = 10  # seconds for an answer
LEASE = 60  # seconds for which a delivery that is being sent is not taken again
LONGEST_PAUSE = 60  # seconds between two attempts; the first pause is one second
OLD = 60 * 60  # seconds by which an old signature is old
IDLE = 3600  # seconds


class Webhooks:
    def __init__(self, store, faults, settings):
        self.store, self.faults = store, faults
        self.url, self.secrets = settings.webhook_url, settings.webhook_secrets
        self.wake = asyncio.Event()
        self.sending = set()  # tasks

    async def run(self):
        self.store.run("UPDATE deliveries SET due = 0 WHERE attempts > 0")  # what a killed bank was sending
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            try:
                while True:
                    self.wake.clear()
                    for delivery in self.take(time.time()):
                        task = asyncio.create_task(self.deliver(session, *delivery))
                        self.sending.add(task)
                        task.add_done_callback(self.sent)
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self.wake.wait(), self.pause(time.time()))
            finally:
                for task in self.sending:
                    task.cancel()
                await asyncio.gather(*self.sending, return_exceptions=True)

    def sent(self, task):
        self.sending.discard(task)
        self.wake.set()

    def take(self, now):
        room = AT_ONCE - len(self.sending)
        if now < self.faults.away_until or not room:
            return []
        due = self.store.all("SELECT event, attempts, fault FROM deliveries WHERE due <= ? ORDER BY due LIMIT ?", now, room)
        with self.store.transaction():
            for event, _, _ in due:
                self.store.run("UPDATE deliveries SET due = ?, attempts = attempts + 1 WHERE event = ?", (now + LEASE, event))
        return due

    def pause(self, now):
        if now < self.faults.away_until:
            return self.faults.away_until - now
        if len(self.sending) >= AT_ONCE:
            return IDLE  # the next that ends wakes the loop
        (due,) = self.store.one("SELECT MIN(due) FROM deliveries")
        return IDLE if due is None else min(max(due - now, 0), IDLE)

    async def deliver(self, session, event, attempts, fault):
        body = self.body(event)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Souk-Sandbox-Bank",
            "Stripe-Signature": self.signature(body, fault),
        }
        copies = 2 if fault == "doubled" else 1
        accepted = all(await asyncio.gather(*(self.post(session, body, headers) for _ in range(copies))))
        if accepted:
            self.store.run("DELETE FROM deliveries WHERE event = ?", (event,))
        else:
            due = time.time() + min(2**min(attempts, 10), LONGEST_PAUSE)
            self.store.run("UPDATE deliveries SET due = ?, fault = NULL WHERE event = ?", (due, event))

    def body(self, event):
        (stored,) = self.store.one("SELECT body FROM objects WHERE id = ?", event)
        return compact({**shapes.wire(json.loads(stored)), "pending_webhooks": 1}).encode()

    def signature(self, body, fault):
        at = int(time.time()) - (OLD if fault == "old" else 0)
        secrets = ["whsec_of_somebody_else"] if fault == "wrongly_signed" else self.secrets[:2]
        return ",".join([f"t={at}", *(f"v1={sign(secret, at, body)}" for secret in secrets)])

    async def post(self, session, body, headers):
        try:
            async with session.post(self.url, data=body, headers=headers, allow_redirects=False) as answer:
                await answer.read()
                return 200 <= answer.status < 300
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False


def sign(secret, at, body):
    return hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
