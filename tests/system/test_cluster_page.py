"""docs/scaling.md: the commands about Redis Cluster, run as they stand there, with the shop open and buyers in it."""

import re

import pytest
from buyers import STOCK, PatientBuyers, assert_all_are_completed, new_product
from client import Http
from machines import Machines, blocks_of
from processes import free_port
from souk import BIN

PAGE = "docs/scaling.md"
SETUP, MORE, LOST = "A cluster on several machines", "More primaries", "A machine of the cluster is lost"
SECTIONS = [SETUP, MORE, LOST]
ONE_REDIS = f"SOUK_REDIS_PORT={free_port()} ./script/server"


@pytest.fixture
def machines(tmp_path):
    there = Machines(tmp_path, SOUK_BIN=str(BIN), SOUK_SETTLE_DELAY="300ms")
    yield there
    there.stop()


def api(machines, name):
    return Http(int(machines.ports[f"SOUK_{name}_PORT"]))


def shared(machines):
    """Of each primary, how many partitions it has."""
    listed = re.findall(r"^primary +\S+ +partitions ([\d, ]*)$", machines.run("./script/cluster status || true"), re.M)
    return sorted(len(re.findall(r"\d+", partitions)) for partitions in listed)


def test_a_shop_on_one_redis_moves_to_a_cluster_that_grows(machines):
    choose, take_over, form, start, spread = blocks_of(PAGE, SETUP)
    machines.run("export SOUK_DATA=/var/lib/souk-shop")
    machines.start_shop(ONE_REDIS)
    product = new_product(api(machines, "INVENTORY"))
    with PatientBuyers(api(machines, "PAYMENT"), product) as bought:
        bought.wait_for_more()
        machines.stop_shop()
        for block in (choose, take_over, form):
            machines.run(block)
        machines.start_shop(start)
        bought.wait_for_more()
        assert shared(machines) == [0, 0, 16]
        machines.run(spread)
        assert shared(machines) == [5, 5, 6]
        bought.wait_for_more()
        for block in blocks_of(PAGE, MORE):
            machines.run(block)
        assert shared(machines) == [4, 4, 4, 4]
        bought.wait_for_more()
    assert_all_are_completed(api(machines, "PAYMENT"), api(machines, "INVENTORY"), bought, STOCK)


def test_a_machine_that_is_lost_is_replaced(machines):
    choose, _, form, start, _ = blocks_of(PAGE, SETUP)
    for block in (choose, form):
        machines.run(block)
    machines.start_shop(start)
    with PatientBuyers(api(machines, "PAYMENT"), new_product(api(machines, "INVENTORY"))) as bought:
        bought.wait_for_more()
        for block in blocks_of(PAGE, LOST):
            machines.run(block)
        bought.wait_for_more()
    assert shared(machines) == [5, 5, 6]
    assert_all_are_completed(api(machines, "PAYMENT"), api(machines, "INVENTORY"), bought, STOCK)
