"""What Stripe's objects have besides the fields that the bank keeps. Names that begin with _ are the bank's own."""

API_VERSION = "2026-10-28.endive"

NO_ADDRESS = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))

CARD = {
    "amount_authorized": None, "authorization_code": None, "brand": "visa", "country": "US", "exp_month": 12, "exp_year": 2034,
    "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
    "fingerprint": "sandbox4242", "funding": "credit", "installments": None, "last4": "4242", "mandate": None, "network": "visa",
    "network_token": {"used": False}, "network_transaction_id": None, "regulated_status": "unregulated",
    "three_d_secure": None, "wallet": None,
}

DEFAULTS = {
    "checkout.session": {
        "adaptive_pricing": {"enabled": False}, "after_expiration": None, "allow_promotion_codes": None,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None}, "billing_address_collection": None,
        "client_secret": None, "collected_information": None, "consent": None, "consent_collection": None, "currency_conversion": None,
        "custom_fields": [],
        "custom_text": dict.fromkeys(("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")),
        "customer": None, "customer_account": None, "customer_creation": "if_required", "customer_details": None, "discounts": [],
        "integration_identifier": None, "invoice": None, "invoice_creation": None, "livemode": False, "locale": None,
        "managed_payments": {"enabled": False}, "mode": "payment", "origin_context": None, "payment_link": None,
        "payment_method_collection": "if_required", "payment_method_configuration_details": None, "payment_method_options": {},
        "payment_method_types": ["card"], "permissions": None, "phone_number_collection": {"enabled": False}, "recovered_from": None,
        "saved_payment_method_options": None, "setup_intent": None, "shipping_address_collection": None, "shipping_cost": None,
        "shipping_options": [], "submit_type": None, "subscription": None,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0}, "ui_mode": "hosted_page", "wallet_options": None,
    },
    "payment_intent": {
        "amount_details": {"tip": {}}, "application": None, "application_fee_amount": None, "automatic_payment_methods": None,
        "confirmation_method": "automatic", "customer": None, "customer_account": None, "description": None,
        "excluded_payment_method_types": None, "livemode": False, "managed_payments": {"enabled": False}, "next_action": None,
        "on_behalf_of": None, "payment_method_configuration_details": None, "payment_method_options": {},
        "payment_method_types": ["card"], "processing": None, "receipt_email": None, "review": None, "setup_future_usage": None,
        "shipping": None, "source": None, "statement_descriptor": None, "statement_descriptor_suffix": None, "transfer_data": None,
        "transfer_group": None,
    },
    "charge": {
        "application": None, "application_fee": None, "application_fee_amount": None,
        "billing_details": {"address": NO_ADDRESS, "email": None, "name": None, "phone": None, "tax_id": None},
        "calculated_statement_descriptor": "SOUK SANDBOX", "customer": None, "description": None, "failure_balance_transaction": None,
        "failure_code": None, "failure_message": None, "fraud_details": {}, "livemode": False, "on_behalf_of": None,
        "outcome": {
            "advice_code": None, "network_advice_code": None, "network_decline_code": None, "network_status": "approved_by_network",
            "reason": None, "seller_message": "Payment complete.", "type": "authorized",
        },
        "paid": True, "payment_method_details": {"card": CARD, "type": "card"}, "receipt_email": None, "receipt_number": None,
        "receipt_url": None, "review": None, "shipping": None, "source": None, "source_transfer": None,
        "statement_descriptor": None, "statement_descriptor_suffix": None, "status": "succeeded", "transfer_data": None,
        "transfer_group": None,
    },
    "refund": {
        "customer": None, "customer_account": None, "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "payment_method": None, "receipt_number": None, "source_transfer_reversal": None, "transfer_reversal": None,
    },
    "event": {"api_version": API_VERSION, "livemode": False, "pending_webhooks": 0},
    "dispute": {
        "balance_transactions": [], "enhanced_eligibility_types": [], "evidence": {},
        "evidence_details": {"due_by": None, "enhanced_eligibility": {}, "has_evidence": False, "past_due": False, "submission_count": 0},
        "is_charge_refundable": False, "livemode": False, "metadata": {},
        "payment_method_details": {"card": {"brand": "visa", "case_type": "chargeback", "network_reason_code": "10.4"}, "type": "card"},
        "reason": "fraudulent", "status": "needs_response",
    },
    "item": {
        "adjustable_quantity": None, "amount_discount": 0, "amount_tax": 0, "discounts": [], "metadata": {}, "taxes": [],
    },
}


def wire(value):
    """A stored object, or what has such objects in it, as Stripe prints it."""
    if isinstance(value, list):
        return [wire(part) for part in value]
    if not isinstance(value, dict):
        return value
    shown = {
        name: wire(part) if isinstance(part, dict | list) else part for name, part in value.items() if not name.startswith("_")
    }
    kind = value.get("object")
    return {"id": None, "object": kind, **DEFAULTS[kind], **shown} if isinstance(kind, str) and kind in DEFAULTS else shown
