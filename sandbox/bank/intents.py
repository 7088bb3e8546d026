"""Payment intents and their charges: authorized, captured, canceled, lapsed, disputed."""

from . import errors, lists
from .work import new_id

KIND = "payment_intent"
CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
AUTHORIZATION = 7 * 24 * 60 * 60  # seconds until it lapses
DECLINED = {
    "charge": None, "code": "card_declined", "decline_code": "generic_decline", "message": "Your card was declined.", "type": "card_error",
}


def retrieve(work, form, identifier):
    return lists.one(work, form, work.find(KIND, identifier, "intent"))


def list_all(work, form):
    return lists.page(work, form, KIND, "/v1/payment_intents")


def retrieve_charge(work, form, identifier):
    return lists.one(work, form, work.find("charge", identifier, "charge"))


def of_session(work, session):
    """The intent of a session is made when its buyer first tries to pay."""
    if session["payment_intent"]:
        return work.find(KIND, session["payment_intent"])
    identifier = new_id("pi_")
    intent = {
        "id": identifier, "object": KIND, "amount": session["amount_total"], "amount_capturable": 0, "amount_received": 0,
        "canceled_at": None, "cancellation_reason": None, "capture_method": session["_capture"],
        "client_secret": new_id(f"{identifier}_secret_"), "created": work.second, "currency": session["currency"],
        "description": session["_description"], "last_payment_error": None, "latest_charge": None, "payment_method": None,
        "metadata": session["_intent_metadata"], "status": "requires_payment_method", "_session": session["id"],
        "_order": session["_intent_metadata"].get("order") or session["client_reference_id"],
    }
    work.add(intent)
    work.emit("payment_intent.created", intent)
    session["payment_intent"] = identifier  # the caller saves the session
    return intent


def authorize(work, intent):
    charge = {
        "id": new_id("ch_"), "object": "charge", "amount": intent["amount"], "amount_captured": 0, "amount_refunded": 0,
        "balance_transaction": None, "captured": False, "created": work.second, "currency": intent["currency"], "disputed": False,
        "metadata": intent["metadata"], "payment_intent": intent["id"], "payment_method": new_id("pm_"), "refunded": False,
    }
    work.add(charge)
    intent.update(status="requires_capture", amount_capturable=intent["amount"], latest_charge=charge["id"], last_payment_error=None)
    intent["payment_method"] = charge["payment_method"]
    work.save(intent)
    work.book("authorized", intent, intent["amount"])
    fault = work.faults.hit("lapse")
    work.later("lapse", intent["id"], work.now + (AUTHORIZATION if fault is None else fault.after))
    if intent["capture_method"] == "manual":
        work.emit("payment_intent.amount_capturable_updated", intent)


def fail(work, intent):
    intent.update(last_payment_error=DECLINED)
    work.save(intent)
    work.emit("payment_intent.payment_failed", intent)


def capture(work, form, identifier):
    intent = work.find(KIND, identifier, "intent")
    amount = form.integer("amount_to_capture", None)
    form.metadata()
    if intent["status"] == "succeeded":
        raise errors.unexpected_state(
            "This PaymentIntent could not be captured because it has already been captured.", payment_intent=intent)
    if intent["status"] != "requires_capture":
        raise errors.unexpected_state(
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. "
            "Only a PaymentIntent with one of the following statuses may be captured: requires_capture.", payment_intent=intent)
    if amount is not None and amount > intent["amount_capturable"]:
        raise errors.invalid(
            "amount_to_capture", f"The amount to capture may not be greater than {intent['amount_capturable']}.", "amount_too_large")
    take(work, intent, intent["amount_capturable"] if amount is None else amount)
    mark_session_paid(work, intent)
    return lists.one(work, form, intent)


def take(work, intent, amount):
    """Money moves. What was authorized above `amount` is released."""
    charge = work.find("charge", intent["latest_charge"])
    charge.update(captured=True, amount_captured=amount, balance_transaction=new_id("txn_"))
    work.save(charge)
    intent.update(status="succeeded", amount_capturable=0, amount_received=amount)
    work.save(intent)
    work.no_longer("lapse", intent["id"])
    work.book("captured", intent, amount)
    work.emit("charge.captured", charge)
    work.emit("payment_intent.succeeded", intent)


def mark_session_paid(work, intent):
    session = work.find("checkout.session", intent["_session"])
    session["payment_status"] = "paid"
    work.save(session)


def cancel(work, form, identifier):
    intent = work.find(KIND, identifier, "intent")
    reason = form.choice("cancellation_reason", ["duplicate", "fraudulent", "requested_by_customer", "abandoned"], None)
    if intent["status"] not in CANCELABLE:
        raise errors.unexpected_state(
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent with one of the "
            f"following statuses may be canceled: {', '.join(CANCELABLE)}.", payment_intent=intent)
    if intent["status"] == "requires_payment_method":
        raise errors.unexpected_state(
            "You cannot cancel the PaymentIntent of an open Checkout Session. Expire the Checkout Session instead.", payment_intent=intent)
    give_up(work, intent, reason)
    return lists.one(work, form, intent)


def cancel_by_bank(work, intent):
    if intent["status"] in CANCELABLE:
        give_up(work, intent, "automatic")


def give_up(work, intent, reason):
    if intent["status"] == "requires_capture":
        charge = work.find("charge", intent["latest_charge"])
        charge.update(refunded=True, amount_refunded=charge["amount"])
        work.save(charge)
        work.book("canceled", intent, intent["amount_capturable"])
        work.no_longer("lapse", intent["id"])
    intent.update(status="canceled", amount_capturable=0, canceled_at=work.second, cancellation_reason=reason)
    work.save(intent)
    work.emit("payment_intent.canceled", intent)


def lapse(work, identifier):
    intent = work.find(KIND, identifier)
    if intent["status"] == "requires_capture":
        cancel_by_bank(work, intent)


def dispute(work, identifier):
    """A buyer's bank takes a captured payment back. The shop only hears of it."""
    intent = work.find(KIND, identifier, "payment_intent")
    if intent["status"] != "succeeded":
        raise errors.invalid("payment_intent", "Only a captured payment can be disputed.")
    charge = work.find("charge", intent["latest_charge"])
    charge["disputed"] = True
    work.save(charge)
    work.emit("charge.dispute.created", {
        "id": new_id("dp_"), "object": "dispute", "amount": charge["amount_captured"], "charge": charge["id"], "created": work.second,
        "currency": charge["currency"], "payment_intent": intent["id"],
    })
