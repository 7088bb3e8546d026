"""Refunds of captured payments. A refund may be pending first, and one that succeeded may come back."""

from . import errors, lists
from .money import shown
from .work import new_id

KIND = "refund"


def create(work, form):
    intent = work.find("payment_intent", form.text("payment_intent"), "payment_intent")
    amount = form.integer("amount", None)
    reason = form.choice("reason", ["duplicate", "fraudulent", "requested_by_customer"], None)
    metadata = form.metadata()
    charge = refundable_charge(work, intent)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        raise errors.Refused(400, f"Charge {charge['id']} has already been refunded.", "charge_already_refunded", kept=True)
    if amount is not None and amount > left:
        raise errors.Refused(
            400,
            f"Refund amount ({shown(amount, charge['currency'])}) is greater than unrefunded amount on charge "
            f"({shown(left, charge['currency'])})",
            param="amount", kept=True,
        )
    fault = work.faults.hit("refund")
    steps = list(fault.steps) if fault else ["succeeded"]
    refund = {
        "id": new_id("re_"), "object": KIND, "amount": left if amount is None else amount, "balance_transaction": new_id("txn_"),
        "charge": charge["id"], "created": work.second, "currency": charge["currency"], "metadata": metadata,
        "payment_intent": intent["id"], "reason": reason, "status": steps.pop(0),
        "_steps": steps, "_pause": fault.seconds if fault else 0,
    }
    work.add(refund)
    work.emit("refund.created", refund)
    reached(work, refund, intent, charge)
    return lists.one(work, form, refund)


def refundable_charge(work, intent):
    if intent["status"] != "succeeded":
        raise errors.Refused(
            400, f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.", param="payment_intent", kept=True)
    return work.find("charge", intent["latest_charge"])


def reached(work, refund, intent, charge):
    """What follows from the refund's new status. Pending money is already taken out of what is left."""
    counted = refund["status"] in ("pending", "succeeded")
    if counted != refund.get("_counted", False):
        charge["amount_refunded"] += refund["amount"] if counted else -refund["amount"]
        charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
        refund["_counted"] = counted
        work.save(charge)
        if counted:
            work.emit("charge.refunded", charge)
    if refund["status"] == "succeeded":
        work.book("refunded", intent, refund["amount"], refund["id"])
    if refund["status"] == "failed":
        refund["failure_reason"] = "lost_or_stolen_card"
        work.book("refund_failed", intent, refund["amount"], refund["id"])
        work.emit("refund.failed", refund)
    if refund["_steps"]:
        work.later("refund", refund["id"], work.now + refund["_pause"])
    work.save(refund)


def step(work, identifier):
    """The next status of a refund that takes its time."""
    refund = work.find(KIND, identifier)
    refund["status"] = refund["_steps"].pop(0)
    intent = work.find("payment_intent", refund["payment_intent"])
    reached(work, refund, intent, work.find("charge", refund["charge"]))
    work.emit("refund.updated", refund)


def retrieve(work, form, identifier):
    return lists.one(work, form, work.find(KIND, identifier))


def list_all(work, form):
    return lists.page(work, form, KIND, "/v1/refunds", {"payment_intent": "intent"})
