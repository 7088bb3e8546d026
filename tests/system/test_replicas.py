"""script/replicas on one machine: a primary, two replicas, three Sentinels and Souk, by one command."""

import os
import pathlib
import signal
import subprocess

import pytest
import redis
from buyers import STOCK, PatientBuyers, assert_all_are_completed, new_product
from launcher import SERVICES, Replicas, Server
from souk import ROOT, wait_until


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    running = Replicas(tmp_path_factory.mktemp("replicas")).start_and_wait()
    yield running
    running.stop()


def product(server):
    return new_product(server.http("INVENTORY"))


def buyers(server, product_id):
    return PatientBuyers(server.http("PAYMENT"), product_id)


def assert_nothing_lost(server, bought):
    assert_all_are_completed(server.http("PAYMENT"), server.http("INVENTORY"), bought, STOCK)


def all_ready(server):
    return all(server.http(name).status_of("/readyz") == 200 for name in SERVICES)


def replicas_of(server):
    return [number for number in (1, 2, 3) if number != server.primary()]


def node(server, number):
    return f"127.0.0.1:{int(server.settings['SOUK_REDIS_PORT']) + number - 1}"


def test_one_command_starts_a_primary_with_two_replicas_and_says_where(shop):
    code, shown = shop.run("status")
    assert code == 0, shown
    assert [line.split()[0] for line in shown.splitlines()] == ["primary", "replica", "replica", "sentinel", "sentinel", "sentinel"]
    assert "2 of 2 replicas in sync" in shown
    wait_until(lambda: "Ctrl-C stops all of it" in shop.output(), what="the addresses are printed")
    assert f"Redis       REDISCLI_AUTH=$(cat '{shop.settings['SOUK_DATA']}/access/password')" in shop.output()
    assert "Sentinels   on the ports " + shop.settings["SOUK_SENTINEL_PORT"] in shop.output()
    with buyers(shop, product(shop)) as bought:
        bought.wait_for_more(10)
    assert_nothing_lost(shop, bought)


def test_only_its_user_reads_the_passwords_in_the_files_of_nodes_and_sentinels(shop):
    data = pathlib.Path(shop.settings["SOUK_DATA"])
    folders = [*data.glob("node-*"), *data.glob("sentinel-*"), data / "access"]
    assert len(folders) == 7
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_a_primary_that_is_killed_comes_back_or_is_replaced_and_orders_go_on_by_themselves(shop):
    with buyers(shop, product(shop)) as bought:
        bought.wait_for_more()
        os.kill(shop.pid_of(f"node-{shop.primary()}"), signal.SIGKILL)
        bought.wait_for_more()
        wait_until(shop.in_sync, what="all nodes are in sync")
        bought.wait_for_more()
    assert_nothing_lost(shop, bought)


def test_a_primary_that_stops_is_replaced_and_is_a_replica_when_it_returns(shop):
    wait_until(shop.in_sync, what="all nodes are in sync")
    before = shop.primary()
    stopped = shop.pid_of(f"node-{before}")
    with buyers(shop, product(shop)) as bought:
        bought.wait_for_more()
        os.kill(stopped, signal.SIGSTOP)
        try:
            wait_until(lambda: f"primary     {node(shop, before)}" not in shop.run("status")[1], what="another is the primary")
        finally:
            os.kill(stopped, signal.SIGCONT)
        bought.wait_for_more()
    wait_until(shop.in_sync, what="all nodes are in sync")
    assert before in replicas_of(shop)
    assert_nothing_lost(shop, bought)


def test_a_failover_makes_a_replica_the_primary_under_orders(shop):
    wait_until(shop.in_sync, what="all nodes are in sync")
    before = shop.primary()
    with buyers(shop, product(shop)) as bought:
        bought.wait_for_more()
        code, said = shop.run("failover")
        assert code == 0, said
        bought.wait_for_more()
    assert shop.primary() != before
    assert f"{node(shop, shop.primary())} is the primary, with 2 of 2 replicas in sync" in said
    assert_nothing_lost(shop, bought)


