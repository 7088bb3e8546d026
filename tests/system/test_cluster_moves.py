"""script/cluster spread and move: partitions change over to other primaries while orders come in."""

import binascii
import os
import pathlib
import re
import signal
import subprocess
import sys

import pytest
import redis
from buyers import STOCK, PatientBuyers, assert_all_are_completed, new_product
from launcher import Cluster, Server
from processes import free_ports, wait_until
from souk import PARTITIONS, is_connected_to_all, partition_of

INTERRUPTED = pathlib.Path(__file__).with_name("interrupted_move.py")
MOST_WRITES = 40  # of a move, each kind counted once


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    running = Cluster(tmp_path_factory.mktemp("moves"), SOUK_PRIMARIES="2").start_and_wait()
    yield running
    running.stop()


@pytest.fixture
def shop(started):
    """As it is when no test has done something to it."""
    apis = [started.http(name) for name in ("INVENTORY", "PAYMENT")]
    wait_until(lambda: is_whole(started) and all(map(is_connected_to_all, apis)), what="all nodes are there, for the APIs, too")
    return started


def replica_of(shop, primary):
    return re.search(rf"^replica +(\S+) +of {primary}$", shop.run("status")[1], re.M)[1]


def owner(shop, partition):
    return next(place for place, partitions in shop.shared().items() if partition in partitions)


def other(shop, place):
    return next(primary for primary in shop.shared() if primary != place)


def is_whole(shop):
    return shop.run("status")[0] == 0


def moved(shop, partition):
    """To the other primary, at whatever point an earlier move of it has ended."""
    target = other(shop, owner(shop, partition))
    status, shown = shop.run("move", str(partition), target)
    assert status == 0, shown
    assert owner(shop, partition) == target
    return shown


def buyers(shop):
    """Of a product, and the partition that has it and their orders."""
    product = new_product(shop.http("INVENTORY"))
    return PatientBuyers(shop.http("PAYMENT"), product, count=1), partition_of(product)


def assert_nothing_lost(shop, bought):
    assert_all_are_completed(shop.http("PAYMENT"), shop.http("INVENTORY"), bought, STOCK)


