"""Protected by default: a token where one is required, and no start with harmful settings."""

import socket

import pytest

from souk import BIN, Http, Process, RedisServer, System, assert_problem, free_port, wait_until

TOKEN = "a-token-of-the-store-admin"
PROGRAMS = [("inventory", "api"), ("inventory", "consumer"), ("payment", "api"), ("payment", "consumer")]
WRONG_SETTINGS = 78  # EX_CONFIG of sysexits.h


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("guarded"), SOUK_ADMIN_TOKEN=TOKEN)
    try:
        yield system.start()
    finally:
        system.stop()


@pytest.fixture(scope="module")
def guarded_product(guarded):
    return guarded.create_product()


WRONG_CREDENTIALS = [
    None,
    "",
    "Bearer",
    "Bearer ",
    "Bearer wrong-token-wrong-token",
    f"Bearer {TOKEN[:-1]}",
    f"Bearer {TOKEN}x",
    f"Bearer {TOKEN.upper()}",
    f"Basic {TOKEN}",
    TOKEN,
]


@pytest.mark.parametrize("credentials", WRONG_CREDENTIALS)
def test_product_writes_and_the_list_of_orders_need_the_token(guarded, guarded_product, credentials):
    # Each has a client address of its own, as a gateway would report it, because five wrong tokens from one address make it wait.
    address = f"10.0.0.{WRONG_CREDENTIALS.index(credentials)}"
    headers = {"Authorization": credentials, "X-Real-IP": address}
    path = f"/products/{guarded_product['id']}"
    new = {"name": "p", "price": 1, "quantity": 1}
    inventory, payment = Http(guarded.inventory.port), Http(guarded.payment.port)
    for answer in (
        inventory.post("/products", new, headers=headers),
        inventory.patch(path, {"quantity": 1}, headers=headers),
        inventory.delete(path, headers=headers),
        payment.get("/orders", headers=headers),
        payment.get("/orders/?limit=1", headers=headers),
    ):
        assert_problem(answer, 401, "unauthorized")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert guarded.inventory.get("/products").json == [guarded.product(guarded_product["id"])]


def test_with_the_token_everything_works(guarded):
    product = guarded.create_product()
    path = f"/products/{product['id']}"
    assert guarded.inventory.patch(path, {"quantity": 1}).status == 200
    assert guarded.payment.get("/orders").status == 200
    assert guarded.inventory.delete(path).status == 204


def test_buyers_need_no_token(guarded, guarded_product):
    inventory, payment = Http(guarded.inventory.port), Http(guarded.payment.port)
    assert inventory.get("/products").status == 200
    assert inventory.get(f"/products/{guarded_product['id']}").status == 200
    placed = payment.post("/orders", {"id": guarded_product["id"], "quantity": 1})
    assert placed.status == 201
    assert payment.get(f"/orders/{placed.json['pk']}").status == 200


def test_without_a_token_set_nothing_is_guarded(souk):
    souk.create_product()
    assert souk.payment.get("/orders").status == 200


# Messages of a refused start.


@pytest.fixture
def redis_server(tmp_path):
    server = RedisServer(tmp_path).start()
    yield server
    server.kill()


@pytest.fixture
def program(tmp_path):
    """Starts one with these settings; whatever still runs is killed in the end."""
    started = []

    def start(service, role, **settings):
        ports = {
            f"SOUK_{name}_PORT": str(free_port())
            for name in ("INVENTORY", "PAYMENT", "INVENTORY_CONSUMER", "PAYMENT_CONSUMER")
        }
        log = tmp_path / f"{service}-{role}-{len(started)}.log"
        process = Process(f"{service} {role}", [BIN / service, role], {**ports, **settings}, log).start()
        started.append(process)
        own = f"SOUK_{service}_{role}_PORT" if role == "consumer" else f"SOUK_{service}_PORT"
        process.http = Http({**ports, **settings}[own.upper()])
        return process

    yield start
    for process in started:
        if process.running():
            process.kill()


@pytest.mark.parametrize("service, role", PROGRAMS)
def test_without_a_token_it_listens_on_no_other_address(program, redis_server, service, role):
    process = program(service, role, SOUK_HOST="0.0.0.0", SOUK_REDIS_URL=redis_server.url)
    assert process.exit_code() == WRONG_SETTINGS
    assert "SOUK_ADMIN_TOKEN" in process.output()
    assert "SOUK_HOST" in process.output()


def test_with_a_token_it_listens_on_any_address(program, redis_server):
    process = program(
        "inventory", "api", SOUK_HOST="0.0.0.0", SOUK_REDIS_URL=redis_server.url, SOUK_ADMIN_TOKEN=TOKEN
    )
    wait_until(lambda: process.http.status_of("/products") == 200, what="it serves")
    assert process.running()


MISTAKES = {
    "SOUK_PARTITIONS": "0",
    "SOUK_FEE_PERCENT": "101",
    "SOUK_CURRENCY": "dollar",
    "SOUK_SETTLE_DELAY": "5",
    "SOUK_INVENTORY_PORT": "http",
    "SOUK_REDIS_URL": "http://localhost",
    "SOUK_LOG_LEVEL": "loud",
    "SOUK_DURABILITY": "maybe",
    "SOUK_ADMIN_TOKEN": "short-secret",
}


