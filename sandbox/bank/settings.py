"""The settings of the bank, from the environment only."""

import os
import pathlib
import urllib.parse

PROJECT = pathlib.Path(__file__).resolve().parents[2]


class WrongSetting(Exception):
    """Its text is one sentence for the person who starts the bank."""


class Settings:
    def __init__(self, environment=os.environ):
        def setting(name, default):
            return environment.get(name) or default

        self.host = setting("SOUK_HOST", "127.0.0.1")
        self.port = port(setting("SOUK_BANK_PORT", "8005"))
        self.folder = pathlib.Path(setting("SOUK_DATA", PROJECT / "var"))
        self.key = setting("SOUK_STRIPE_SECRET_KEY", "sk_test_souk")
        self.webhook_secrets = [part.strip() for part in setting("SOUK_STRIPE_WEBHOOK_SECRET", "whsec_souk").split(",")]
        if not all(self.webhook_secrets):
            raise WrongSetting("SOUK_STRIPE_WEBHOOK_SECRET is a list separated by commas, and one of its secrets is empty.")
        self.webhook_url = url("SOUK_BANK_WEBHOOK_URL", setting("SOUK_BANK_WEBHOOK_URL", "http://127.0.0.1:8001/payments/webhooks/stripe"))
        self.url = url("SOUK_BANK_URL", setting("SOUK_BANK_URL", f"http://127.0.0.1:{self.port}")).rstrip("/")

    @property
    def database(self):
        return self.folder / "bank.sqlite"


def port(text):
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise WrongSetting(f"SOUK_BANK_PORT is '{text}', but it must be a port from 1 to 65535.")
    return int(text)


def url(name, text):
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(f"{name} is '{text}', but it must be a URL that begins with http:// or https://.")
    return text