def interrupt(shop, write, what, partition, target):
    """A move that something happens to. Did it come to that write?"""
    done = subprocess.run([sys.executable, "-B", INTERRUPTED, str(write), what, str(partition), target], env=shop.environment,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    assert done.returncode in (0, 3), done.stdout
    return done.returncode == 0


def test_a_partition_changes_over_while_its_orders_come_in(shop):
    bought, partition = buyers(shop)
    with bought:
        bought.wait_for_more(40)
        shown = moved(shop, partition)
        assert re.search(rf"partition {partition}: \S+ -> \S+: \d+ keys, \d+ of them again; closed for \d+\.\d s", shown), shown
        bought.wait_for_more(20)
        moved(shop, partition)
        bought.wait_for_more(20)
    assert_nothing_lost(shop, bought)
    assert shop.run("spread")[0] == 0
    assert sorted(map(len, shop.shared().values())) == [8, 8]


EXPIRING = "for i = 1, 20000 do redis.call('SET', KEYS[1] .. i, 1, 'PX', 1 + i % 4000) end"


def test_keys_that_expire_meanwhile_do_not_stop_a_move(shop):
    partition = 3
    shop.cli(owner(shop, partition).rpartition(":")[2], "EVAL", EXPIRING, "1", f"payment:{{{partition}}}:session:")
    moved(shop, partition)


def test_what_is_moved_away_is_gone_from_the_source_its_replica_and_its_file(shop):
    product = new_product(shop.http("INVENTORY"))
    partition = partition_of(product)
    source = owner(shop, partition)
    pair = [int(place.rpartition(":")[2]) for place in (source, replica_of(shop, source))]
    moved(shop, partition)
    assert [keys_of(shop, port, partition) for port in pair] == [0, 0]
    assert shop.http("INVENTORY").delete(f"/products/{product}").status == 204
    moved(shop, partition)
    assert keys_of(shop, pair[0], partition) == keys_of(shop, pair[1], partition) > 0
    os.kill(shop.pid_of(f"cluster-node-{pair[0] - min(shop.ports()) + 1}"), signal.SIGKILL)
    wait_until(lambda: is_whole(shop), what="the source has read its file")
    assert keys_of(shop, pair[0], partition) == keys_of(shop, pair[1], partition)
    wait_until(lambda: shop.cli(pair[1], "CLUSTER", "FAILOVER") == "OK", what="the replica is asked to take over")
    wait_until(lambda: f"127.0.0.1:{pair[1]}" in shop.shared(), what="the replica is a primary")
    wait_until(lambda: shop.http("INVENTORY").get(f"/products/{product}").status == 404, what="the product is gone there, too")


def test_what_is_moved_away_is_gone_from_a_replica_that_the_nodes_do_not_report(shop):
    partition = partition_of(new_product(shop.http("INVENTORY")))
    source = owner(shop, partition)
    replica = replica_of(shop, source)
    assert interrupt(shop, 1, f"unseen:{replica}", partition, other(shop, source))
    assert keys_of(shop, int(replica.rpartition(":")[2]), partition) == 0


def keys_of(shop, port, partition):
    return int(shop.cli(port, "CLUSTER", "COUNTKEYSINSLOT", str(binascii.crc_hqx(str(partition).encode(), 0) % 16384)))


def test_a_move_that_is_killed_before_any_of_its_writes_is_finished_or_undone_by_the_next(shop):
    bought, partition = buyers(shop)
    source = owner(shop, partition)
    target = other(shop, source)
    with bought:
        bought.wait_for_more(10)
        for write in range(1, MOST_WRITES):
            if not interrupt(shop, write, "dies", partition, target):
                break
            status, shown = shop.run("move", str(partition), target)
            assert status == 0, shown
            bought.wait_for_more(1)
            source, target = target, source
    assert 8 < write < MOST_WRITES - 1
    assert_nothing_lost(shop, bought)


@pytest.mark.parametrize(("who", "write"), [("source", 4), ("source", 9), ("target", 5), ("target", 10)])
def test_a_failover_during_a_move_loses_nothing(shop, who, write):
    bought, partition = buyers(shop)
    source = owner(shop, partition)
    target = other(shop, source)
    with bought:
        bought.wait_for_more(10)
        assert interrupt(shop, write, replica_of(shop, source if who == "source" else target), partition, target)
        wait_until(lambda: is_whole(shop), what="all nodes are there")
        moved(shop, partition)
        bought.wait_for_more(10)
    assert_nothing_lost(shop, bought)


def test_what_cannot_be_moved_is_refused_with_what_to_do(shop):
    primary = next(iter(shop.shared()))
    for words, expected in ((("move", "99", primary), "99 is no partition; expected a number from 0 to 15"),
                            (("move", "1", "127.0.0.1:1"), f"127.0.0.1:1 is none of the primaries: {primary}, "),
                            (("move", "1", "there"), '"there" is no node; expected an address and a port: 10.0.0.3:6379'),
                            (("spread", "all"), "script/cluster does not take 'spread all'")):
        status, shown = shop.run(*words)
        assert (status, expected in shown) == (1, True), shown


def test_only_one_process_moves_partitions(shop):
    port = int(next(iter(shop.shared())).rpartition(":")[2])
    password = pathlib.Path(shop.settings["SOUK_DATA"], "access/password").read_text().strip()
    mover = redis.Redis(port=port, password=password, client_name="souk-cluster-spread-1")
    assert mover.ping()
    status, shown = shop.run("spread")
    assert (status, "and only one may" in shown) == (1, True), shown
    mover.connection_pool.disconnect()
    status, shown = shop.run("spread")
    assert status == 0, shown


def test_a_shop_on_one_server_becomes_a_cluster_of_two_and_then_of_four(tmp_path):
    server = Server(tmp_path).start_and_wait()
    settings = {**server.settings, "SOUK_REDIS_PORT": str(free_ports(8)), "SOUK_BUS_PORT": str(free_ports(8)), "SOUK_PRIMARIES": "2"}
    bought, _ = buyers(server)
    with bought:
        bought.wait_for_more(30)
        server.stop()
        cluster = Cluster(tmp_path, **settings).start_and_wait_for_spread()
        bought.wait_for_more(10)
        wait_until(lambda: sorted(map(len, cluster.shared().values())) == [0, PARTITIONS], what="the replicas are known")
        assert cluster.run("spread")[0] == 0
        assert sorted(map(len, cluster.shared().values())) == [8, 8]
        bought.wait_for_more(10)
        cluster.stop()
        grown = Cluster(tmp_path, **{**settings, "SOUK_PRIMARIES": "4"}).start_and_wait_for_spread()
        assert grown.run("spread")[0] == 0
        assert sorted(map(len, grown.shared().values())) == [4, 4, 4, 4]
        assert is_whole(grown)
        bought.wait_for_more(10)
    assert_nothing_lost(grown, bought)
    grown.stop()
