"""A primary, its replicas and its Sentinels as redis-cli sees them. SOUK_REDIS_URL names the Sentinels."""

import dataclasses
import json
import os
import pathlib
import re
import shlex
import subprocess
import time
import urllib.parse

from environment import data, setting
from layout import NAME, Place
from users import read_passwords, url_for

PATIENCE = 3  # seconds, for an answer
IN_SYNC = 2  # seconds without an acknowledgement, at most
HINTS = {"NOAUTH": ". SOUK_REDIS_URL, or SOUK_REDIS_PASSWORDS, has the operator's password",
         "I/O error": ". With TLS the address begins with rediss+sentinel://",
         "No such master": ". SOUK_REDIS_URL ends with the name that they have for the primary",
         "certificate": ". SSL_CERT_FILE names the certificates that are trusted"}
SHAPE = "redis+sentinel://10.0.0.1,10.0.0.2,10.0.0.3/souk"


class Refused(Exception):
    """What is wrong, and what to do, for the operator."""


class Away(Exception):
    """No answer, or not within PATIENCE."""


def operators_url():
    """Here the start has written it to a file. Elsewhere SOUK_REDIS_URL has it, alone or with SOUK_REDIS_PASSWORDS."""
    url, passwords = setting("SOUK_REDIS_URL"), setting("SOUK_REDIS_PASSWORDS")
    if url and passwords and "@" not in url:
        return url_for("operator", read_passwords(pathlib.Path(passwords))["operator"], url)
    file = data() / "access/operator"
    if not url and not file.exists():
        raise Refused(f"Nothing runs here: {file} does not exist. SOUK_REDIS_URL names Sentinels elsewhere: {SHAPE}")
    return url or shlex.split(file.read_text())[0].split("=", 1)[1]


@dataclasses.dataclass
class Replica:
    """As its primary sees it."""

    place: Place
    state: str
    silence: int  # seconds since its last acknowledgement
    behind: int  # bytes

    def is_in_sync(self):
        return self.state == "online" and self.silence <= IN_SYNC and self.behind < 1 << 20

    def condition(self):
        if self.is_in_sync():
            return "in sync"
        if self.state != "online":
            return "receives the data"
        return f"behind by {self.behind} bytes, last heard of {self.silence} s ago"


class Deployment:
    def __init__(self, url):
        found = re.fullmatch(r"redis(s?)\+sentinel://(?:([^:@]*)(?::([^@]*))?@)?([^/]+)/([^/]+)(/\d+)?", url)
        if not found:
            raise Refused(f"The shop's Redis is one, without replicas. SOUK_REDIS_URL names Sentinels so: {SHAPE}")
        self.is_encrypted, places, self.name = bool(found[1]), found[4], found[5]
        self.user, self.password = (urllib.parse.unquote(part or "") for part in (found[2], found[3]))
        self.sentinels = [place_of(text, 26379) for text in places.split(",")]
        self.expected = expected_replicas()

    def ask(self, place, *words):
        encryption = ["--tls", *(["--cacert", file] if (file := setting("SSL_CERT_FILE")) else [])] if self.is_encrypted else []
        user = ["--user", self.user or "default"] if self.password else []
        form = ["--json"] if words[0] == "SENTINEL" else []
        command = ["redis-cli", "-e", "--no-auth-warning", "-h", place.host, "-p", str(place.port), *user, *encryption, *form, *words]
        try:
            done = subprocess.run(command, env={**os.environ, "REDISCLI_AUTH": self.password}, capture_output=True, text=True,
                                  timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Away(f"{place} does not answer") from None
        said = (done.stderr or done.stdout).strip()
        if done.returncode == 0:
            return json.loads(done.stdout) if form else done.stdout.strip()
        if (said.startswith("Could not connect") and "certificate" not in said) or "closed the connection" in said or "LOADING" in said:
            raise Away(f"{place}: {said}")
        hint = next((hint for sign, hint in HINTS.items() if sign in said), "")
        raise Refused(f"{place} refuses {words[0]}: {said.splitlines()[0].rstrip('.')}{hint}")

    def info(self, place):
        return dict(line.split(":", 1) for line in self.ask(place, "INFO", "replication").splitlines() if ":" in line)

    # What the Sentinels say.

    def views(self):
        """Each Sentinel that answers, with what it knows of the primary."""
        found = {}
        for place in self.sentinels:
            try:
                found[place] = self.ask(place, "SENTINEL", "MASTER", self.name)
            except Away:
                continue
        return found

    def primary(self):
        """The one that the newest view names."""
        views = self.views()
        if not views:
            raise Refused(f"No Sentinel answers: {', '.join(map(str, self.sentinels))}. Start them; SOUK_REDIS_URL has their addresses.")
        newest = max(views.values(), key=lambda view: int(view["config-epoch"]))
        return Place(newest["ip"], int(newest["port"]))

    def known_replicas(self, sentinel):
        return [Place(known["ip"], int(known["port"])) for known in self.ask(sentinel, "SENTINEL", "REPLICAS", self.name)]

    # What the primary says.

    def replicas(self, primary):
        told = self.info(primary)
        if told["role"] != "master":
            raise Away(f"{primary} is not a primary")
        found = []
        for line in (value for name, value in told.items() if re.fullmatch(r"slave\d+", name)):
            one = dict(part.split("=", 1) for part in line.split(","))
            behind = int(told["master_repl_offset"]) - int(one["offset"])
            found.append(Replica(Place(one["ip"], int(one["port"])), one["state"], int(one["lag"]), behind))
        return found

    def in_sync(self, primary):
        return [replica.place for replica in self.replicas(primary) if replica.is_in_sync()]


def expected_replicas():
    text = setting("SOUK_REPLICAS") or "2"
    if not re.fullmatch("[1-5]", text):
        raise Refused(f'SOUK_REPLICAS is "{text}"; expected how many replicas the primary has, 1 to 5')
    return int(text)


def place_of(text, port=None):
    found = re.fullmatch(r"\[?([0-9A-Za-z.:-]*?[0-9A-Za-z.-])\]?(?::(\d{1,5}))?", text)
    if not found or not (found[2] or port):
        raise Refused(f'"{text}" is not an address; expected one with its port: 10.0.0.3:6379')
    return Place(found[1], int(found[2] or port))


def wait_until(condition, deadline, what):
    """The first truthy answer. What is away may come back."""
    end = time.monotonic() + deadline
    while True:
        try:
            if answer := condition():
                return answer
            last = ""
        except Away as away:
            last = f" ({away})"
        if time.monotonic() > end:
            raise Refused(f"{what}: not within {deadline} s{last}. `script/replicas status` shows what is missing.")
        time.sleep(0.2)