@pytest.mark.parametrize("service, role", PROGRAMS)
def test_wrong_settings_are_all_reported_at_once(program, service, role):
    process = program(service, role, **{**MISTAKES, "SOUK_HOST": "127.0.0.1"})
    assert process.exit_code() == WRONG_SETTINGS
    output = process.output()
    assert [name for name in MISTAKES if name not in output] == []
    assert "short-secret" not in output


@pytest.mark.parametrize("words", [[], ["apis"], ["api", "consumer"], ["--port", "1"]])
def test_a_wrong_command_line_is_refused_and_help_offered(tmp_path, words):
    process = Process("inventory", [BIN / "inventory", *words], {}, tmp_path / "log").start()
    assert process.exit_code() != 0
    assert "--help" in process.output()


def test_help_names_every_setting(tmp_path):
    process = Process("payment", [BIN / "payment", "--help"], {}, tmp_path / "log").start()
    assert process.exit_code() == 0
    missing = [name for name in [*MISTAKES, "SOUK_HOST", "SOUK_PAYMENT_REDIS_URL"] if name not in process.output()]
    assert missing == []


NOT_DURABLE = {
    "appendonly": "no",
    "appendfsync": "everysec",
    "no-appendfsync-on-rewrite": "yes",
    "maxmemory-policy": "allkeys-lru",
}


@pytest.mark.parametrize("setting, value", NOT_DURABLE.items())
@pytest.mark.parametrize("service, role", [("inventory", "api"), ("payment", "consumer")])
def test_a_redis_that_could_lose_orders_is_refused_and_named(program, tmp_path, service, role, setting, value):
    server = RedisServer(tmp_path, **{setting: value}).start()
    try:
        process = program(service, role, SOUK_REDIS_URL=server.url)
        assert process.exit_code() == WRONG_SETTINGS
        assert setting in process.output()
        assert "SOUK_DURABILITY" in process.output()
    finally:
        server.kill()


@pytest.mark.parametrize("credentials, answer", [("", "NOAUTH"), ("inventory:not-the-one@", "WRONGPASS")])
@pytest.mark.parametrize("service, role", PROGRAMS)
def test_a_redis_that_does_not_let_it_in_is_named(program, souk, service, role, credentials, answer):
    server = souk.inventory_redis
    try:
        process = program(service, role, SOUK_REDIS_URL=f"redis://{credentials}127.0.0.1:{server.port}")
        assert process.exit_code() == WRONG_SETTINGS
        assert f"127.0.0.1:{server.port}" in process.output()
        assert answer in process.output()
        assert "not-the-one" not in process.output()
    finally:
        server.connection().acl_log_reset()


def test_who_was_let_in_before_waits_to_be_let_in_again(own_souk):
    operator = own_souk.inventory_redis.connection()
    rights = next(line for line in operator.acl_list() if line.startswith("user inventory "))
    operator.acl_deluser("inventory")
    for process in (own_souk.inventory_api, own_souk.inventory_consumer):
        wait_until(lambda process=process: not process.ready(), what="it is not ready")
        wait_until(lambda process=process: "WRONGPASS" in process.output(), what="it says why")
    operator.execute_command("ACL", "SETUSER", *rights.split()[1:])
    operator.acl_log_reset()
    own_souk.wait_until_ready()
    own_souk.wait_for_order(own_souk.place_order(own_souk.create_product()["id"]), "completed")


def test_every_setting_of_redis_that_is_wrong_is_named_at_once(program, tmp_path):
    server = RedisServer(tmp_path, **NOT_DURABLE).start()
    try:
        process = program("payment", "api", SOUK_REDIS_URL=server.url)
        assert process.exit_code() == WRONG_SETTINGS
        # With appendonly off the two settings about its fsync mean nothing and need not be reported.
        assert "appendonly" in process.output() and "maxmemory-policy" in process.output()
    finally:
        server.kill()


def test_who_says_relaxed_gets_a_redis_that_is_not_durable(tmp_path):
    system = System(tmp_path, SOUK_DURABILITY="relaxed")
    system.inventory_redis.command += [word for name, value in NOT_DURABLE.items() for word in (f"--{name}", value)]
    try:
        system.start()
        system.wait_for_order(system.place_order(system.create_product()["id"]), "completed")
    finally:
        system.stop()


@pytest.mark.parametrize(
    "service, role, path",
    [
        ("inventory", "api", "/products"),
        ("inventory", "consumer", "/readyz"),
        ("payment", "api", "/orders"),
        ("payment", "consumer", "/readyz"),
    ],
)
def test_it_waits_for_a_redis_that_is_not_there_yet(program, tmp_path, service, role, path):
    server = RedisServer(tmp_path)
    process = program(service, role, SOUK_REDIS_URL=server.url)
    wait_until(lambda: process.http.status_of("/healthz") == 200, what="alive")
    assert process.http.status_of("/readyz") == 503
    server.start()
    try:
        wait_until(lambda: process.http.status_of(path) == 200, what="it works")
    finally:
        server.kill()


def test_a_port_in_use_is_said(program, redis_server, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        process = program("inventory", "api", SOUK_REDIS_URL=redis_server.url, SOUK_INVENTORY_PORT=port)
        assert process.exit_code() != 0
        assert port in process.output()


def test_a_second_api_takes_no_part_in_the_first_one_s_port(program, souk):
    port = souk.settings["SOUK_PAYMENT_PORT"]
    second = program("payment", "api", SOUK_PAYMENT_PORT=port, SOUK_REDIS_URL=souk.payment_redis.url_of("payment"))
    assert second.exit_code() != 0
    assert f"127.0.0.1:{port} is in use" in second.output()
