"""script/server: one command for all of it, and its messages when something is in the way."""

import json
import os
import re
import signal
import subprocess

import pytest
from launcher import SERVICES, Server
from souk import wait_until


def runs_in_group(leader):
    found = subprocess.run(["pgrep", "-g", str(leader), "-r", "D,R,S"], stdout=subprocess.PIPE, text=True, check=False)
    return found.stdout.split()


@pytest.fixture
def start(tmp_path):
    servers = []

    def begin(**settings):
        servers.append(Server(tmp_path, **settings))
        return servers[-1]

    yield begin
    for server in servers:
        server.stop()


def test_one_command_starts_everything_and_ctrl_c_ends_it_all(start):
    server = start().start_and_wait()
    assert all(server.http(name).status_of("/readyz") == 200 for name in SERVICES)
    wait_until(lambda: "Ctrl-C stops all of it" in server.output(), what="the addresses are printed")
    addresses = [server.settings["SOUK_SHOP_PORT"], server.settings["SOUK_INVENTORY_PORT"] + "/products"]
    places = [server.output().index(f"http://127.0.0.1:{address}") for address in addresses]
    assert places == sorted(places)  # the shop first
    server.child.send_signal(signal.SIGINT)
    assert server.exit_code(deadline=30) == 0
    assert all(server.http(name).status_of("/readyz") is None for name in SERVICES)
    assert server.http("SHOP").status_of("/") is None


def test_a_process_that_crashes_is_started_again_and_the_terminal_says_so(start):
    server = start().start_and_wait()
    product = server.http("INVENTORY").post("/products", {"name": "product", "price": 20.0, "quantity": 100}).json
    gateway = server.pid_of("gateway")
    for name in ("inventory-api-1", "payment-consumer", "redis", "gateway"):
        os.kill(server.pid_of(name), signal.SIGKILL)
    wait_until(lambda: server.output().count("is started again") == 4, what="four processes are reported")
    assert "functions ended" not in server.output()
    wait_until(lambda: server.http("SHOP").status_of("/") == 200, what="the shop is there again")
    wait_until(lambda: not runs_in_group(gateway), what="no worker of the first gateway is left")
    assert runs_in_group(server.pid_of("gateway"))
    wait_until(lambda: all(server.http(name).status_of("/readyz") == 200 for name in SERVICES), what="all are ready again")
    assert server.http("INVENTORY").get(f"/products/{product['id']}").json["quantity"] == 100


def test_a_second_copy_with_the_same_data_is_refused_and_one_with_the_same_port_names_it(start):
    first = start().start_and_wait()
    same_data = start().start()
    assert same_data.exit_code(deadline=30) == 1
    assert "already runs" in same_data.output()
    port = first.settings["SOUK_PAYMENT_PORT"]
    same_port = start(SOUK_PAYMENT_PORT=port, SOUK_DATA=first.settings["SOUK_DATA"] + " 2").start()
    assert same_port.exit_code(deadline=30) == 1
    assert f"Port {port} is in use" in same_port.output()
    assert "SOUK_PAYMENT_PORT" in same_port.output()
    assert first.http("PAYMENT").status_of("/readyz") == 200


def test_two_copies_run_side_by_side_and_workers_share_a_port(start, tmp_path):
    first = start().start_and_wait()
    second = start(SOUK_DATA=str(tmp_path / "second"), SOUK_WORKERS="2").start_and_wait()
    first.http("INVENTORY").post("/products", {"name": "only here", "price": 1, "quantity": 1})
    assert second.http("INVENTORY").get("/products").json == []
    assert second.pid_of("payment-api-1") != second.pid_of("payment-api-2")


@pytest.mark.parametrize(("name", "value"), [("SOUK_PARTITIONS", "none"), ("SOUK_CORS_ORIGINS", "shop.example/$x")])
def test_wrong_settings_end_it_with_the_message_of_the_process(start, name, value):
    server = start(**{name: value}).start()
    assert server.exit_code(deadline=60) == 1
    assert re.search(rf"{name}.*{re.escape(value)}", server.output())


def test_every_mistake_in_the_settings_of_the_launcher_is_reported_before_anything_is_done(start, tmp_path):
    wrong = {"SOUK_SHOP_PORT": "99999", "SOUK_REDIS_PORT": "6390x", "SOUK_WORKERS": "0", "SOUK_CLIENT": str(tmp_path)}
    limits = {"SOUK_ADDRESS_CONNECTIONS": "0", "SOUK_ADDRESS_RATE": "20/s", "SOUK_TRUSTED_PROXIES": "10.0.0.1, proxy"}
    server = start(**wrong, **limits, SOUK_BIN="nowhere").start()
    assert server.exit_code(deadline=30) == 1
    assert server.output().splitlines() == [
        'SOUK_SHOP_PORT is "99999"; expected a port, 1 to 65535',
        'SOUK_REDIS_PORT is "6390x"; expected a port, 1 to 65535',
        'SOUK_WORKERS is "0"; expected a whole number, 1 to 99',
        'SOUK_ADDRESS_CONNECTIONS is "0"; expected a whole number, 1 to 99999',
        'SOUK_ADDRESS_RATE is "20/s"; expected a whole number, 1 to 99999',
        'SOUK_TRUSTED_PROXIES is "10.0.0.1, proxy"; expected addresses and networks separated by commas: 10.0.0.1, fd00::/8',
        f'SOUK_BIN is "{os.getcwd()}/nowhere"; expected a folder with the programs inventory, payment and picture',
        f'SOUK_CLIENT is "{tmp_path}"; expected a folder with the built client',
    ]
    assert not os.path.exists(server.settings["SOUK_DATA"])


def test_two_settings_with_the_same_port_are_refused_by_name(start):
    server = start()
    port = server.settings["SOUK_SHOP_PORT"]
    server.environment["SOUK_PAYMENT_CONSUMER_PORT"] = port
    assert server.start().exit_code(deadline=30) == 1
    assert f"SOUK_SHOP_PORT and SOUK_PAYMENT_CONSUMER_PORT are both {port}.\nNothing was started." in server.output()


def test_a_name_that_is_no_setting_is_reported_and_does_no_harm(start):
    server = start(SOUK_SETTLE_DELY="1s", SOUK_FEE_PERCENT="10").start_and_wait()
    warnings = [line for line in server.output().splitlines() if "is not a setting" in line]
    assert warnings == ["SOUK_SETTLE_DELY is not a setting; see `script/server --help`"]


def test_the_command_that_it_suggests_works_with_a_token_too(start):
    server = start(SOUK_ADMIN_TOKEN="a-token-of-the-store-admin").start_and_wait()
    wait_until(lambda: "Ctrl-C stops all of it" in server.output(), what="the addresses are printed")
    command = re.search(r"Next: (curl .*\n.*)", server.output())[1]
    done = subprocess.run(["sh", "-c", command], env=server.environment, capture_output=True, text=True, timeout=30)
    assert json.loads(done.stdout)["quantity"] == 100, done
