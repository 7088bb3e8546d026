"""The sandbox bank as a process of a test, and what a shop and a buyer do with it."""

import json
import urllib.parse

from client import Http
from processes import ROOT, Process, free_port, wait_until

KEY = "sk_test_of_a_test"


def fields(value, name=""):
    """Nested parameters as a form has them: {"a": [{"b": 1}]} is a[0][b]=1."""
    if not isinstance(value, dict | list):
        return [(name, value)]
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    return [pair for key, part in parts for pair in fields(part, f"{name}[{key}]" if name else key)]


def order(reference="pk-1", unit_amount=1200, quantity=2, currency="usd", name="lamp", **more):
    line = {"price_data": {"currency": currency, "unit_amount": unit_amount, "product_data": {"name": name}}, "quantity": quantity}
    return {
        "mode": "payment", "line_items": [line], "client_reference_id": reference,
        "payment_intent_data": {"capture_method": "manual", "metadata": {"order": reference}},
        "success_url": "http://localhost:3000/paid?session={CHECKOUT_SESSION_ID}", "cancel_url": "http://localhost:3000/unpaid", **more,
    }


class Bank(Process):
    def __init__(self, folder, **settings):
        self.port = free_port()
        environment = {
            "PYTHONPATH": str(ROOT / "sandbox"), "SOUK_BANK_PORT": str(self.port), "SOUK_DATA": str(folder / "bank"),
            "SOUK_STRIPE_SECRET_KEY": KEY, "SOUK_BANK_WEBHOOK_URL": "http://127.0.0.1:9/nobody", **settings,
        }
        super().__init__("bank", ["/usr/bin/python3", "-B", "-m", "bank"], environment, folder / "bank.log")
        self.http = Http(self.port)

    def start(self):
        super().start()
        wait_until(lambda: self.http.status_of("/healthz") == 200 or not self.running(), what="the bank is up")
        assert self.running(), self.output()
        return self

    def stop(self):
        if self.running():
            self.ask_to_stop()
            assert self.exit_code() == 0, self.output()

    def api(self, method, path, parameters=None, key=None, timeout=60):
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/x-www-form-urlencoded", "Idempotency-Key": key}
        form = urllib.parse.urlencode(fields(parameters or {}))
        if method == "GET":
            return self.http.get(f"/v1/{path}?{form}", headers=headers, timeout=timeout)
        return self.http.request(method, f"/v1/{path}", form.encode(), headers=headers, timeout=timeout)

    def get(self, path, **parameters):
        return self.api("GET", path, parameters).json

    def create(self, key=None, **more):
        answer = self.api("POST", "checkout/sessions", order(**more), key)
        assert answer.status == 200, answer
        return answer.json

    def session(self, session):
        return self.get(f"checkout/sessions/{session['id']}")

    def press(self, session, action):
        """A button of the pay page."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.http.post(f"/pay/{session['id']}", f"action={action}".encode(), headers=form)

    def paid(self, **more):
        """The id of an intent that is authorized."""
        session = self.create(**more)
        assert self.press(session, "pay").status == 303
        return self.session(session)["payment_intent"]

    def capture(self, intent, key=None):
        return self.api("POST", f"payment_intents/{intent}/capture", key=key)

    def captured(self, **more):
        intent = self.paid(**more)
        assert self.capture(intent).status == 200
        return intent

    def refund(self, intent, key=None, **more):
        return self.api("POST", "refunds", {"payment_intent": intent, **more}, key)

    def status(self, intent):
        return self.get(f"payment_intents/{intent}")["status"]

    def fault(self, fault, **more):
        answer = self.http.post("/faults", {"fault": fault, **more})
        assert answer.status == 201, answer
        return answer.json

    def journal(self):
        """Every booking, then the count of keys with two bodies."""
        return [json.loads(line) for line in self.http.get("/bookings").text.splitlines()]

    def bookings(self, **wanted):
        return [line for line in self.journal()[:-1] if all(line[name] == value for name, value in wanted.items())]

    def kinds(self, intent):
        return [booking["kind"] for booking in self.bookings(intent=intent)]
