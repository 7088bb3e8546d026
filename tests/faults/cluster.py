"""The real processes: two APIs, three consumers of each service, one Redis or two, with every connection and clock under control.
With `sandbox` also two payment workers and the bank, and orders are paid there.
"""

import contextlib
import pathlib
import shutil
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import shims
from bank import KEY, Bank as BankProcess
from network import Network
from souk import BIN, Http, Process, RedisServer, Service, free_port, wait_until

HERE = pathlib.Path(__file__).parent
SETTLE_DELAY = 0.3
PARTITIONS = 4  # few, so that consumers meet
CONSUMERS = ("first", "second", "third")
WORKERS = ("worker-first", "worker-second")
HOLD = 4  # seconds that an unpaid order keeps its units
DISK_SIZE = 192 * 1024 * 1024

# A child with --pdeathsig dies with the thread that started it, so one that lives as long as the harness starts them all.
LAUNCHER = ThreadPoolExecutor(1)


def launch(function):
    return LAUNCHER.submit(function).result()


class Held:
    """A fault locks the parts that it harms, so that no other fault repairs them meanwhile."""

    def __init__(self):
        self.lock = threading.RLock()

    @contextlib.contextmanager
    def alone(self):
        with self.lock:
            yield self


class SmallDisk:
    """A tmpfs in a mount namespace of its own; it ends with the process that holds it."""

    def __init__(self, folder):
        self.folder = folder
        script = f'mount -t tmpfs -o size={DISK_SIZE} souk "{folder}" && echo ready && exec sleep infinity'
        self.holder = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "unshare", "--map-root-user", "--mount", "sh", "-c", script],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.usable = self.holder.stdout.readline() == "ready\n"
        self.enter, self.seen_from_outside = [], folder
        if self.usable:
            pid = str(self.holder.pid)
            self.enter = ["nsenter", "--target", pid, "--user", "--preserve-credentials", "--mount"]
            self.seen_from_outside = pathlib.Path(f"/proc/{pid}/root{folder}")

    @property
    def filler(self):
        return self.seen_from_outside / "filler"

    def fill(self):
        """Fills all but a few bytes."""
        with open(self.filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def free(self):
        self.filler.unlink(missing_ok=True)

    def close(self):
        self.holder.kill()
        self.holder.wait()


class Instrumented(Held):
    """A redis-server with a disk and a clock that we control."""

    def __init__(self, folder, libraries):
        """`folder`: of its data, on a small disk of its own."""
        Held.__init__(self)
        self.disk = shims.Disk(folder.parent, self.name, libraries["disk"])
        self.clock = shims.Clock(folder.parent, self.name, libraries["clock"])
        self.small_disk = launch(lambda: SmallDisk(folder))
        self.data = self.small_disk.seen_from_outside
        settings = shims.preload(self.disk, self.clock)
        self.command = [*self.small_disk.enter, "env", *(f"{key}={value}" for key, value in settings.items()),
                        *self.command]

    def start(self):
        launch(super().start)
        wait_until(self.loaded, 60, what=f"{self.name} has loaded its data")
        return self

    def loaded(self):
        assert self.running(), f"{self.name} ended: {self.output()[-2000:]}"
        return self.answers() and self.connection().info("persistence")["loading"] == 0

    def newest_file(self):
        """The append-only file that is being written."""
        return max((self.data / "appendonlydir").glob("*.incr.aof"), key=lambda path: int(path.name.split(".")[-3]))

    def keep(self):
        """A copy of the data for the analysis of a violation."""
        shutil.copytree(self.data, self.log.with_suffix(".data"), dirs_exist_ok=True)

    def close(self):
        if self.running():
            self.kill()
        self.small_disk.close()


# Rewrites of the append-only file happen within a round, too.
REWRITES = {"auto-aof-rewrite-min-size": "1mb", "auto-aof-rewrite-percentage": 100}


class Redis(Instrumented, RedisServer):
    def __init__(self, folder, name, libraries, **settings):
        RedisServer.__init__(self, folder, name, **{**REWRITES, **settings})
        Instrumented.__init__(self, folder / name, libraries)

    def connection(self, **options):
        # A poisoned entry may be no UTF-8.
        return super().connection(encoding_errors="surrogateescape", **options)


class Member(Service, Held):
    """A process of a service, with connections of its own."""

    def __init__(self, *arguments):
        Service.__init__(self, *arguments)
        Held.__init__(self)
        self.links = []

    def start(self):
        return launch(super().start)

    @property
    def is_consumer(self):
        return self.consumer_name is not None


class Bank(BankProcess, Held):
    def __init__(self, *arguments, **settings):
        BankProcess.__init__(self, *arguments, **settings)
        Held.__init__(self)

    def start(self):
        return launch(super().start)


class Cluster:
    def __init__(self, folder, separate_redis=True, redis_settings=(), sandbox=False, hold=HOLD, **settings):
        self.folder, self.hold = folder, hold
        libraries = shims.build(folder)
        self.redises = self._make_redises(libraries, separate_redis, dict(redis_settings))
        self.inventory_redis, self.payment_redis = self.redises[0], self.redises[-1]
        self.clock = shims.Clock(folder, "services", libraries["clock"])
        self.network = Network()
        self.settings = {"SOUK_SETTLE_DELAY": f"{int(SETTLE_DELAY * 1000)}ms", "SOUK_PARTITIONS": str(PARTITIONS),
                         "SOUK_LOG_LEVEL": "info", "SOUK_CHALLENGE": "off", "SOUK_UNPAID_ORDERS": "0", **settings}
        self.ports = {"inventory": free_port(), "payment": free_port()}
        self.shop_ports = {name: self.network.link(f"shop>{name}", port) for name, port in self.ports.items()}
        self.bank = self._bank() if sandbox else None
        self.apis = [self._member(service, "api") for service in self.ports]
        self.consumers = [self._member(service, name) for service in self.ports for name in CONSUMERS]
        self.workers = [self._member("payment", name) for name in WORKERS] if sandbox else []
        self.members = self.apis + self.consumers + self.workers
        self.inventory, self.payment = Http(self.ports["inventory"]), Http(self.ports["payment"])

    def _make_redises(self, libraries, separate, settings):
        return [Redis(self.folder, name, libraries, **settings) for name in ("redis", "payment_redis")[:1 + separate]]

    def _bank(self):
        """Its webhooks go through the proxy, as do the calls of the workers; buyers come to it directly."""
        port = self.network.link("bank>payment-api", self.ports["payment"])
        self.settings = {"SOUK_PAYMENTS": "sandbox", "SOUK_HOLD": f"{self.hold}s", "SOUK_STRIPE_SECRET_KEY": KEY, **self.settings}
        return Bank(self.folder, SOUK_BANK_WEBHOOK_URL=f"http://127.0.0.1:{port}/payments/webhooks/stripe")

    def _member(self, service, name):
        role = name if name == "api" else "worker" if name in WORKERS else "consumer"
        port = self.ports[service] if role == "api" else free_port()
        me = f"{service}-{name}"
        links = self._links_to_redis(me)
        if me == "payment-api":
            links[f"{me}>inventory"] = self.ports["inventory"]
        if role == "worker":
            links[f"{me}>bank"] = self.bank.port
        ports = {link: self.network.link(link, target) for link, target in links.items()}
        environment = {
            **self.settings,
            **shims.preload(self.clock),
            "SOUK_INVENTORY_PORT": str(self.ports["inventory"]),
            "SOUK_PAYMENT_PORT": str(self.ports["payment"]),
            **self._redis_settings(service, role, me, ports),
        }
        if me == "payment-api":
            environment["SOUK_INVENTORY_URL"] = f"http://127.0.0.1:{ports[f'{me}>inventory']}"
        if role == "consumer":
            environment |= {"SOUK_CONSUMER_NAME": me, f"SOUK_{service.upper()}_CONSUMER_PORT": str(port)}
        if role == "worker":
            environment |= {"SOUK_PAYMENT_WORKER_PORT": str(port), "SOUK_BANK_PORT": str(ports[f"{me}>bank"])}
        member = Member(service, role, port, environment, self.folder / f"{me}.log")
        member.name, member.links = me, list(links)
        member.service = service
        return member

    def _links_to_redis(self, me):
        return {f"{me}>redis": self.inventory_redis.port, f"{me}>payment_redis": self.payment_redis.port}

    def _redis_settings(self, service, _, me, ports):
        return {"SOUK_INVENTORY_REDIS_URL": self.inventory_redis.url_of(service, ports[f"{me}>redis"]),
                "SOUK_PAYMENT_REDIS_URL": self.payment_redis.url_of(service, ports[f"{me}>payment_redis"])}

    @property
    def links(self):
        return list(self.network.ports)

    def own_redis(self, service):
        return self.inventory_redis if service == "inventory" else self.payment_redis

    def owners_of(self, server):
        """The services whose data are there."""
        return [service for service in self.ports if self.own_redis(service) is server]

    @contextlib.contextmanager
    def still(self):
        """No fault touches any Redis meanwhile."""
        with contextlib.ExitStack() as held:
            for server in self.redises:
                held.enter_context(server.alone())
            yield

    def start(self):
        launch(lambda: self.network.start(HERE))
        self._start_redises()
        if self.bank:
            self.bank.start()
        for service in self.ports:
            self.load_functions(service)
        for member in self.members:
            member.start()
        self.wait_until_ready()
        return self

    def _start_redises(self):
        for server in self.redises:
            server.start()

    def load_functions(self, service):
        """The services' own users may not load functions."""
        urls = {"SOUK_INVENTORY_REDIS_URL": self.inventory_redis.url_of("operator"),
                "SOUK_PAYMENT_REDIS_URL": self.payment_redis.url_of("operator")}
        loader = Process(service, [BIN / service, "functions"], {**self.settings, **urls},
                         self.folder / f"{service}-functions.log")
        launch(loader.start)
        assert loader.exit_code() == 0, loader.output()

    def hurry(self, hurried):
        """Nothing here takes long on purpose."""

    def failovers(self):
        return 0

    def cuts(self):
        """Of the network, so far."""
        return 0

    def wait_until_ready(self, deadline=60):
        for member in self.members:
            wait_until(member.ready, deadline, what=f"{member.name} is ready")

    def stop(self):
        for member in self.members:
            if member.running():
                member.kill()
        if self.bank and self.bank.running():
            self.bank.kill()
        for server in self.redises:
            server.close()
        self.network.stop()
