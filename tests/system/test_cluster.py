"""script/cluster: three primaries, each with a replica, and Souk, by one command."""

import contextlib
import os
import pathlib
import random
import re
import signal
import time

import pytest
from buyers import STOCK, PatientBuyers, assert_all_are_completed, new_product
from launcher import SERVICES, Cluster, Server
from processes import wait_until
from souk import PARTITIONS, is_connected_to_all, partition_of


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    running = Cluster(tmp_path_factory.mktemp("cluster")).start_and_wait()
    yield running
    running.stop()


def buyers(shop):
    return PatientBuyers(shop.http("PAYMENT"), new_product(shop.http("INVENTORY")))


def assert_nothing_lost(shop, bought):
    assert_all_are_completed(shop.http("PAYMENT"), shop.http("INVENTORY"), bought, STOCK)


def is_whole(shop):
    return shop.run("status")[0] == 0


def primaries(shop):
    """By port, their partitions."""
    found = re.findall(r"^primary +127\.0\.0\.1:(\d+) +partitions ([\d, ]+)$", shop.run("status")[1], re.M)
    return {int(port): [int(partition) for partition in listed.split(",")] for port, listed in found}


def test_one_command_starts_three_primaries_that_share_the_partitions_evenly(shop):
    code, shown = shop.run("status")
    assert code == 0, shown
    assert [line.split()[0] for line in shown.splitlines()] == ["primary"] * 3 + ["replica"] * 3
    assert sorted(map(len, primaries(shop).values())) == [5, 5, 6]
    assert sorted(sum(primaries(shop).values(), [])) == list(range(PARTITIONS))
    wait_until(lambda: "Ctrl-C stops all of it" in shop.output(), what="the addresses are printed")
    assert "a cluster; its other nodes are on the next ports" in shop.output()


def test_every_primary_has_a_part_of_the_orders_and_all_are_completed(shop):
    with buyers(shop) as bought:
        bought.wait_for_more(60)
    assert_nothing_lost(shop, bought)
    for port in primaries(shop):
        assert "order_placed" in shop.cli(port, "KEYS", "payment:{*}:order_placed"), port


def test_an_order_of_products_of_several_primaries_is_whole(shop):
    payment = shop.http("PAYMENT")
    products = [new_product(shop.http("INVENTORY"), f"product {number}") for number in range(12)]
    order = payment.post("/orders", {"lines": [{"id": product, "quantity": 1} for product in products]})
    assert order.status == 201, order
    wait_until(lambda: payment.get(f"/orders/{order.json['pk']}").json["status"] == "completed", what="the order is completed")
    assert {line["status"] for line in payment.get(f"/orders/{order.json['pk']}").json["lines"]} == {"completed"}

    def left():
        return [shop.http("INVENTORY").get(f"/products/{product}").json["quantity"] for product in products]

    wait_until(lambda: left() == [STOCK - 1] * len(products), what="every unit has left the stock")


def test_the_search_has_what_all_primaries_have(shop):
    names = {f"cluster word{number}" for number in range(20)}
    inventory = shop.http("INVENTORY")
    for name in names:
        new_product(inventory, name)
    wait_until(lambda: {hit["name"] for hit in inventory.get("/products?q=cluster&limit=50").json} == names, what="all are found")
    assert all(shop.http(name).status_of("/readyz") == 200 for name in SERVICES)


def test_a_primary_that_is_killed_comes_back_and_nothing_is_lost(shop):
    node = min(primaries(shop))
    number = node - int(shop.settings["SOUK_REDIS_PORT"]) + 1
    with buyers(shop) as bought:
        bought.wait_for_more()
        os.kill(shop.pid_of(f"cluster-node-{number}"), signal.SIGKILL)
        bought.wait_for_more(20)
        wait_until(lambda: is_whole(shop), what="all nodes are there")
        bought.wait_for_more(20)
    assert_nothing_lost(shop, bought)


def test_a_replica_that_takes_over_under_orders_loses_none(shop):
    wait_until(lambda: is_whole(shop), what="all nodes are there")
    before = set(primaries(shop))
    replica = min(set(shop.ports()) - before)
    with buyers(shop) as bought:
        bought.wait_for_more()
        assert shop.cli(replica, "CLUSTER", "FAILOVER") == "OK"
        wait_until(lambda: replica in primaries(shop), what="the replica is a primary")
        bought.wait_for_more(20)
    assert_nothing_lost(shop, bought)
    assert len(before - set(primaries(shop))) == 1


def test_while_both_copies_of_a_shard_are_away_the_other_orders_are_completed(shop):
    wait_until(lambda: is_whole(shop), what="all nodes are there")
    payment, inventory = shop.http("PAYMENT"), shop.http("INVENTORY")
    wait_until(lambda: all(map(is_connected_to_all, (payment, inventory))), what="both APIs are connected to all")
    shared = primaries(shop)
    away = min(shared)
    nodes = [shop.pid_of(f"cluster-node-{port - min(shop.ports()) + 1}") for port in (away, replica_of(shop, away))]
    products = {product: partition_of(product) in shared[away] for product in (new_product(inventory) for _ in range(24))}
    lost, kept = ([product for product, is_away in products.items() if is_away is wanted] for wanted in (True, False))
    # Their lines for the shard wait from the settlement on, and keep nothing of the others waiting.
    waiting = [placed_at_last(payment, [product, lost[0]]) for product in kept]
    for pid in nodes:
        os.kill(pid, signal.SIGSTOP)
    try:
        assert_refused(place(payment, [lost[0]]))
        placed = [placed_at_last(payment, ids) for ids in [*([one] for one in kept), kept[:3]]]
        wait_until(lambda: states(payment, placed) == {"completed"}, what="the others are completed")
        for api in (payment, inventory):
            wait_until(lambda: api.get("/readyz").status == 200, what="it is ready for the others")
        assert set(kept) <= {product["id"] for product in inventory.get("/products?limit=100").json}
        assert inventory.get("/products?q=product").status == 200
        assert up(payment) == {f"127.0.0.1:{port}": port != away for port in shared}
    finally:
        for pid in nodes:
            os.kill(pid, signal.SIGCONT)
    wait_until(lambda: is_whole(shop), what="all nodes are there")
    wait_until(lambda: place(payment, [lost[0]]).status == 201, what="its orders are taken again")
    wait_until(lambda: states(payment, waiting) == {"completed"}, what="what waited is completed")


