"""Secrets: the admin's token, the passwords of Redis and the secrets of the payment provider are shown nowhere."""

import os
import pathlib
import random
import string
import subprocess

import pytest
from launcher import SERVICES, Server
from shopping import place, session_of, when_order_is, when_payment_is
from souk import BIN, Http, Process, free_port, wait_until

TOKEN = "a-token-of-the-store-admin"
USERS = ("operator", "inventory", "payment", "payment_worker")
PROVIDER = {"SOUK_STRIPE_SECRET_KEY": "sk_test_9d3fa20b7c", "SOUK_STRIPE_WEBHOOK_SECRET": "whsec_51c07e88ab"}


class Started:
    """script/server at its most talkative, after it was asked about everything with right and wrong secrets."""

    def __init__(self, folder):
        self.server = Server(folder, SOUK_ADMIN_TOKEN=TOKEN, SOUK_LOG_LEVEL="debug", SOUK_PAYMENTS="sandbox", **PROVIDER)
        self.server.start_and_wait()
        self.data = pathlib.Path(self.server.settings["SOUK_DATA"])
        self.passwords = {}
        for user in USERS:
            urls = (self.data / "access" / user).read_text().split()
            self.passwords[user], = {url.split("@")[0].rsplit(":")[-1] for url in urls}

    def secrets(self):
        return [TOKEN, *self.passwords.values(), *PROVIDER.values()]

    def use_it(self):
        for name in ("INVENTORY", "PAYMENT", "SHOP"):
            http = self.server.http(name)
            api = "/api/inventory" if name == "SHOP" else ""
            for headers in ({"Authorization": f"Bearer {TOKEN}"}, {"Cookie": f"souk_admin={TOKEN}"}, {"Authorization": TOKEN}):
                http.get(f"{api}/operations", headers=headers)
            http.post(f"{api}/session", {"token": TOKEN})
            http.post(f"{api}/session", {"token": TOKEN, "unknown": 1})
            http.post(f"{api}/orders", {"id": TOKEN, "quantity": TOKEN}, headers={"X-Request-Id": "id"})
        self.pay()

    def pay(self):
        """With a notification that is wrongly signed, a call that is refused, and an order that is paid."""
        bank, payment = self.server.http("BANK"), self.server.http("PAYMENT")
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        lamp = self.server.http("INVENTORY", headers=bearer).post("/products", {"name": "lamp", "price": 20.0, "quantity": 5}).json
        for secret in PROVIDER.values():
            payment.post("/payments/webhooks/stripe", b"{}", headers={"Stripe-Signature": f"t=1,v1={secret}"})
            bank.get("/v1/balance", headers={"Authorization": f"Bearer {secret}x"})
        bank.post("/faults", {"fault": "status", "status": 401, "times": 1})
        pk = place(payment, (lamp["id"], 1))
        order = when_payment_is(payment, pk, "requires_payment", deadline=60)
        bank.post(f"/pay/{session_of(order)['id']}", b"action=pay", headers={"Content-Type": "application/x-www-form-urlencoded"})
        when_order_is(payment, pk, "completed")


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    started = Started(tmp_path_factory.mktemp("secrets"))
    try:
        started.use_it()
        yield started
    finally:
        started.server.stop()


def assert_no_secret(started, text, where):
    assert text, f"{where} shows nothing"
    assert [secret for secret in started.secrets() if secret in text] == [], where


def test_each_start_makes_passwords_that_differ(started):
    assert {len(password) for password in started.passwords.values()} == {64}
    assert len(set(started.passwords.values())) == len(USERS)


def test_what_is_logged_and_printed_shows_none(started):
    logs = [log for log in (started.data / "log").iterdir() if log.name.endswith(".log")]
    assert {"inventory-api-1.log", "payment-consumer.log", "payment-worker.log", "bank.log", "redis.log", "supervisord.log"} <= {log.name for log in logs}
    for log in logs:
        if log.stat().st_size:
            assert_no_secret(started, log.read_text(errors="replace"), log.name)
    assert '"path":"/session"' in (started.data / "log/inventory-api-1.log").read_text()  # it logs requests
    assert_no_secret(started, started.server.output(), "the terminal")


def test_no_command_line_shows_one(started):
    shown = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert str(started.data / "gateway/nginx.conf") in shown
    assert_no_secret(started, shown, "ps")


@pytest.mark.parametrize("name", (*SERVICES, "PAYMENT_WORKER"))
def test_what_a_process_reports_of_itself_shows_none(started, name):
    http = started.server.http(name)
    for path in ("/metrics", "/readyz", "/healthz", "/openapi.json"):
        assert_no_secret(started, http.get(path).text, f"{name} {path}")


def test_a_service_gets_its_own_password_and_redis_and_the_gateway_get_none(started):
    own = {"inventory-api-1": "inventory", "payment-api-1": "payment", "payment-consumer": "payment",
           "payment-worker": "payment_worker", "redis": "", "gateway": "", "bank": ""}  # fmt: skip
    for name, user in own.items():
        environment = pathlib.Path(f"/proc/{started.server.pid_of(name)}/environ").read_text()
        found = {user for user, password in started.passwords.items() if password in environment}
        assert found == ({user} if user else set()), name


