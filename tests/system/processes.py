"""Programs that tests start, pause, kill and stop, on free ports."""

import contextlib
import fcntl
import itertools
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

import redis

# A script that starts the tests with & makes them ignore SIGINT, and their programs would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

USERS = ("operator", "inventory", "payment", "payment_worker")
ROOT = pathlib.Path(__file__).resolve().parents[2]
SANITIZERS = {name: value for name, value in os.environ.items() if name.endswith(("SAN_OPTIONS", "SAN_SYMBOLIZER_PATH"))}


def wait_until(condition, deadline=60, what="the condition"):
    """The first truthy answer of `condition`, asked every 20 ms. After `deadline` seconds it fails: on a busy machine much takes long."""
    end = time.monotonic() + deadline
    while True:
        answer = condition()
        if answer:
            return answer
        assert time.monotonic() < end, f"{what}: not within {deadline} s, last seen {answer!r}"
        time.sleep(0.02)


# Below the range that the kernel gives to clients; client/e2e and tests/integration have others below it.
PORTS, BLOCK = range(20000, 32000), 500
# Each program that runs tests on this machine locks a block of the ports, as a byte of one file, until it ends. Closing another
# descriptor of that file in the same program would release the lock (fcntl(2)).
LOCKS = os.open(pathlib.Path(tempfile.gettempdir()) / f"souk-ports-{os.getuid()}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def own_block():
    for block in range(len(PORTS) // BLOCK):
        with contextlib.suppress(OSError):
            fcntl.lockf(LOCKS, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, block)
            return PORTS[block * BLOCK:(block + 1) * BLOCK]
    raise AssertionError(f"{len(PORTS) // BLOCK} programs run tests here, and no more have ports of their own")


def take_in_turns():
    """A port comes again only after all others of the block: its process may just be starting again."""
    yield from itertools.cycle(own_block())


ports = take_in_turns()


def free_port():
    return next(filter(is_free, ports))


def free_ports(count):
    """The first of so many that follow each other."""
    while True:
        found = list(itertools.islice(ports, count))
        if found[-1] - found[0] == count - 1 and all(map(is_free, found)):
            return found[0]


def is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


class Process:
    """A program that is started, stopped, killed and started again; what it prints is in `log`."""

    def __init__(self, name, command, environment, log):
        # It is killed when the tests end in any way.
        self.command = ["setpriv", "--pdeathsig", "KILL", *(str(word) for word in command)]
        self.name, self.log = name, log
        self.environment = {"PATH": os.environ["PATH"], **SANITIZERS, **environment}
        self.child = None

    def start(self):
        assert not self.running(), f"{self.name} runs already"
        with open(self.log, "ab") as out:
            self.child = subprocess.Popen(
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )
        return self

    def running(self):
        return self.child is not None and self.child.poll() is None

    def kill(self):
        """kill -9, and waits for its end."""
        self.child.kill()
        self.child.wait()

    def ask_to_stop(self):
        self.child.send_signal(signal.SIGTERM)

    def exit_code(self, deadline=15):
        try:
            return self.child.wait(deadline)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not end within {deadline} s") from None

    @contextlib.contextmanager
    def paused(self):
        self.child.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.child.send_signal(signal.SIGCONT)

    def output(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def denied(connection):
    """Commands that a Redis denied to its users, except FUNCTION LOAD, which every service tries."""
    return [entry for entry in connection.acl_log() if entry["object"] != "function|load"]


class RedisServer(Process):
    """Redis as it is shipped, with its users and some other settings."""

    def __init__(self, folder, name="redis", first=None, **settings):
        """`first`: another one, whose users this one has too."""
        self.port = free_port()
        data = folder / name
        data.mkdir()
        self.access = first.access if first else folder / f"{name} access"
        if first:
            self.urls = {user: first.url_of(user, self.port) for user in USERS}
        else:
            subprocess.run([ROOT / "deploy/write-access", self.access, str(self.port)], env={}, check=True)
            self.urls = {user: (self.access / user).read_text().split()[0].split("=", 1)[1] for user in USERS}
        given = {"include": self.access / "users.conf", "port": self.port, **settings}
        self.settings = settings
        options = [word for key, value in given.items() for word in (f"--{key}", str(value))]
        super().__init__(name, [ROOT / "deploy/start-redis", data, *options], {}, folder / f"{name}.log")
        self.url = self.url_of("operator")

    def url_of(self, user, port=None):
        """`port`: the port of a proxy before it."""
        return self.urls[user].replace(f":{self.port}", f":{port or self.port}")

    def replica(self, folder, name):
        """Another server, not started yet, that follows this one."""
        password = urllib.parse.urlsplit(self.url).password
        return RedisServer(folder, name, replicaof=f"127.0.0.1 {self.port}", masterauth=password, **{"repl-diskless-sync-delay": 0})

    def start(self):
        super().start()
        wait_until(self.answers, what=f"{self.name} is up")
        return self

    def answers(self):
        try:
            return self.connection().ping()
        except redis.RedisError:
            return False

    def denied(self):
        return denied(self.connection())

    def connection(self, user="operator", **options):
        return redis.Redis.from_url(self.url_of(user), **{"decode_responses": True, **options})
