"""A mail server that tests command: npm's smtp-server, in sandbox/sdk."""

import base64
import email
import email.policy
import json
import subprocess
import urllib.request

from processes import ROOT, Process, free_port, wait_until

FOLDER = ROOT / "sandbox/sdk"


class MailServer(Process):
    """`encryption`: "starttls" or "tls", with the key and the certificate of `certificate_in(folder)`."""

    def __init__(self, folder, encryption=None):
        if not (FOLDER / "node_modules/smtp-server").exists():
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FOLDER, check=True)
        self.port, self.taken = self._ports(), folder / "mails.jsonl"
        encrypted = [encryption, folder / "key.pem", folder / "certificate.pem"] if encryption else []
        command = ["node", FOLDER / "support/mail-server.js", self.port, self.taken, *encrypted]
        super().__init__("mail server", command, {}, folder / "mail-server.log")

    @staticmethod
    def _ports():
        """Two in a row: one for mails, one for control."""
        return free_port()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def start(self):
        super().start()
        wait_until(lambda: self.answers("ok"), what="the mail server answers")
        return self

    def answers(self, mode):
        """From now on it does this with mails: see mail-server.js."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port + 1}/?mode={mode}", timeout=2) as answer:
                return answer.read().decode() == mode
        except OSError:
            return False

    def lines(self):
        """What it wrote down: see mail-server.js."""
        return [json.loads(line) for line in self.taken.read_text().splitlines()] if self.taken.exists() else []

    def mails(self):
        """Every mail that it took, in order: (recipient, bytes)."""
        return [(line["to"][0], base64.b64decode(line["message"])) for line in self.lines()]

    def ids(self):
        return [id_of(message) for _, message in self.mails()]


def certificate_in(folder):
    """A certificate for localhost that signs itself, and its key."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost",
               "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "certificate.pem"


def id_of(message):
    """"<pk>.<step>" of a message's Message-ID."""
    return parsed(message)["Message-ID"].strip("<>").rsplit("@", 1)[0]


def parsed(message):
    return email.message_from_bytes(message, policy=email.policy.default)
