"""A shop that receives webhooks and answers each with `answer`, while it is `open`."""

import hashlib
import hmac
import http.server
import json
import threading
import time


class Webhook:
    def __init__(self, body, signature):
        self.body, self.signature = body, signature
        self.event = json.loads(body)
        self.arrived = time.monotonic()

    def is_signed(self, secret="whsec_souk"):
        at, *signatures = self.signature.split(",")
        right = hmac.new(secret.encode(), at.removeprefix("t=").encode() + b"." + self.body, hashlib.sha256).hexdigest()
        return f"v1={right}" in signatures

    @property
    def signed_at(self):
        return int(self.signature.split(",")[0].removeprefix("t="))


class Shop:
    def __init__(self):
        self.webhooks, self.answer = [], 200
        self.open, self.called = threading.Event(), threading.Event()
        self.open.set()
        shop = self

        class Receiver(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                shop.called.set()
                shop.open.wait(60)
                shop.webhooks.append(Webhook(body, self.headers["Stripe-Signature"]))
                self.send_response(shop.answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/payments/webhooks/stripe"

    def of(self, kind):
        return [webhook for webhook in self.webhooks if webhook.event["type"] == kind]

    def stop(self):
        self.open.set()
        self.server.shutdown()
        self.server.server_close()
