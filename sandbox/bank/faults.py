"""Faults on demand: what goes wrong at a provider, for tests and for people. They are kept in memory; a restart ends them."""

import itertools
import random

from . import errors

CALLS = (
    "create_session", "retrieve_session", "expire_session", "list_sessions", "retrieve_intent", "list_intents", "capture", "cancel",
    "refund", "retrieve_refund", "list_refunds", "retrieve_event", "list_events", "retrieve_charge", "balance",
)
STATUSES = (401, 402, 403, 429, 500, 503)
WEBHOOKS = ("never", "late", "doubled", "shuffled", "wrongly_signed", "old")
NONSENSE = ("html", "truncated", "types")
REFUND_STATUSES = ("pending", "succeeded", "failed")
DISORDER = 2  # seconds within which shuffled webhooks are sent


def one_of(values):
    """What a field may be: a test, and its words."""
    return (lambda value: value in values), "one of " + ", ".join(map(str, values))


TEXT = (lambda value: isinstance(value, str) and value, "a text")
SECONDS = (lambda value: is_number(value) and 0 <= value <= 10**7, "a number of seconds")
WHETHER = (lambda value: isinstance(value, bool), "true or false")
FIELDS = {
    "call": one_of(CALLS), "status": one_of(STATUSES),
    "effect": WHETHER, "kept": WHETHER, "seconds": SECONDS, "after": SECONDS, "event": TEXT, "session": TEXT, "payment_intent": TEXT,
    "steps": (
        lambda value: isinstance(value, list) and value and all(step in REFUND_STATUSES for step in value),
        "a list of " + ", ".join(REFUND_STATUSES)),
    "times": (lambda value: is_integer(value) and value >= 1, "a positive integer"),
    "rate": (lambda value: is_number(value) and 0 < value <= 1, "a number above 0, at most 1"),
    "seed": (lambda value: is_integer(value), "an integer"),
}
# The fields of each kind. A kind of LASTING waits for what it fits, the others happen at once.
CALL_KINDS = {
    "answer_lost": {"call"}, "slow": {"call", "seconds"}, "status": {"call", "status", "effect", "kept"}, "nonsense": {"call", "how"},
}
LASTING = {
    **CALL_KINDS, "webhook": {"how", "seconds", "event"}, "lapse": {"after"}, "expire": {"after"}, "refund": {"steps", "seconds"},
}
AT_ONCE = {
    "lapse": {"payment_intent", "after"}, "expire": {"session", "after"}, "dispute": {"payment_intent"}, "forget_keys": set(),
    "away": {"seconds"},
}
HOW = {"webhook": WEBHOOKS, "nonsense": NONSENSE}
NEEDED = {
    "status": ["status"], "slow": ["seconds"], "webhook": ["how"], "dispute": ["payment_intent"], "away": ["seconds"], "refund": ["steps"],
}


class WrongFault(Exception):
    """Its text is for the one who asked for the fault."""


def is_number(value):
    return isinstance(value, float) or is_integer(value)


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


class Fault:
    call = event = None
    seconds, after, effect, how, times, rate, seed = 0, 0, False, "html", None, 1, None

    def __init__(self, identifier, fields):
        self.fields = {"id": identifier, **fields}
        self.kind = fields["fault"]
        for name, value in fields.items():
            setattr(self, name, value)
        self.chance = random.Random(self.seed)
        self.hits = 0

    def fits(self, kinds, call=None, event=None):
        return self.kind in kinds and self.call in (None, call) and self.event in (None, event) and not self.is_used_up()

    def is_used_up(self):
        return self.times is not None and self.hits >= self.times

    def strikes(self):
        struck = self.rate == 1 or self.chance.random() < self.rate
        self.hits += struck
        return struck

    def delay(self):
        """Seconds that a webhook waits."""
        return self.seconds if self.how == "late" else self.chance.uniform(0, DISORDER) if self.how == "shuffled" else 0

    def keeps(self):
        """As at Stripe: what fails before the call has begun is not kept under its key."""
        return self.fields.get("kept", self.status in (402, 500))

    def refusal(self):
        message, code, kind = {
            401: ("Invalid API Key provided: sk_test_****", None, "invalid_request_error"),
            402: ("Your card was declined.", "card_declined", "card_error"),
            403: ("The provided key does not have the required permissions for this endpoint.", None, "invalid_request_error"),
            429: ("Request rate limit exceeded.", "rate_limit", "invalid_request_error"),
            500: ("An unknown error occurred", None, "api_error"),
            503: ("Stripe is temporarily unavailable.", None, "api_error"),
        }[self.status]
        return errors.Refused(self.status, message, code, kind=kind, kept=self.keeps())


class Faults:
    def __init__(self):
        self.lasting, self.away_until = [], 0
        self.ids = itertools.count(1)

    def add(self, fields):
        fault = Fault(next(self.ids), fields)
        self.lasting.append(fault)
        return fault

    def remove(self, identifier=None):
        self.lasting = [fault for fault in self.lasting if identifier not in (None, fault.fields["id"])]
        if identifier is None:
            self.away_until = 0

    def strike(self, kinds, **what):
        return next((fault for fault in self.lasting if fault.fits(kinds, **what) and fault.strikes()), None)

    def hit(self, kind):
        return self.strike((kind,))

    def of_call(self, call):
        return self.strike(CALL_KINDS, call=call)

    def of_webhook(self, event):
        return self.strike(("webhook",), event=event)

    def shown(self, now):
        faults = [{**fault.fields, "hits": fault.hits} for fault in self.lasting]
        return {"faults": faults, "away_for": max(0, self.away_until - now)}


def checked(fields):
    """Whether the fault lasts. Raises WrongFault."""
    kind = fields.get("fault") if isinstance(fields, dict) else None
    if not isinstance(kind, str) or kind not in {**LASTING, **AT_ONCE}:
        raise WrongFault(f"'fault' must be one of {', '.join({**LASTING, **AT_ONCE})}.")
    lasting = kind in LASTING and not (kind in AT_ONCE and fields.keys() & {"payment_intent", "session"})
    allowed = LASTING[kind] | {"times", "rate", "seed"} if lasting else AT_ONCE[kind]
    for name, value in fields.items():
        if name == "fault":
            continue
        if name not in allowed:
            raise WrongFault(f"'{kind}' has no '{name}'. It may have {', '.join(sorted(allowed)) or 'nothing'}.")
        fits, meaning = one_of(HOW[kind]) if name == "how" else FIELDS[name]
        if not fits(value):
            raise WrongFault(f"'{name}' must be {meaning}.")
    for name in NEEDED.get(kind, []):
        if name not in fields:
            raise WrongFault(f"'{kind}' needs '{name}'.")
    return lasting
