"""script/server, script/replicas and script/cluster as processes of the tests: everything as an operator starts it, with free ports and its own data."""

import os
import pathlib
import re
import subprocess

from processes import free_ports
from souk import BIN, ROOT, SETTLE_DELAY, Http, Process, free_port, wait_until

SERVICES = ("INVENTORY", "PAYMENT", "INVENTORY_CONSUMER", "PAYMENT_CONSUMER")
OF_PAYMENTS = ("PAYMENT_WORKER", "BANK")  # unless they are instant


class Server(Process):
    script = "server"

    def __init__(self, folder, **settings):
        # npm and apt need HOME; all other settings are here.
        self.settings = {
            "HOME": os.environ.get("HOME", "/"),
            "SOUK_BIN": str(BIN),
            "SOUK_DATA": str(folder / "its data"),
            "SOUK_SETTLE_DELAY": f"{SETTLE_DELAY * 1000:.0f}ms",
            "SOUK_CHALLENGE": "off",
            "SOUK_UNPAID_ORDERS": "0",
            **{f"SOUK_{name}_PORT": str(free_port()) for name in (*SERVICES, *OF_PAYMENTS, "SHOP", "REDIS")},
            **settings,
        }
        super().__init__(self.script, [ROOT / "script" / self.script], self.settings, folder / f"server{free_port()}.log")

    def start_and_wait(self):
        """Longer the first time, when the client has to be built."""
        before = len(self.output())
        self.start()
        wait_until(lambda: "Souk is ready" in self.output()[before:] or not self.running(), deadline=300, what="the server is ready")
        assert self.running(), self.output()
        return self

    def http(self, name, **options):
        return Http(int(self.settings[f"SOUK_{name}_PORT"]), **options)

    def pid_of(self, name):
        log = os.path.join(self.settings["SOUK_DATA"], "log/supervisord.log")
        with open(log, encoding="utf-8") as lines:
            return int(re.findall(f"spawned: '{name}' with pid ([0-9]+)", lines.read())[-1])

    def stop(self):
        if self.running():
            self.ask_to_stop()
            assert self.exit_code(deadline=60) == 0, self.output()


class Nodes(Server):
    """`count` nodes of Redis, each with a companion."""

    count, companions = 0, ""

    def __init__(self, folder, **settings):
        ports = {name: str(free_ports(self.count)) for name in ("SOUK_REDIS_PORT", self.companions)}
        super().__init__(folder, **{**ports, **settings})

    def run(self, *words, deadline=90):
        """The end of `script/... words`: its status and what it printed."""
        command = [ROOT / "script" / self.script, *words]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=deadline)
        return done.returncode, done.stdout

    def ports(self):
        return [int(self.settings["SOUK_REDIS_PORT"]) + more for more in range(self.count)]


class Cluster(Nodes):
    script, count, companions = "cluster", 6, "SOUK_BUS_PORT"

    def start_and_wait(self):
        """Souk may be ready before every node knows all replicas."""
        super().start_and_wait()
        wait_until(lambda: self.run("status")[0] == 0, what="the cluster is whole")
        return self

    def start_and_wait_for_spread(self):
        """With primaries that have no partitions yet."""
        super().start_and_wait()
        wait_until(lambda: "has no partitions" in self.run("status")[1], what="the added primaries are known")
        return self

    def shared(self):
        """By the address of a primary, its partitions."""
        found = re.findall(r"^primary +(\S+) +partitions ([\d, ]*)$", self.run("status")[1], re.M)
        return {place: [int(partition) for partition in re.findall(r"\d+", listed)] for place, listed in found}

    def cli(self, port, *words):
        environment = {**self.environment, "REDISCLI_AUTH": pathlib.Path(self.settings["SOUK_DATA"], "access/password").read_text().strip()}
        return subprocess.run(["redis-cli", "-p", str(port), *words], env=environment, capture_output=True, text=True).stdout.strip()


class Replicas(Nodes):
    script, count, companions = "replicas", 3, "SOUK_SENTINEL_PORT"

    def primary(self):
        """The number of the node, from 1 on."""
        port = re.search(r"^primary +127\.0\.0\.1:(\d+)", self.run("status")[1], re.M)[1]
        return int(port) - int(self.settings["SOUK_REDIS_PORT"]) + 1

    def in_sync(self):
        return self.run("status")[0] == 0
