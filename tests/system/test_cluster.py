"""Souk on a Redis Cluster of three primaries, with the users that it has on one Redis."""

import contextlib
import secrets
import subprocess

import pytest
from buyers import PatientBuyers, assert_all_are_completed
from launcher import SERVICES, Server
from processes import ROOT, Process, free_port, wait_until

STOCK = 100_000
USERS = ("operator", "inventory", "payment", "payment_worker", "replica", "sentinel")


class Cluster:
    def __init__(self, folder):
        self.passwords, self.access = folder / "passwords", folder / "access"
        self.operator = secrets.token_hex(16)
        self.passwords.write_text("".join(f"{user}={self.operator if user == 'operator' else secrets.token_hex(16)}\n" for user in USERS))
        given = {"SOUK_REDIS_PASSWORDS": str(self.passwords), "SOUK_REDIS_URL": "redis://127.0.0.1"}
        subprocess.run([ROOT / "deploy/write-access", self.access, "6379"], env=given, check=True)
        self.ports = [free_port() for _ in range(3)]
        self.nodes = [self._node(folder, port).start() for port in self.ports]
        for port in self.ports:
            wait_until(lambda port=port: self.cli(port, "PING") == "PONG", what="a node answers")
        hosts = [f"127.0.0.1:{port}" for port in self.ports]
        subprocess.run(["redis-cli", "--no-auth-warning", "-a", self.operator, "--cluster", "create", *hosts, "--cluster-yes"],
                       check=True, stdout=subprocess.DEVNULL)
        for port in self.ports:
            wait_until(lambda port=port: "cluster_state:ok" in self.cli(port, "CLUSTER", "INFO"), what="the cluster is whole")

    def _node(self, folder, port):
        data = folder / f"node-{port}"
        data.mkdir()
        settings = {"include": self.access / "users.conf", "port": port, "cluster-enabled": "yes", "cluster-port": free_port(),
                    "cluster-node-timeout": 5000, "cluster-require-full-coverage": "no"}
        words = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
        return Process(f"node-{port}", [ROOT / "deploy/start-redis", data, *words], {}, folder / f"node-{port}.log")

    def cli(self, port, *words):
        command = ["redis-cli", "--no-auth-warning", "-a", self.operator, "-p", str(port), *words]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()

    def url(self):
        return "redis://" + ",".join(f"127.0.0.1:{port}" for port in self.ports)

    def stop(self):
        for node in self.nodes:
            with contextlib.suppress(OSError):
                node.kill()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def shop(cluster, tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("shop"), SOUK_REDIS_URL=cluster.url(), SOUK_REDIS_PASSWORDS=str(cluster.passwords),
                    SOUK_REPLICAS="0")
    yield server.start_and_wait()
    server.stop()


def new_product(shop, name="product"):
    return shop.http("INVENTORY").post("/products", {"name": name, "price": 20.0, "quantity": STOCK}).json["id"]


def test_every_primary_has_a_part_of_the_orders_and_all_are_completed(cluster, shop):
    with PatientBuyers(shop.http("PAYMENT"), new_product(shop)) as bought:
        bought.wait_for_more(60)
    assert_all_are_completed(shop.http("PAYMENT"), shop.http("INVENTORY"), bought, STOCK)
    for port in cluster.ports:
        assert "order_placed" in cluster.cli(port, "KEYS", "payment:{*}:order_placed"), port


def test_an_order_of_products_of_several_primaries_is_whole(shop):
    payment = shop.http("PAYMENT")
    products = [new_product(shop, f"product {number}") for number in range(12)]
    order = payment.post("/orders", {"lines": [{"id": product, "quantity": 1} for product in products]})
    assert order.status == 201, order
    wait_until(lambda: payment.get(f"/orders/{order.json['pk']}").json["status"] == "completed", what="the order is completed")
    assert {line["status"] for line in payment.get(f"/orders/{order.json['pk']}").json["lines"]} == {"completed"}

    def left():
        return [shop.http("INVENTORY").get(f"/products/{product}").json["quantity"] for product in products]

    wait_until(lambda: left() == [STOCK - 1] * len(products), what="every unit has left the stock")


def test_the_search_and_the_lists_have_what_all_primaries_have(shop):
    names = [f"cluster word{number}" for number in range(20)]
    for name in names:
        new_product(shop, name)
    inventory = shop.http("INVENTORY")
    wait_until(lambda: {hit["name"] for hit in inventory.get("/products?q=cluster&limit=50").json} == set(names), what="all are found")
    assert all(shop.http(name).status_of("/readyz") == 200 for name in SERVICES)


def test_no_program_did_what_its_user_may_not(cluster, shop):
    for port in cluster.ports:
        lines = cluster.cli(port, "ACL", "LOG").splitlines()
        objects = [lines[at + 1] for at, line in enumerate(lines) if line == "object"]
        assert [name for name in objects if name != "function|load"] == [], port


def test_a_cluster_whose_replicas_nobody_chose_is_refused(cluster, tmp_path):
    server = Server(tmp_path, SOUK_REDIS_URL=cluster.url(), SOUK_REDIS_PASSWORDS=str(cluster.passwords))
    assert server.start().exit_code(deadline=60) == 1
    assert "cluster mode and SOUK_REPLICAS is not set" in server.output()
