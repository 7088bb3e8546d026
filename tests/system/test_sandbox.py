"""script/server with payments at the sandbox's bank, and at Stripe: what it starts, and who gets which secret."""

import contextlib
import os
import pathlib
import re
import socket
import subprocess
import urllib.parse

import pytest
from launcher import Server
from shopping import place, session_of, when_order_is, when_payment_is
from souk import assert_problem, in_parallel, wait_until

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
API = "/api/payment"
KEY, WEBHOOKS = "SOUK_STRIPE_SECRET_KEY", "SOUK_STRIPE_WEBHOOK_SECRET"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("sandbox"), SOUK_PAYMENTS="sandbox", SOUK_LOG_LEVEL="debug")
    try:
        yield server.start_and_wait()
    finally:
        server.stop()


@pytest.fixture
def start(tmp_path):
    servers = []

    def begin(**settings):
        servers.append(Server(tmp_path, **settings))
        return servers[-1]

    yield begin
    for server in servers:
        server.stop()


def create_product(server, quantity=50):
    return server.http("INVENTORY").post("/products", {"name": "lamp", "price": 20.0, "quantity": quantity}).json["id"]


def pay_page(order):
    """Its path at the gateway."""
    return re.fullmatch(r"http://127\.0\.0\.1:\d+(/pay/\w+)", order["payment"]["url"])[1]


def press(server, order, action="pay"):
    answer = server.http("SHOP").post(pay_page(order), f"action={action}".encode(), headers=FORM)
    assert answer.status == 303, answer
    return answer


def environment_of(server, name):
    return pathlib.Path(f"/proc/{server.pid_of(name)}/environ").read_text().split("\0")


def provider_secrets(server):
    access = pathlib.Path(server.settings["SOUK_DATA"]) / "access"
    return {name: (access / file).read_text().strip().split("=", 1)[1] for name, file in
            ((KEY, "stripe-key"), (WEBHOOKS, "stripe-webhooks"))}  # fmt: skip


def test_a_buyer_pays_through_the_gateway_and_comes_back_to_the_shop(sandbox):
    shop = sandbox.http("SHOP")
    assert shop.get(f"{API}/shop").json["payments"] == "sandbox"
    pk = place(shop, (create_product(sandbox), 2), prefix=API)
    order = when_payment_is(shop, pk, "requires_payment", prefix=API)
    address = f"http://127.0.0.1:{sandbox.settings['SOUK_SHOP_PORT']}"
    assert order["payment"]["url"].startswith(f"{address}/pay/")
    page = shop.get(pay_page(order))
    assert page.status == 200
    assert "Pay 48.00 USD" in page.text
    assert "no money moves" in page.text
    back = press(sandbox, order)
    assert back.headers["Location"] == f"{address}/orders/{pk}?paid"
    paid = when_order_is(shop, pk, "completed", prefix=API)
    assert paid["payment"]["captured"] == paid["amount"] == 48.0


@pytest.mark.parametrize(
    ("nobody", "fault"),
    [
        ({}, {"type": "missing", "msg": "Field required"}),
        ({"customer": None}, {"type": "model_type", "msg": "Input should be an object"}),
    ],
)
def test_an_order_needs_a_customer(sandbox, nobody, fault):
    wanted = {"id": create_product(sandbox), "quantity": 1, **nobody}
    problem = assert_problem(sandbox.http("PAYMENT").post("/orders", wanted), 422, "validation_failed")
    assert problem["errors"] == [{"loc": ["body", "customer"], **fault}]


def test_the_pay_page_has_its_own_policy_only(sandbox):
    pk = place(sandbox.http("PAYMENT"), (create_product(sandbox), 1))
    order = when_payment_is(sandbox.http("PAYMENT"), pk, "requires_payment")
    headers = sandbox.http("SHOP").get(pay_page(order)).headers
    policy, = headers.get_all("Content-Security-Policy")
    assert "style-src 'sha256-" in policy
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]


