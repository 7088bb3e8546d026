"""Checkout sessions: made by the shop, paid on the pay page, ended by the shop or by time."""

from . import errors, intents, lists
from .forms import LARGEST
from .work import new_id

SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60  # seconds that a session may stay open
KIND = "checkout.session"


def create(work, form):
    form.choice("mode", ["payment"])
    lines = [read_line(item) for item in form.forms("line_items", most=100)]
    expires_at = read_expiry(form, work.second)
    intent_data = form.form("payment_intent_data", {})
    session = {
        "id": new_id("cs_test_"), "object": KIND, "created": work.second, "status": "open", "payment_status": "unpaid",
        "amount_subtotal": sum(line["amount_total"] for line in lines), "amount_total": sum(line["amount_total"] for line in lines),
        "cancel_url": form.url("cancel_url", None), "client_reference_id": form.text("client_reference_id", None, 200),
        "currency": lines[0]["currency"], "customer_email": form.text("customer_email", None, 800), "expires_at": expires_at,
        "metadata": form.metadata(), "payment_intent": None, "success_url": form.url("success_url"),
        "_capture": intent_data.choice("capture_method", ["automatic", "automatic_async", "manual"], "automatic"),
        "_intent_metadata": intent_data.metadata(), "_description": intent_data.text("description", None, 1000), "_lines": lines,
    }
    session["locale"] = form.text("locale", None)
    for method in form.texts("payment_method_types"):
        if method != "card":
            raise errors.invalid("payment_method_types", f"The payment method type '{method}' is invalid: the sandbox has cards only.")
    intent_data.end()
    check_amounts(session)
    session["url"] = f"{work.url}/pay/{session['id']}"
    work.add(session)
    work.later("expire", session["id"], expires_at)
    if (fault := work.faults.hit("expire")) is not None:
        work.later("expire", session["id"], work.now + fault.after)
    return lists.one(work, form, session)


def read_line(form):
    price = form.form("price_data")
    product = price.form("product_data")
    currency, unit = price.text("currency", limit=3).lower(), price.integer("unit_amount", least=0)
    if not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        raise errors.invalid(price.name("currency"), f"Invalid currency: {currency}.")
    quantity = form.integer("quantity", least=1, most=999_999)
    name = product.text("name")
    product.text("description", None)
    product.texts("images")
    product.metadata()
    for part in (product, price, form):
        part.end()
    price = {
        "id": new_id("price_"), "object": "price", "active": False, "currency": currency, "type": "one_time", "unit_amount": unit,
        "unit_amount_decimal": str(unit), "livemode": False, "metadata": {}, "recurring": None,
    }
    return {
        "id": new_id("li_"), "object": "item", "amount_subtotal": unit * quantity, "amount_total": unit * quantity,
        "currency": currency, "description": name, "price": price, "quantity": quantity,
    }


def read_expiry(form, now):
    at = form.integer("expires_at", now + LONGEST, least=0, most=2**53)
    if at < now + SHORTEST:
        raise errors.invalid("expires_at", "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.")
    if at > now + LONGEST:
        raise errors.invalid("expires_at", "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.")
    return at


def check_amounts(session):
    if len({line["currency"] for line in session["_lines"]}) > 1:
        raise errors.invalid("line_items", "All line items must have the same currency.")
    total = session["amount_total"]
    if total < 1:
        raise errors.invalid("line_items", "The Checkout Session's total amount due must be greater than zero.", "amount_too_small")
    if total > LARGEST:
        raise errors.invalid("line_items", f"The Checkout Session's total amount due must be no more than {LARGEST}.", "amount_too_large")


def retrieve(work, form, identifier):
    return lists.one(work, form, work.find(KIND, identifier, "session"))


def list_all(work, form):
    return lists.page(work, form, KIND, "/v1/checkout/sessions", {"payment_intent": "intent", "status": "label"})


def expire(work, form, identifier):
    session = work.find(KIND, identifier, "session")
    if session["status"] != "open":
        raise errors.Refused(
            400,
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{session['status']}`.",
            kept=True,
        )
    end(work, session)
    return lists.one(work, form, session)


def end(work, session):
    """Nobody can pay it any more. An intent that a declined card has left is canceled with it."""
    session.update(status="expired", url=None)
    work.no_longer("expire", session["id"])
    work.save(session)
    if session["payment_intent"]:
        intents.cancel_by_bank(work, work.find("payment_intent", session["payment_intent"]))
    work.emit("checkout.session.expired", session)


def time_is_up(work, identifier):
    session = work.find(KIND, identifier)
    if session["status"] == "open":
        end(work, session)


def pay(work, session):
    """The card is good: one intent is authorized, and captured unless the shop does that itself."""
    intent = intents.of_session(work, session)
    intents.authorize(work, intent)
    manual = intent["capture_method"] == "manual"
    session.update(status="complete", payment_status="unpaid" if manual else "paid", url=None)
    session["customer_details"] = {"email": session["customer_email"], "name": None, "phone": None, "tax_exempt": "none", "tax_ids": []}
    work.no_longer("expire", session["id"])
    work.save(session)
    if not manual:
        intents.take(work, intent, intent["amount"])
    work.emit("checkout.session.completed", session)


def decline(work, session):
    intents.fail(work, intents.of_session(work, session))
    work.save(session)


def return_address(session):
    """Where a buyer who has paid goes."""
    return session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
