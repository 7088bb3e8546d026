"""Redis nodes and Sentinels on hosts. The harness reaches them through Unix sockets, whatever became of the network."""

import shutil
import subprocess

import redis

from cluster import REWRITES, Instrumented, launch
from processes import ROOT, USERS, Process, denied, wait_until

REPLICAS = 2
SENTINEL_PORT = 26379
LEFT_OUT = 0  # the priority of a replica that may not be promoted
ORDINARY = 100
OF_A_NODE = {"min-replicas-to-write": REPLICAS, "min-replicas-max-lag": 2, "repl-diskless-sync-delay": 0, "repl-backlog-size": "64mb"}
PATIENT = {"PUBLISH-PERIOD": 2000, "INFO-PERIOD": 10_000}  # milliseconds, as they are in Sentinel
HURRIED = {"PUBLISH-PERIOD": 500, "INFO-PERIOD": 1000}
OF_A_SENTINEL = {"down-after-milliseconds": 1000, "failover-timeout": 3000, "parallel-syncs": 2}


class Access:
    """The users, which all nodes have with the same passwords."""

    def __init__(self, folder):
        written = folder / "access"
        subprocess.run([ROOT / "deploy/write-access", written, "0"], env={}, check=True)
        urls = {user: (written / user).read_text().split()[0] for user in USERS}
        self.users = {user: url.split("//")[1].split("@")[0] for user, url in urls.items()}  # user:password, as in a URL
        self.password = (written / "password").read_text().strip()
        # CONFIG REWRITE, which Sentinel asks for, writes the users into the main file, unless they are in a file of this kind.
        self.file = written / "users.acl"
        self.file.write_text("".join(line + "\n" for line in (written / "users.conf").read_text().splitlines() if line.startswith("user ")))


class Node(Instrumented, Process):
    def __init__(self, lan, folder, name, host, port, access, libraries, **settings):
        self.name, self.host, self.access = name, host, access
        self.address = lan.addresses[host], port
        self.socket = folder / f"{name}.sock"
        # start-redis takes the configuration beside it.
        programs = folder / f"{name} programs"
        programs.mkdir()
        self.configuration = programs / "redis.conf"
        self.write({"include": ROOT / "deploy/redis.conf", "aclfile": access.file, "bind": f"{self.address[0]} 127.0.0.1", "port": port,
                    "unixsocket": self.socket, "masteruser": "default", "masterauth": access.password, **OF_A_NODE, **REWRITES, **settings})
        data = folder / name
        data.mkdir()
        program = shutil.copy(ROOT / "deploy/start-redis", programs)
        Process.__init__(self, name, [program, data], {}, folder / f"{name}.log")
        Instrumented.__init__(self, data, libraries)
        self.command = [*lan.inside(host), *self.command]  # while it may, before it enters the small disk

    def write(self, settings):
        """More lines of its configuration; the last one counts."""
        with open(self.configuration, "a", encoding="utf-8") as file:
            file.write("".join(f"{name} {value}\n" for name, value in settings.items()))

    def wipe(self):
        """Its data, while it does not run."""
        shutil.rmtree(self.data / "appendonlydir", ignore_errors=True)

    def answers(self):
        try:
            return self.connection().ping()
        except redis.RedisError:
            return False

    def connection(self, **options):
        return redis.Redis(unix_socket_path=str(self.socket), username="default", password=self.access.password, socket_timeout=10,
                           **{"decode_responses": True, "encoding_errors": "surrogateescape", **options})

    def denied(self):
        return denied(self.connection())

    def replication(self):
        return self.connection().info("replication")

    def follow(self, primary):
        self.connection().replicaof(*primary.address)

    def in_sync_with(self, primary):
        ours = self.replication()
        return ours["role"] == "slave" and ours["master_link_status"] == "up" and not ours["master_sync_in_progress"] \
            and ours["slave_repl_offset"] >= primary.replication()["master_repl_offset"]

    def be_promoted(self, priority):
        connection = self.connection()
        connection.config_set("replica-priority", priority)
        connection.config_rewrite()


class Sentinel(Process):
    def __init__(self, lan, folder, host, access):
        self.host, self.socket = host, folder / f"sentinel-{host}.sock"
        self.configuration, self.password = folder / f"sentinel-{host}.conf", access.password
        self.periods = PATIENT
        self.address = f"{lan.addresses[host]}:{SENTINEL_PORT}"
        self.configuration.write_text(f'port {SENTINEL_PORT}\nbind {lan.addresses[host]}\nprotected-mode no\nunixsocket {self.socket}\n')
        command = [*lan.inside(host), "redis-server", self.configuration, "--sentinel"]
        super().__init__(f"sentinel of {host}", command, {}, folder / f"sentinel-{host}.log")

    def watch(self, name, primary):
        """Before the first start."""
        host, port = primary.address
        lines = [f"monitor {name} {host} {port} 2", f"auth-user {name} default", f"auth-pass {name} {self.password}",
                 *(f"{setting} {name} {value}" for setting, value in OF_A_SENTINEL.items())]
        with open(self.configuration, "a", encoding="utf-8") as file:
            file.write("".join(f"sentinel {line}\n" for line in lines))

    def start(self):
        launch(super().start)
        wait_until(self.answers, what=f"{self.name} is up")
        self._set_periods()
        return self

    def hurry(self, hurried):
        self.periods = HURRIED if hurried else PATIENT
        self._set_periods()

    def _set_periods(self):
        pairs = [str(word) for pair in self.periods.items() for word in pair]
        self.connection().execute_command("SENTINEL", "DEBUG", *pairs)

    def connection(self):
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=10, decode_responses=True)

    def answers(self):
        try:
            return self.connection().ping()
        except redis.RedisError:
            return False

    def view(self, name):
        """What it reports of a primary, and of its replicas; None if it does not answer."""
        try:
            connection = self.connection()
            return connection.sentinel_master(name), connection.sentinel_slaves(name)
        except redis.RedisError:
            return None

    def forget(self, name):
        """All replicas and Sentinels that are away; those that are there it finds again."""
        self.connection().execute_command("SENTINEL", "RESET", name)

    def fail_over(self, name):
        self.connection().execute_command("SENTINEL", "FAILOVER", name)

    def switches(self, name):
        return self.output().count(f"+switch-master {name} ")