def up(api):
    return {node["node"]: node["up"] for node in api.get("/operations").json["redis"]}


def assert_refused(answer):
    assert (answer.status, "Retry-After" in answer.headers) == (503, True), answer


def placed_at_last(payment, ids):
    """The pk. Some client of an API may still have to notice what became of a primary; until then it is 503."""

    def pk():
        answer = place(payment, ids)
        return answer.json["pk"] if answer.status == 201 else assert_refused(answer)

    return wait_until(pk, what=f"an order of {ids} is placed")


def place(payment, ids):
    return payment.post("/orders", {"lines": [{"id": product, "quantity": 1} for product in ids]})


def replica_of(shop, port):
    replicas = shop.cli(port, "ROLE").splitlines()  # its role, offset, and of each replica the host, port and offset
    return int(replicas[3])


def states(payment, pks):
    return {payment.get(f"/orders/{pk}").json.get("status") for pk in pks}


def test_no_program_did_what_its_user_may_not(shop):
    for port in shop.ports():
        lines = shop.cli(port, "ACL", "LOG").splitlines()
        objects = [lines[at + 1] for at, line in enumerate(lines) if line == "object"]
        assert [name for name in objects if name != "function|load"] == [], port


def test_a_cluster_whose_replicas_nobody_chose_is_refused(shop, tmp_path):
    hosts = ",".join(f"127.0.0.1:{port}" for port in shop.ports())
    passwords = pathlib.Path(shop.settings["SOUK_DATA"], "access/passwords")
    server = Server(tmp_path, SOUK_REDIS_URL=f"redis://{hosts}", SOUK_REDIS_PASSWORDS=str(passwords))
    assert server.start().exit_code(deadline=60) == 1
    assert "cluster mode and SOUK_REPLICAS is not set" in server.output()


def test_the_cluster_and_its_data_survive_a_restart(tmp_path):
    shop = Cluster(tmp_path).start_and_wait()
    try:
        with buyers(shop) as bought:
            bought.wait_for_more()
        shared = primaries(shop)
        shop.stop()
        shop.start_and_wait()
        assert_nothing_lost(shop, bought)
        assert primaries(shop) == shared
    finally:
        shop.stop()
    one = Server(tmp_path, SOUK_DATA=shop.settings["SOUK_DATA"])
    assert one.start().exit_code(deadline=60) == 1
    assert "is that of a cluster. Start it with script/cluster." in one.output()


def test_a_formation_that_is_killed_is_repeated_to_its_end(tmp_path):
    shop = Cluster(tmp_path).start()
    killed = set()
    while len(killed) < 2:
        wait_until(lambda: spawned(shop) - killed, what="the formation is under way")
        time.sleep(random.uniform(0, 0.4))  # somewhere in the middle
        killed.add(max(spawned(shop) - killed))
        with contextlib.suppress(ProcessLookupError):
            os.kill(max(killed), signal.SIGKILL)
    try:
        wait_until(lambda: "Souk is ready" in shop.output() or not shop.running(), deadline=120, what="the shop is ready")
        wait_until(lambda: is_whole(shop), what="all nodes are there")
        assert sorted(sum(primaries(shop).values(), [])) == list(range(PARTITIONS))
    finally:
        shop.stop()


def spawned(shop):
    log = pathlib.Path(shop.settings["SOUK_DATA"], "log/supervisord.log")
    text = log.read_text() if log.exists() else ""
    return {int(pid) for pid in re.findall("spawned: 'cluster-formation' with pid ([0-9]+)", text)}


@pytest.mark.parametrize(
    ("settings", "words", "expected"),
    [
        ({"SOUK_REDIS_URL": "redis://127.0.0.1:1"}, [], "SOUK_REDIS_URL is set, and script/cluster starts nodes of its own."),
        ({"SOUK_REPLICAS": "2"}, [], 'SOUK_REPLICAS is "2"; script/cluster starts 1 replica of each primary.'),
        ({"SOUK_BUS_PORT": "65535"}, [], 'SOUK_BUS_PORT is "65535"; expected a port, 1 to 65530'),
        ({}, ["restart"], "script/cluster does not take 'restart'; --help describes it."),
        ({}, ["status"], "Nothing was started here:"),
        ({"SOUK_PRIMARIES": "none"}, [], 'SOUK_PRIMARIES is "none"; expected a number of primaries, 1 to 99'),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(tmp_path, settings, words, expected):
    shop = Cluster(tmp_path)
    shop.environment.update(settings)
    if words:
        code, said = shop.run(*words)
    else:
        code, said = shop.start().exit_code(deadline=60), shop.output()
    assert code == 1 and expected in said, said
    assert "Traceback" not in said
