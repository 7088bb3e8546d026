"""What the buttons of the pay page do. A harness pays in the same way: POST /pay/{session} with action=pay."""

import time
import urllib.parse

import yarl
from aiohttp import web

from . import intents, page, sessions

UNKNOWN = "There is no such payment. The link may be incomplete; the shop shows the payments of your orders."
ENDED = {
    "complete": ("This is already paid", "There is nothing left to pay here."),
    "expired": ("This payment has ended", "It was cancelled, or its time ran out. Nothing was paid."),
}


def answer(bank, method, identifier, body):
    now = time.time()
    bank.run_timers(now)
    session = bank.store.find(sessions.KIND, identifier)
    if not session:
        return page.note(404, "No such payment", UNKNOWN)
    if method in ("GET", "HEAD"):
        return ended(session, 200) if session["status"] != "open" else page.pay(session, is_declined(bank, session))
    action = urllib.parse.parse_qs(body.decode(errors="replace")).get("action", [""])[0]
    if method != "POST" or action not in ACTIONS:
        return page.note(400, "This did not work", "The form of the pay page sends action=pay, decline, later or cancel.")
    if action == "pay" and session["status"] == "complete":
        return see_other(sessions.return_address(session))  # a double click, or another tab
    if session["status"] != "open":
        return ended(session, 409)
    return ACTIONS[action](bank, session, now)


def ended(session, status):
    paid = session["status"] == "complete"
    back = sessions.return_address(session) if paid else session["cancel_url"]
    return page.note(status, *ENDED[session["status"]], back)


def pay(bank, session, now):
    bank.step(now, lambda work: sessions.pay(work, session))
    return see_other(sessions.return_address(session))


def decline(bank, session, now):
    bank.step(now, lambda work: sessions.decline(work, session))
    return see_other(f"/pay/{session['id']}")


def is_declined(bank, session):
    intent = bank.store.find(intents.KIND, session["payment_intent"]) if session["payment_intent"] else None
    return bool(intent and intent["last_payment_error"])


def later(bank, session, now):
    return back(session, "You can pay later", "The payment stays open until its time runs out.")


def cancel(bank, session, now):
    bank.step(now, lambda work: sessions.end(work, session))
    return back(session, "Cancelled", "Nothing was paid.")


def back(session, title, text):
    """A shop may have given no address to go back to."""
    return see_other(session["cancel_url"]) if session["cancel_url"] else page.note(200, title, text)


def see_other(address):
    return web.Response(status=303, headers={"Location": str(yarl.URL(address))})


ACTIONS = {"pay": pay, "decline": decline, "later": later, "cancel": cancel}
