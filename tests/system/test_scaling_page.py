"""docs/scaling.md: every command of the page, run as it stands there, with the shop open and buyers in it."""

import pytest
import redis
import test_cluster_page
from buyers import STOCK, PatientBuyers, assert_all_are_completed, new_product
from client import Http
from machines import Machines, blocks_of, sections_with_blocks
from processes import free_port, wait_until
from souk import BIN

PAGE = "docs/scaling.md"
SETUP, TLS = "Set-up on three machines", "TLS"
SECTIONS = [SETUP, TLS, "Failover drill", "Rolling restart", "A node is lost", "One more replica"]
ONE_REDIS = f"SOUK_REDIS_PORT={free_port()} ./script/server"


@pytest.fixture
def machines(tmp_path):
    there = Machines(tmp_path, SOUK_BIN=str(BIN), SOUK_SETTLE_DELAY="300ms")
    yield there
    there.stop()


def inventory(machines):
    return Http(int(machines.ports["SOUK_INVENTORY_PORT"]))


def payment(machines):
    return Http(int(machines.ports["SOUK_PAYMENT_PORT"]))


def buyers(machines, product):
    return PatientBuyers(payment(machines), product)


def assert_nothing_lost(machines, bought):
    assert_all_are_completed(payment(machines), inventory(machines), bought, STOCK)


def status(machines):
    return machines.run("./script/replicas status || true")


def set_up(machines, blocks):
    """The last block starts the shop."""
    for block in blocks[:-1]:
        machines.run(block)
    machines.start_shop(blocks[-1])


def test_no_section_with_commands_is_left_out():
    assert sorted(sections_with_blocks(PAGE)) == sorted([*SECTIONS, *test_cluster_page.SECTIONS])


def test_a_shop_on_one_redis_moves_to_three_machines_and_survives_the_whole_page(machines):
    setup = blocks_of(PAGE, SETUP)
    machines.run(next(block for block in setup if "SOUK_DATA" in block))
    machines.start_shop(ONE_REDIS)
    product = new_product(inventory(machines))
    with buyers(machines, product) as bought:
        bought.wait_for_more()
    machines.stop_shop()
    set_up(machines, setup)
    assert_nothing_lost(machines, bought)
    goes_on_during(machines, "Failover drill")
    before = machines.pids()
    goes_on_during(machines, "Rolling restart")
    assert len(before) == 3 * 2 + 7 and before.isdisjoint(machines.pids())  # each node, Sentinel and process of Souk is another
    goes_on_during(machines, "A node is lost")
    one_more_replica(machines)


def goes_on_during(machines, section):
    with buyers(machines, new_product(inventory(machines))) as bought:
        bought.wait_for_more()
        for block in blocks_of(PAGE, section):
            machines.run(block)
        bought.wait_for_more()
    assert_nothing_lost(machines, bought)


def one_more_replica(machines):
    """The page closes the shop first."""
    product = new_product(inventory(machines))
    machines.stop_shop()
    machines.run("export SOUK_REPLICAS=3")
    blocks = blocks_of(PAGE, "One more replica")
    machines.run(blocks[0])
    machines.start_shop(ONE_REDIS)
    with buyers(machines, product) as bought:
        bought.wait_for_more()
    assert "3 of 3 replicas in sync" in status(machines)
    assert_nothing_lost(machines, bought)


def test_with_tls_no_connection_is_in_clear_text(machines):
    setup = blocks_of(PAGE, SETUP)
    set_up(machines, [*setup[:2], *blocks_of(PAGE, TLS), setup[-1]])
    with buyers(machines, new_product(inventory(machines))) as bought:
        bought.wait_for_more()
        machines.run("./script/replicas failover")
        bought.wait_for_more()
    assert_nothing_lost(machines, bought)
    with pytest.raises(AssertionError, match="With TLS the address begins with rediss"):
        machines.run("SOUK_REDIS_URL=${SOUK_REDIS_URL/rediss/redis} ./script/replicas status")
    with pytest.raises(AssertionError, match="SSL_CERT_FILE names the certificates that are trusted"):
        machines.run("SSL_CERT_FILE= ./script/replicas status")


