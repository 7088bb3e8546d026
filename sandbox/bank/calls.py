"""The calls of Stripe's API that the bank knows. Every name is one that a fault may name."""

from . import errors, events, intents, refunds, sessions
from .work import new_id

LONGEST_KEY = 255
CALLS = {
    ("POST", "checkout/sessions"): ("create_session", sessions.create),
    ("GET", "checkout/sessions"): ("list_sessions", sessions.list_all),
    ("GET", "checkout/sessions/*"): ("retrieve_session", sessions.retrieve),
    ("POST", "checkout/sessions/*/expire"): ("expire_session", sessions.expire),
    ("GET", "payment_intents"): ("list_intents", intents.list_all),
    ("GET", "payment_intents/*"): ("retrieve_intent", intents.retrieve),
    ("POST", "payment_intents/*/capture"): ("capture", intents.capture),
    ("POST", "payment_intents/*/cancel"): ("cancel", intents.cancel),
    ("GET", "charges/*"): ("retrieve_charge", intents.retrieve_charge),
    ("POST", "refunds"): ("refund", refunds.create),
    ("GET", "refunds"): ("list_refunds", refunds.list_all),
    ("GET", "refunds/*"): ("retrieve_refund", refunds.retrieve),
    ("GET", "events"): ("list_events", events.list_all),
    ("GET", "events/*"): ("retrieve_event", events.retrieve),
    ("GET", "balance"): ("balance", events.balance),
}


class Call:
    """A request of the API: `name`, `function`, `identifier` (of the path, as a list of one or none), `parameters`, `key`."""

    def __init__(self, method, path, parameters, key):
        self.method, self.path, self.parameters = method, path, parameters
        self.key = checked(key) if key is not None and method == "POST" else None
        self.id = new_id("req_")
        self.name, self.function, self.identifier = find(method, path)


def checked(key):
    if not 0 < len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise errors.wrong_key(f"Idempotency keys are 1 to {LONGEST_KEY} characters of ASCII.")
    return key


def find(method, path):
    parts = path.removeprefix("/v1/").split("/")
    place = 2 if parts[0] == "checkout" else 1
    identifier = parts[place : place + 1]
    if identifier:
        parts[place] = "*"
    call = CALLS.get((method, "/".join(parts)))
    if not call or identifier == [""]:
        raise errors.Refused(404, f"Unrecognized request URL ({method}: {path}).")
    return *call, identifier