def test_a_replica_that_does_not_answer_is_named_and_orders_are_refused_until_it_does(shop):
    wait_until(shop.in_sync, what="all nodes are in sync")
    number = replicas_of(shop)[0]
    bought = buyers(shop, product(shop))
    stopped = shop.pid_of(f"node-{number}")
    os.kill(stopped, signal.SIGSTOP)
    try:
        wait_until(lambda: shop.run("status")[0] == 1, what="status says that something is wrong")
        answer = shop.http("PAYMENT").post("/orders", {"id": bought.product_id, "quantity": 1})
        assert answer.status == 503, answer
        code, said = shop.run("failover")
        assert code == 1
        assert "has 1 of 2 replicas in sync, so nothing is changed" in said
        code, shown = shop.run("status")
        assert f"{node(shop, number)}" in shown and "last heard of" in shown
        assert "Orders are refused with 503 until it has all." in shown
    finally:
        os.kill(stopped, signal.SIGCONT)
    with bought:
        bought.wait_for_more()
    wait_until(shop.in_sync, what="all nodes are in sync")


def connection(shop, user, port):
    file = pathlib.Path(shop.settings["SOUK_DATA"], "access/passwords")
    passwords = dict(line.split("=") for line in file.read_text().split())
    return redis.Redis(port=port, username=user, password=passwords["operator" if user == "default" else user], decode_responses=True)


def ports(shop, name):
    return [int(shop.settings[name]) + more for more in range(3)]


def test_no_program_did_what_its_user_may_not(shop):
    for port in ports(shop, "SOUK_REDIS_PORT") + ports(shop, "SOUK_SENTINEL_PORT"):
        operator = connection(shop, "default", port)
        denied = [entry for entry in operator.acl_log() if entry["object"] != "function|load" and entry["client-info"]["name"]]
        assert not denied, (port, denied)


@pytest.mark.parametrize("user", ["inventory", "payment", "payment_worker", "sentinel"])
def test_only_the_operator_may_change_a_sentinel(shop, user):
    asked = connection(shop, user, ports(shop, "SOUK_SENTINEL_PORT")[0])
    for command in ("SENTINEL FAILOVER souk", "SENTINEL RESET souk", "SENTINEL REMOVE souk", "SENTINEL SET souk quorum 1",
                    "SENTINEL MONITOR other 127.0.0.1 1 1", "SENTINEL CONFIG GET *", "SHUTDOWN", "ACL LIST"):  # fmt: skip
        with pytest.raises(redis.exceptions.NoPermissionError):
            asked.execute_command(*command.split())
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=asked.connection_pool.connection_kwargs["port"]).execute_command("SENTINEL", "MASTERS")


@pytest.mark.parametrize("user", ["replica", "sentinel"])
def test_replicas_and_sentinels_read_and_write_no_data(shop, user):
    node_of_user = connection(shop, user, ports(shop, "SOUK_REDIS_PORT")[0])
    for command in ("GET inventory:partitions", "SET inventory:partitions 1", "KEYS *", "FLUSHALL", "CONFIG GET *", "ACL LIST", "SHUTDOWN"):
        with pytest.raises(redis.exceptions.NoPermissionError):
            node_of_user.execute_command(*command.split())


def test_what_cannot_be_done_is_refused_with_what_to_do(shop):
    wait_until(shop.in_sync, what="all nodes are in sync")
    primary, replica = node(shop, shop.primary()), node(shop, replicas_of(shop)[0])
    for words, expected in (
        (["forget", primary], f"{primary} is the primary."),
        (["forget", replica], f"{replica} is a replica of {primary} at this moment, so it is not lost. To take it away, stop it first."),
        (["replace", replica, "127.0.0.1:1"], "Start 127.0.0.1:1 first, `script/replicas --new 127.0.0.1` prints how."),
        (["add", "127.0.0.1:1"], "For one more, first raise SOUK_REPLICAS"),
        (["add", "node-4"], '"node-4" is not an address; expected one with its port: 10.0.0.3:6379'),
        (["replace", replica], "script/replicas does not take"),
        (["restart"], "script/replicas does not take 'restart'; --help describes it."),
    ):
        code, said = shop.run(*words)
        assert code == 1 and expected in said, (words, said)
        assert "Traceback" not in said
    assert shop.in_sync()


def test_the_sentinels_choice_survives_a_restart_and_so_does_the_data(tmp_path):
    shop = Replicas(tmp_path).start_and_wait()
    try:
        with buyers(shop, product(shop)) as bought:
            bought.wait_for_more()
            assert shop.run("failover")[0] == 0
            bought.wait_for_more()
        chosen = shop.primary()
        shop.stop()
        shop.start_and_wait()
        assert shop.primary() == chosen
        assert_nothing_lost(shop, bought)
        assert shop.in_sync()
        assert all_ready(shop)
    finally:
        shop.stop()


