"""Starts the real processes on free ports and in a temporary folder, and talks to them as any client would."""

import os
import re
from concurrent.futures import ThreadPoolExecutor

from bank import KEY, Bank
from client import Http
from processes import ROOT, Process, RedisServer, free_port, wait_until
from redis_cluster import RedisCluster

BIN = ROOT / os.environ.get("SOUK_BIN", "build/release/bin")
SETTLE_DELAY = 0.3
PARTITIONS = 16
ULID = r"[0-7][0-9A-HJKMNP-TV-Z]{25}"


def in_parallel(function, arguments, threads=16):
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, arguments))


class Service(Process):
    """`inventory api` and the like; `port` answers /readyz."""

    def __init__(self, service, role, port, environment, log):
        super().__init__(f"{service} {role}", [BIN / service, role], environment, log)
        self.port, self.http = port, Http(port)
        self.consumer_name = environment.get("SOUK_CONSUMER_NAME")

    def start(self):
        super().start()
        return self

    def ready(self):
        assert self.running(), f"{self.name} ended with {self.child.poll()}: {self.output()[-2000:]}"
        return self.http.status_of("/readyz") == 200

    def restart(self):
        self.kill()
        self.start()
        wait_until(self.ready, what=f"{self.name} is ready again")


class System:
    """The four processes and their Redis (or one Redis each, with `separate_redis`). With `worker` also the payment worker; with
    `sandbox` also the bank; with `replicas` so many of the (then only) Redis. With `primaries` each Redis is a cluster of so many."""

    default_primaries = 0  # pytest --cluster: three

    def __init__(self, folder, separate_redis=False, sandbox=False, worker=False, replicas=0, primaries=0, **settings):
        self.folder, self.bank = folder, None
        self.primaries = primaries or self.default_primaries
        self.inventory_redis = self._new_redis("redis")
        self.payment_redis = self._new_redis("payment_redis") if separate_redis else self.inventory_redis
        self.replicas = [self.inventory_redis.replica(folder, f"replica-{number}") for number in range(1, replicas + 1)]
        if replicas or self.primaries:
            settings = {"SOUK_REPLICAS": str(replicas), **settings}
        self.settings = {
            "SOUK_INVENTORY_PORT": str(free_port()),
            "SOUK_PAYMENT_PORT": str(free_port()),
            "SOUK_SETTLE_DELAY": f"{int(SETTLE_DELAY * 1000)}ms",
            "SOUK_PARTITIONS": str(PARTITIONS),
            "SOUK_PAYMENT_WORKER_PORT": str(free_port()),
            "SOUK_DATA": str(folder / "data"),
            "SOUK_CHALLENGE": "off",  # tests order fast and leave orders unpaid; test_door.py has the door on
            "SOUK_UNPAID_ORDERS": "0",
            **settings,
        }
        if sandbox:
            self.settings = {"SOUK_PAYMENTS": "sandbox", **self.settings}
            hooks = f"http://127.0.0.1:{self.settings['SOUK_PAYMENT_PORT']}/payments/webhooks/stripe"
            self.bank = Bank(folder, SOUK_BANK_WEBHOOK_URL=hooks)
            self.settings |= {"SOUK_BANK_PORT": str(self.bank.port), "SOUK_PUBLIC_URL": "http://127.0.0.1:3000"}
        self.inventory_api = self._api("inventory", "SOUK_INVENTORY_PORT")
        self.payment_api = self._api("payment", "SOUK_PAYMENT_PORT")
        self.inventory_consumer = self.consumer("inventory", "first")
        self.payment_consumer = self.consumer("payment", "first")
        self.services = [self.inventory_api, self.payment_api, self.inventory_consumer, self.payment_consumer]
        if sandbox or worker:
            port = int(self.settings["SOUK_PAYMENT_WORKER_PORT"])
            environment = {**self.environment("payment_worker"), "SOUK_STRIPE_SECRET_KEY": KEY}
            self.worker = Service("payment", "worker", port, environment, folder / "payment-worker.log")
            self.services.append(self.worker)
        self.inventory, self.payment = self.inventory_api.http, self.payment_api.http
        if "SOUK_ADMIN_TOKEN" in settings:
            bearer = {"Authorization": "Bearer " + settings["SOUK_ADMIN_TOKEN"]}
            self.inventory, self.payment = Http(self.inventory.port, bearer), Http(self.payment.port, bearer)

    def _new_redis(self, name):
        return RedisCluster(self.folder, name, self.primaries) if self.primaries else RedisServer(self.folder, name)

    def environment(self, user):
        """The settings of a process that is this user of both Redis servers."""
        inventory, payment = self.inventory_redis.url_of(user), self.payment_redis.url_of(user)
        return {"SOUK_INVENTORY_REDIS_URL": inventory, "SOUK_PAYMENT_REDIS_URL": payment, **self.settings}

    def _api(self, service, port_setting):
        log = self.folder / f"{service}-api.log"
        return Service(service, "api", int(self.settings[port_setting]), self.environment(service), log)

    def load_functions(self):
        """The operator loads the functions; a service's own user may not."""
        for service in ("inventory", "payment"):
            loader = self.loader(service).start()
            assert loader.exit_code() == 0, loader.output()

    def loader(self, service):
        log = self.folder / f"{service}-functions.log"
        return Process(service, [BIN / service, "functions"], self.environment("operator"), log)

    def consumer(self, service, name):
        """A consumer that is not started yet; several of one service share its partitions."""
        port = free_port()
        own = {f"SOUK_{service.upper()}_CONSUMER_PORT": str(port), "SOUK_CONSUMER_NAME": f"{service}-{name}"}
        log = self.folder / f"{service}-consumer-{name}.log"
        return Service(service, "consumer", port, {**self.environment(service), **own}, log)

    @property
    def redises(self):
        return [*dict.fromkeys([self.inventory_redis, self.payment_redis]), *self.replicas]

    def start(self):
        for server in self.redises:
            server.start()
        if self.bank:
            self.bank.start()
        self.load_functions()
        for service in self.services:
            service.start()
        self.wait_until_ready()
        return self

    def wait_until_ready(self):
        if self.primaries:  # an API is ready with one of them
            for http in (self.inventory, self.payment):
                wait_until(lambda http=http: is_connected_to_all(http), what="every primary is connected")
        for service in self.services:
            wait_until(service.ready, deadline=30, what=f"{service.name} is ready")

    def add(self, service):
        self.services.append(service)
        service.start()
        wait_until(service.ready, what=f"{service.name} is ready")
        return service

    def stop(self):
        """Every service that still runs must end when it gets SIGTERM."""
        denied = [entry for server in self.redises if server.running() for entry in server.denied()]
        asked = [service for service in self.services if service.running()]
        for service in asked:
            service.ask_to_stop()
        try:
            codes = {service.name: service.exit_code() for service in asked}
        finally:
            for process in self.services + self.redises + ([self.bank] if self.bank else []):
                if process.running():
                    process.kill()
        assert set(codes.values()) <= {0}, f"stopped with {codes}"
        assert not denied, f"a service did what its user may not: {denied}"

    # What buyers and the store admin do.

    def create_product(self, **fields):
        answer = self.inventory.post("/products", {"name": "product", "price": 20.0, "quantity": 100, **fields})
        assert answer.status == 201, answer
        return answer.json

    def product(self, product_id):
        answer = self.inventory.get(f"/products/{product_id}")
        assert answer.status == 200, answer
        return answer.json

    def order(self, product_id, quantity=1, key=None):
        """The answer to POST /orders, of any status."""
        headers = {"Idempotency-Key": key} if key else {}
        return self.payment.post("/orders", {"id": product_id, "quantity": quantity}, headers=headers)

    def place_order(self, product_id, quantity=1, key=None):
        answer = self.order(product_id, quantity, key)
        assert answer.status == 201, answer
        return answer.json["pk"]

    def read_order(self, pk):
        answer = self.payment.get(f"/orders/{pk}")
        assert answer.status == 200, answer
        return answer.json

    def wait_for_order(self, pk, status, deadline=15):
        """The order, once it has that status. Another final status before is an error."""

        def there():
            order = self.read_order(pk)
            final = order["status"] in ("rejected", "refunded", "cancelled")
            assert not final or order["status"] == status, f"{order} should have become {status}"
            return order if order["status"] == status else None

        return wait_until(there, deadline, f"order {pk} is {status}")

    def final_order(self, pk, deadline=30):
        def settled():
            order = self.read_order(pk)
            return order if order["status"] != "pending" else None

        return wait_until(settled, deadline, f"order {pk} is no longer pending")

    def wait_for_product(self, product_id, deadline=15, **expected):
        def as_expected():
            seen = self.product(product_id)
            return seen if all(seen[name] == value for name, value in expected.items()) else None

        return wait_until(as_expected, deadline, f"product {product_id} has {expected}")

    def quiet_product(self, product_id):
        """The product, once nothing is reserved of it."""

        def quiet():
            seen = self.product(product_id)
            return seen if seen["available"] == seen["quantity"] else None

        return wait_until(quiet, 30, "no unit is reserved")

    def pages(self, http_client, path):
        """Every page of a list, following Link: rel="next"."""
        while path:
            answer = http_client.get(path)
            assert answer.status == 200, answer
            yield answer.json
            path = next_page(answer)


def is_connected_to_all(http):
    answer = http.get("/operations") if http.status_of("/healthz") == 200 else None
    return answer and answer.status == 200 and all(node["up"] for node in answer.json["redis"])


def next_page(answer):
    """The path behind rel="next", if there is one."""
    link = answer.headers.get("Link")
    if not link:
        return None
    found = re.fullmatch(r'<(?:http://[^/]+)?(/[^>]*)>; *rel="next"', link)
    assert found, f"a Link header that cannot be followed: {link}"
    return found[1]


def partition_of(pk, partitions=PARTITIONS):
    """The partition of an id: its low 16 bits modulo the number of partitions."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for letter in pk:
        number = number * 32 + alphabet.index(letter)
    return (number & 0xFFFF) % partitions


def assert_problem(answer, status, code):
    """A problem of RFC 9457 with every member that the contract names; answers its body."""
    assert answer.status == status, answer
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json"
    problem = answer.json
    assert problem["status"] == status
    assert problem["code"] == code, problem
    assert problem["request_id"] == answer.headers["X-Request-Id"]
    for member in ("type", "title", "detail"):
        assert isinstance(problem[member], str) and problem[member], problem
    return problem