PATHS = ["/faults", "/bookings", "/v1/balance", "/pay/../faults", "/pay/..%2ffaults", "/pay/%2e%2e/bookings", "/faults/../pay/x",
         "/pay//faults", "/pay/x/../../bookings", "/pay/", "/pay/x/y", "//bookings", "/pay/x%00", "/pay/x%0d%0aX:y"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_the_bank_but_its_pay_page_is_passed_on(sandbox, path):
    for method, body in (("GET", None), ("POST", b'{"fault":"away","seconds":60}'), ("DELETE", None)):
        answer = sandbox.http("SHOP").request(method, path, body)
        assert "two_bodies" not in answer.text
        assert "Invalid API Key" not in answer.text
        assert answer.status != 201
    assert sandbox.http("BANK").get("/faults").json == {"faults": [], "away_for": 0}


def test_a_body_that_is_too_large_for_the_pay_page_is_refused(sandbox):
    answer = sandbox.http("SHOP").post("/pay/x", b"action=" + b"x" * 5000, headers=FORM)
    assert answer.status == 413


def test_the_terminal_says_where_the_bank_is_and_that_no_money_moves(sandbox):
    wait_until(lambda: "Ctrl-C stops all of it" in sandbox.output(), what="the addresses are printed")
    bank = next(line for line in sandbox.output().splitlines() if line.strip().startswith("bank "))
    assert "no money moves" in bank
    assert f"http://127.0.0.1:{sandbox.settings['SOUK_SHOP_PORT']}/pay/" in bank


def test_each_secret_of_the_provider_is_in_the_processes_that_use_it_only(sandbox):
    key, webhooks = provider_secrets(sandbox).values()
    assert re.fullmatch(r"sk_test_\w{32}", key)
    assert re.fullmatch(r"whsec_\w{32}", webhooks)
    processes = {
        "inventory-api-1": (False, False), "inventory-consumer": (False, False), "payment-api-1": (False, True),
        "payment-consumer": (False, False), "payment-worker": (True, False), "bank": (True, True), "gateway": (False, False),
        "redis": (False, False),
    }  # fmt: skip
    for name, expected in processes.items():
        environment = environment_of(sandbox, name)
        assert (f"{KEY}={key}" in environment, f"{WEBHOOKS}={webhooks}" in environment) == expected, name
        has = any(key in value for value in environment), any(webhooks in value for value in environment)
        assert has == expected, name


def test_the_worker_knows_the_folder_of_the_data_and_is_a_user_of_its_own(sandbox):
    environment = environment_of(sandbox, "payment-worker")
    assert f"SOUK_DATA={sandbox.settings['SOUK_DATA']}" in environment
    redis, = (value for value in environment if value.startswith("SOUK_PAYMENT_REDIS_URL="))
    assert "redis://payment_worker:" in redis


def test_a_burst_of_notifications_from_one_address_is_taken(sandbox):
    """A provider sends from few addresses. It repeats what is answered with anything but 2xx."""
    refused = in_parallel(lambda _: sandbox.http("SHOP").post(f"{API}/payments/webhooks/stripe", b"{}").json["code"], range(300))
    assert set(refused) == {"notification_refused"}


def test_the_gateway_refuses_a_notification_of_more_than_a_mebibyte(sandbox):
    answer = sandbox.http("SHOP").post(f"{API}/payments/webhooks/stripe", b"x" * (1024 * 1024 + 1))
    assert_problem(answer, 413, "body_too_large")


def test_a_restart_keeps_the_bookings_and_finishes_the_order_that_was_under_way(start):
    server = start(SOUK_PAYMENTS="sandbox").start_and_wait()
    payment = server.http("PAYMENT")
    product = create_product(server)
    paid, open_one = place(payment, (product, 1)), place(payment, (product, 2))
    press(server, when_payment_is(payment, paid, "requires_payment"))
    when_order_is(payment, paid, "completed")
    order = when_payment_is(payment, open_one, "requires_payment")
    bookings = server.http("BANK").get("/bookings").text
    secrets = provider_secrets(server)
    server.http("BANK").post("/faults", {"fault": "webhook", "how": "never"})
    press(server, order)
    server.stop()
    server.start_and_wait()
    assert provider_secrets(server) == secrets
    when_order_is(payment, open_one, "completed")
    assert server.http("BANK").get("/bookings").text.startswith("\n".join(bookings.splitlines()[:-1]))


def listens(host, port):
    with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=5):
        return True
    return False


def test_a_shop_for_the_network_is_announced_and_paid_at_an_address_of_it_and_the_bank_stays_here(start):
    server = start(SOUK_PAYMENTS="sandbox", SOUK_HOST="0.0.0.0", SOUK_ADMIN_TOKEN="a-token-of-the-store-admin").start_and_wait()
    admin = server.http("INVENTORY", headers={"Authorization": "Bearer a-token-of-the-store-admin"})
    product = admin.post("/products", {"name": "lamp", "price": 20.0, "quantity": 5}).json["id"]
    order = when_payment_is(server.http("PAYMENT"), place(server.http("PAYMENT"), (product, 1)), "requires_payment")
    address = re.search(r"shop +(http://\S+)", server.output())[1]
    assert order["payment"]["url"].startswith(f"{address}/pay/")
    host = urllib.parse.urlsplit(address).hostname
    assert host != "0.0.0.0"
    assert listens(host, server.settings["SOUK_SHOP_PORT"])
    assert listens("127.0.0.2", server.settings["SOUK_SHOP_PORT"])  # every address of this machine
    assert not listens("127.0.0.2", server.settings["SOUK_BANK_PORT"])