def test_files_with_passwords_are_their_owner_s_alone(started):
    assert started.data.stat().st_mode & 0o777 == 0o700
    assert (started.data / "access").stat().st_mode & 0o777 == 0o700
    files = list((started.data / "access").iterdir())
    assert {file.name for file in files} == {*USERS, "password", "users.conf", "stripe-key", "stripe-webhooks", "smtp", "sandbox"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert_no_secret(started, (started.data / "access/users.conf").read_text(), "the users of Redis")
    others = [file for file in started.data.rglob("*") if file.is_file() and file.parent.name != "access"]
    for file in others:
        content = file.read_bytes()
        assert not any(secret.encode() in content for secret in started.secrets()), file


def test_the_operator_gets_in_as_the_terminal_says(started):
    line = next(line for line in started.server.output().splitlines() if "redis-cli" in line)
    command = line.split("Redis", 1)[1].strip()
    environment = {"PATH": os.environ["PATH"]}
    answer = subprocess.run(["sh", "-c", command + " PING"], capture_output=True, text=True, env=environment, check=True)
    assert answer.stdout == "PONG\n"


@pytest.mark.parametrize("words", [["--help"], ["api", "--help"], ["--no-such-option"]])
@pytest.mark.parametrize("service", ["inventory", "payment"])
def test_help_does_not_show_the_values_that_are_set(tmp_path, started, service, words):
    environment = {"SOUK_ADMIN_TOKEN": TOKEN, "SOUK_REDIS_URL": f"redis://u:{started.passwords['operator']}@127.0.0.1:1"}
    process = Process(service, [BIN / service, *words], environment, tmp_path / "log").start()
    process.exit_code()
    assert_no_secret(started, process.output(), " ".join(words))


BAD_URLS = ["redis://u:{}@", "redis://u:{}@127.0.0.1:x", "redis://u:{}%zz@127.0.0.1:1", "http://u:{}@127.0.0.1:1", "unix://u:{}@x"]


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_wrong_address_of_redis_is_refused_without_its_password(tmp_path, started, url):
    environment = {"SOUK_REDIS_URL": url.format(started.passwords["operator"]), "SOUK_INVENTORY_PORT": str(free_port())}
    process = Process("inventory", [BIN / "inventory", "api"], environment, tmp_path / "log").start()
    assert process.exit_code() == 78
    assert_no_secret(started, process.output(), url)


# Wherever an odd password puts the parts of its URL. {} is the password, {port} an unused port.
ODD_URLS = [
    "redis://u:{}@127.0.0.1:{port}",
    "redis://default:4821/{}@127.0.0.1:{port}",
    "redis://:{}@localhost:{port}/1",
    "redis://u:{}@[::1]:{port}",
    "redis://127.0.0.1:{port}/{}",
    "redis://127.0.0.1:{port}?password={}",
    "unix://u:{}@/no/such.sock",
    "unix:///u:{}@/no/such.sock",
    "unix:///no/such.sock?password={}",
]
ODD_CHARACTERS = string.ascii_letters + string.digits + "/?#@:%[]&=+~.!$^*(){}|"


def parts_of(password, length=4):
    return {password[at : at + length] for at in range(len(password) - length + 1)}


@pytest.mark.parametrize("url", ODD_URLS)
def test_nothing_of_an_odd_password_is_shown_anywhere(tmp_path, url):
    seed = random.randrange(1 << 32)
    drawn = random.Random(seed)
    for number in range(3):
        password = "".join(drawn.choices(ODD_CHARACTERS, k=drawn.randint(8, 40)))
        port = free_port()
        redis = url.replace("{port}", str(free_port())).replace("{}", password)
        environment = {"SOUK_REDIS_URL": redis, "SOUK_INVENTORY_PORT": str(port), "SOUK_LOG_LEVEL": "debug"}
        process = Process("inventory", [BIN / "inventory", "api"], environment, tmp_path / f"{number}.log").start()
        try:
            http = Http(port)
            wait_until(lambda: not process.running() or http.status_of("/readyz"), what="it has ended or answers")
            shown = process.output()
            if process.running():
                shown += http.get("/readyz").text + http.get("/metrics").text + process.output()
            else:
                assert process.exit_code() == 78
            assert shown and not [part for part in parts_of(password) if part in shown], f"{redis} (seed {seed}): {shown}"
        finally:
            if process.running():
                process.kill()


def test_a_wrong_password_of_redis_is_said_without_it(tmp_path, started):
    port, wrong = free_port(), "wrong-password-0123456789"
    url = f"redis://inventory:{wrong}@127.0.0.1:{started.server.settings['SOUK_REDIS_PORT']}"
    environment = {"SOUK_REDIS_URL": url, "SOUK_INVENTORY_PORT": str(port), "SOUK_LOG_LEVEL": "debug"}
    process = Process("inventory", [BIN / "inventory", "api"], environment, tmp_path / "log").start()
    try:
        assert process.exit_code() == 78
        assert "WRONGPASS" in process.output()
        assert wrong not in process.output()
    finally:
        if process.running():
            process.kill()
