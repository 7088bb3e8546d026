"""The bank over HTTP: Stripe's API with its keys and faults, the pay page, and what tests ask."""

import asyncio
import base64
import binascii
import json
import logging
import re
import secrets
import time

from aiohttp import web

from . import errors, events, faults, intents, nonsense, pay, shapes
from .calls import Call
from .store import compact

VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z]+)?")
ALWAYS_THERE = ("/faults", "/bookings")  # also while the bank is away


class Server:
    def __init__(self, bank):
        self.bank, self.settings = bank, bank.settings

    async def answer(self, request):
        path = request.path
        if time.time() < self.bank.faults.away_until and not path.startswith(ALWAYS_THERE):
            return cut(request)
        body = await request.read()
        if path.startswith("/v1/"):
            return await self.api(request, body)
        if path.startswith("/pay/"):
            return pay.answer(self.bank, request.method, path.removeprefix("/pay/"), body)
        if path.startswith("/faults"):
            return self.faults(request.method, path.removeprefix("/faults"), body)
        if request.method == "GET" and path == "/bookings":
            return await self.bookings(request)
        if request.method == "GET" and path == "/healthz":
            return web.Response(text='{"status":"ok"}', content_type="application/json")
        return web.Response(status=404, text="There is nothing here.\n")

    async def api(self, request, body):
        """Credentials, then the key, then the call, each as Stripe does it; a fault comes before or after."""
        parameters = request.rel_url.raw_query_string if request.method in ("GET", "DELETE") else body.decode(errors="replace")
        try:
            self.authenticate(request)
            call = Call(request.method, request.path, parameters, request.headers.get("Idempotency-Key"))
        except errors.Refused as refusal:
            return self.reply(request, refusal.status, refusal.body)
        fault = self.bank.faults.of_call(call.name)
        kind = fault.kind if fault else None
        first_request = None
        try:
            kept = self.bank.keys.check(call, time.time()) if call.key else None
        except errors.Refused as refusal:
            return self.reply(request, refusal.status, refusal.body, call)
        if kind == "slow":
            await self.wait(call, fault.seconds)
        if kept and not (kind == "status" and not fault.keeps()):
            status, answer, first_request = kept
        else:
            status, answer = self.bank.answer(call, fault if kind == "status" else None, time.time())
        if kind == "answer_lost":
            return cut(request)
        response = self.reply(request, status, answer, call, first_request)
        return nonsense.of(response, fault.how) if kind == "nonsense" else response

    async def wait(self, call, seconds):
        """The effect comes late as well, also for a caller that has gone. Meanwhile the key is in use."""
        if call.key:
            self.bank.keys.note(call, time.time())
            self.bank.keys.in_use.add(call.key)
        try:
            await asyncio.sleep(seconds)
        finally:
            self.bank.keys.in_use.discard(call.key)

    def authenticate(self, request):
        given = credentials(request.headers.get("Authorization", ""))
        if not given:
            raise errors.Refused(
                401, "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth "
                "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').")
        if not secrets.compare_digest(given.encode(errors="surrogateescape"), self.settings.key.encode()):
            raise errors.Refused(401, f"Invalid API Key provided: {given[:8]}{'*' * 8}{given[-4:]}")
        version = request.headers.get("Stripe-Version")
        if version is not None and not VERSION.fullmatch(version):
            raise errors.Refused(400, f"Invalid Stripe API version: {version}")

    def reply(self, request, status, answer, call=None, first_request=None):
        version = request.headers.get("Stripe-Version", "")
        headers = {"Stripe-Version": version if VERSION.fullmatch(version) else shapes.API_VERSION}
        if call:
            headers["Request-Id"] = call.id
            if call.key:
                headers["Idempotency-Key"] = call.key
        if first_request:
            headers |= {"Idempotent-Replayed": "true", "Original-Request": first_request}
        if status == 401:
            headers["WWW-Authenticate"] = 'Bearer realm="Stripe"'
        if status == 429:
            headers["Retry-After"] = "1"
        return web.Response(status=status, body=compact(shapes.wire(answer)).encode(), content_type="application/json", headers=headers)

    async def bookings(self, request):
        response = web.StreamResponse(headers={"Content-Type": "application/jsonl"})
        await response.prepare(request)
        for lines in events.bookings(self.bank.store):
            await response.write(lines.encode())
        await response.write_eof()
        return response

    def faults(self, method, path, body):
        now, identifier = time.time(), path.removeprefix("/")
        if method == "GET" and not identifier:
            return web.json_response(self.bank.faults.shown(now))
        if method == "DELETE" and (not identifier or identifier.isdigit()):
            self.bank.faults.remove(int(identifier) if identifier else None)
            return web.Response(status=204)
        if method != "POST" or identifier:
            return web.Response(status=405, text="POST /faults, GET /faults, DELETE /faults and DELETE /faults/{id} exist.\n")
        try:
            return web.json_response(self.add_fault(json.loads(body), now), status=201)
        except (faults.WrongFault, errors.Refused) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        except ValueError:
            return web.json_response({"error": "The body is not JSON."}, status=400)

    def add_fault(self, fields, now):
        if faults.checked(fields):
            return self.bank.faults.add(fields).fields
        self.bank.run_timers(now)
        kind, after = fields["fault"], fields.get("after", 0)
        if kind == "away":
            self.bank.faults.away_until = now + fields["seconds"]
        elif kind == "forget_keys":
            self.bank.keys.forget()
        elif kind == "dispute":
            self.bank.step(now, lambda work: intents.dispute(work, fields["payment_intent"]))
        elif kind == "lapse":
            self.bank.step(now, lambda work: end_later(work, "payment_intent", fields["payment_intent"], "lapse", after))
        else:
            self.bank.step(now, lambda work: end_later(work, "checkout.session", fields["session"], "expire", after))
        self.bank.run_timers(now)
        return fields


def end_later(work, kind, identifier, what, after):
    work.find(kind, identifier)
    work.later(what, identifier, work.now + after)


def credentials(header):
    """The key of `Bearer sk_...` or of `Basic`, where it is the name and the password is empty."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def cut(request):
    """The connection ends without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)


async def ring_timers(bank):
    """Sessions expire and authorizations lapse also when nobody calls."""
    while True:
        try:
            bank.run_timers(time.time())
        except Exception:
            logging.exception("A timer failed")
        await asyncio.sleep(0.1)