@pytest.fixture
def open_shop(machines):
    set_up(machines, [block for block in blocks_of(PAGE, SETUP) if "redis.before" not in block])
    return machines


def readiness(machines):
    return payment(machines).get("/readyz").text


def test_too_few_and_too_many_replicas_are_named_by_readyz(open_shop):
    machines = open_shop
    machines.run("ssh root@10.0.0.3 systemctl stop souk-redis")
    wait_until(lambda: "the primary has 1 of 2 replicas" in readiness(machines), what="readyz says that one of two is there")
    refused = payment(machines).post("/orders", {"id": "01H28HATR7JG2YBH22ABPJWW33", "quantity": 1})
    assert refused.status == 503
    machines.run("ssh root@10.0.0.3 systemctl start souk-redis")
    wait_until(lambda: payment(machines).status_of("/readyz") == 200, what="all is ready again")
    machines.stop_shop()
    machines.run("export SOUK_REPLICAS=1")
    assert "The primary has 2 replicas, and SOUK_REPLICAS is 1." in status(machines)
    machines.start_alone("payment", "api")
    wait_until(lambda: "the primary has 2 replicas instead of 1" in readiness(machines), what="readyz says that there are too many")


def operator_at(machines, host):
    passwords = dict(line.split("=") for line in (machines.folder / "shop/access/passwords").read_text().split())
    return redis.Redis(f"{machines.network}{host}", 6379, password=passwords["operator"], decode_responses=True)


def priority(machines, host):
    try:
        return operator_at(machines, host).config_get("replica-priority")["replica-priority"]
    except redis.exceptions.ConnectionError:
        return None


def refusal(machines, command):
    said = machines.run(f"if ./script/replicas {command}; then exit 1; fi")
    assert "Traceback" not in said
    return said


def test_a_machine_that_is_set_up_anew_with_its_address_takes_its_own_place(open_shop):
    machines = open_shop
    with buyers(machines, new_product(inventory(machines))) as bought:
        bought.wait_for_more()
        machines.run("ssh root@10.0.0.3 systemctl stop souk-redis souk-sentinel")
        machines.run("ssh root@10.0.0.3 rm -r /var/lib/souk")
        assert "`script/replicas --new" in refusal(machines, "replace 10.0.0.3:6379 10.0.0.3:6379")
        machines.run("./script/replicas --new 10.0.0.3 | ssh root@10.0.0.3 bash")
        wait_until(lambda: priority(machines, 3) == "0", what="the new node is there and is not to be promoted")
        machines.run("./script/replicas replace 10.0.0.3:6379 10.0.0.3:6379")
        bought.wait_for_more()
    assert priority(machines, 3) == "100"
    assert_nothing_lost(machines, bought)
    machines.run("until ./script/replicas status; do sleep 1; done")


def test_a_node_with_data_or_with_another_primary_is_not_attached(open_shop):
    machines = open_shop
    machines.run("./script/replicas --new 10.0.0.4 | ssh root@10.0.0.4 bash")
    assert "For one more, first raise SOUK_REPLICAS" in refusal(machines, "add 10.0.0.4:6379")
    machines.run("ssh root@10.0.0.3 systemctl stop souk-redis")
    machines.run("until ./script/replicas status | grep '1 of 2 replicas in sync'; do sleep 1; done")
    assert "10.0.0.1:6379 is the primary.".replace("10.0.0.", machines.network) in refusal(machines, "add 10.0.0.1:6379")
    other = operator_at(machines, 4)
    other.config_set("min-replicas-to-write", 0)
    other.set("a", "b")
    assert "is not empty: it has 1 keys." in refusal(machines, "add 10.0.0.4:6379")
    other.flushall()
    other.replicaof("127.0.0.1", 1)
    assert "is a replica of 127.0.0.1:1, which is not the primary" in refusal(machines, "add 10.0.0.4:6379")