def test_with_stripe_the_worker_runs_and_no_bank(start, tmp_path):
    key, webhooks = "sk_test_'quoted' $(and) \"odd\"".replace(" ", "~"), "whsec_new_one,whsec_old_one"
    settings = {KEY: key, WEBHOOKS: webhooks, "SOUK_PUBLIC_URL": "https://shop.example"}
    server = start(SOUK_PAYMENTS="stripe", SOUK_STRIPE_URL="http://127.0.0.1:9", **settings).start_and_wait()
    assert server.http("PAYMENT_WORKER").status_of("/healthz") == 200  # ready or not: nobody answers at that address
    assert server.http("BANK").status_of("/healthz") is None
    assert "<div id=\"root\">" in server.http("SHOP").get("/pay/x").text
    assert f"{KEY}={key}" in environment_of(server, "payment-worker")
    assert f"{WEBHOOKS}={webhooks}" in environment_of(server, "payment-api-1")
    others = subprocess.run(["pgrep", "-s", str(server.child.pid)], stdout=subprocess.PIPE, text=True, check=False).stdout.split()
    for pid in {*others, str(server.child.pid), str(server.pid_of("gateway")), str(server.pid_of("payment-consumer"))}:
        assert "whsec_new_one" not in pathlib.Path(f"/proc/{pid}/environ").read_text(), pid
    shown = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert "quoted" not in shown


def test_a_provider_that_is_away_does_not_keep_the_shop_from_starting(start):
    settings = {KEY: "sk_test_of_a_test", WEBHOOKS: "whsec_of_a_test", "SOUK_PUBLIC_URL": "https://shop.example"}
    server = start(SOUK_PAYMENTS="stripe", SOUK_STRIPE_URL="http://127.0.0.1:9", **settings).start_and_wait()
    pk = place(server.http("PAYMENT"), (create_product(server), 1))
    worker = server.http("PAYMENT_WORKER")
    wait_until(lambda: "the payment provider" in worker.get("/readyz").text, 60, "the worker says that it waits")
    assert worker.status_of("/readyz") == 503
    server.stop()
    server.start_and_wait()
    assert server.http("PAYMENT").get(f"/orders/{pk}").json["status"] == "pending"


def test_what_stripe_needs_is_named_before_anything_is_done(start):
    server = start(SOUK_PAYMENTS="stripe").start()
    assert server.exit_code(deadline=30) == 1
    assert server.output().splitlines() == [
        'SOUK_STRIPE_SECRET_KEY is not set, and SOUK_PAYMENTS is "stripe"',
        'SOUK_STRIPE_WEBHOOK_SECRET is not set, and SOUK_PAYMENTS is "stripe"',
        'SOUK_PUBLIC_URL is not set, and SOUK_PAYMENTS is "stripe"',
    ]
    assert not os.path.exists(server.settings["SOUK_DATA"])


def test_an_unknown_way_to_pay_is_refused_in_one_sentence(start):
    server = start(SOUK_PAYMENTS="cash").start()
    assert server.exit_code(deadline=30) == 1
    assert server.output().splitlines() == ['SOUK_PAYMENTS is "cash"; expected instant, stripe or sandbox']


def test_the_port_of_the_bank_is_checked_when_it_is_used(start, sandbox):
    taken = {name: sandbox.settings[name] for name in ("SOUK_PAYMENT_WORKER_PORT", "SOUK_BANK_PORT")}
    server = start(SOUK_PAYMENTS="sandbox", **taken).start()
    assert server.exit_code(deadline=30) == 1
    for name, port in taken.items():
        assert re.search(f"Port {port} is in use by .*; {name} sets another one", server.output())
    del taken["SOUK_PAYMENT_WORKER_PORT"]
    assert start(**taken).start_and_wait().http("PAYMENT").get("/shop").json["payments"] == "instant"


def test_a_wrong_setting_of_the_bank_ends_the_start_with_its_sentence(start):
    server = start(SOUK_PAYMENTS="sandbox", SOUK_PUBLIC_URL="shop").start()
    assert server.exit_code(deadline=60) == 1
    assert "SOUK_PUBLIC_URL" in server.output()