def test_the_data_of_one_redis_is_taken_over_and_never_used_by_one_redis_again(tmp_path):
    server = Server(tmp_path).start_and_wait()
    kept = product(server)
    server.stop()
    shop = Replicas(tmp_path, SOUK_DATA=server.settings["SOUK_DATA"]).start_and_wait()
    try:
        assert shop.http("INVENTORY").get(f"/products/{kept}").json["quantity"] == STOCK
        assert "is now that of the first node" in shop.output()
    finally:
        shop.stop()
    assert server.start().exit_code(deadline=60) == 1
    assert "is that of three nodes. Start it with script/replicas." in server.output()
    back = server.output().splitlines()[-1]
    subprocess.run(["sh", "-c", back], check=True)  # the command that it prints
    server.start_and_wait()
    assert server.http("INVENTORY").get(f"/products/{kept}").json["quantity"] == STOCK
    server.stop()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"SOUK_REDIS_URL": "redis://127.0.0.1:1"}, "SOUK_REDIS_URL is set, and script/replicas starts nodes of its own."),
        ({"SOUK_REPLICAS": "1"}, 'SOUK_REPLICAS is "1"; script/replicas starts 2 replicas.'),
        ({"SOUK_SENTINEL_PORT": "x"}, 'SOUK_SENTINEL_PORT is "x"; expected a port, 1 to 65533'),
        ({"SOUK_REDIS_PORT": "65534"}, 'SOUK_REDIS_PORT is "65534"; expected a port, 1 to 65533'),
    ],
)
def test_wrong_settings_are_refused_before_anything_is_done(tmp_path, settings, expected):
    shop = Replicas(tmp_path)
    shop.environment.update(settings)
    assert shop.start().exit_code(deadline=60) == 1
    assert expected in shop.output()
    assert not os.path.exists(shop.settings["SOUK_DATA"])


def test_passwords_need_a_redis_and_a_file_with_all_of_them(tmp_path):
    file = tmp_path / "passwords"
    file.write_text("operator=secret\n")
    server = Server(tmp_path, SOUK_REDIS_PASSWORDS=str(file), SOUK_REDIS_URL="redis://user:secret@127.0.0.1:1")
    assert server.start().exit_code(deadline=60) == 1
    assert "SOUK_REDIS_URL names a user, and SOUK_REDIS_PASSWORDS has the users" in server.output()
    assert "has no password of inventory, payment, payment_worker, replica, sentinel" in server.output()
    assert "SOUK_REDIS_PASSWORDS is set, and SOUK_REDIS_URL is not" in only_passwords(tmp_path, file)


def only_passwords(tmp_path, file):
    server = Server(tmp_path, SOUK_REDIS_PASSWORDS=str(file))
    assert server.start().exit_code(deadline=60) == 1
    return server.output()


def hosts(tmp_path, *words):
    environment = {"PATH": os.environ["PATH"], "SOUK_DATA": str(tmp_path)}
    done = subprocess.run([ROOT / "script/replicas", "--hosts", *words], env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_what_is_printed_for_three_machines_is_the_same_the_next_time(tmp_path):
    code, shown, _ = hosts(tmp_path, "10.0.0.1,10.0.0.2,10.0.0.3")
    assert code == 0
    assert shown.count("# ==== On 10.0.0.") == 3
    assert "export SOUK_REDIS_URL=redis+sentinel://10.0.0.1:26379,10.0.0.2:26379,10.0.0.3:26379/souk" in shown
    assert hosts(tmp_path, "10.0.0.1,10.0.0.2,10.0.0.3")[1] == shown
    passwords = tmp_path / "access/passwords"
    assert passwords.stat().st_mode & 0o777 == 0o600
    _, part, _ = hosts(tmp_path, "10.0.0.1,10.0.0.2,10.0.0.3", "--on", "10.0.0.2")
    assert part.strip() in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a,b,c"], '"a" is a name; expected an address: 10.0.0.1'),
        (["10.0.0.1,10.0.0.2"], "expected three to six addresses, each of another machine"),
        (["10.0.0.1,10.0.0.2,10.0.0.2"], "expected three to six addresses, each of another machine"),
        (["10.0.0.1,10.0.0.2,10.0.0.3", "--on", "10.0.0.4"], "10.0.0.4 is not one of 10.0.0.1,10.0.0.2,10.0.0.3"),
        ([], "--help describes it"),
    ],
)
def test_hosts_that_cannot_work_are_refused(tmp_path, words, expected):
    code, _, said = hosts(tmp_path, *words)
    assert code == 1
    assert expected in said
