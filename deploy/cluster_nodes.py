"""A Redis Cluster as each of its nodes sees it. What one node says need not be what another says: while a partition is moved, after a
failover, or when one was cut off."""

import dataclasses
import os
import pathlib
import secrets
import time
import urllib.parse

import redis
from cluster_layout import nodes, partitions, slot_of
from environment import data, setting
from layout import Place
from users import read_passwords, url_for

ANSWER = 10  # seconds, for an answer
CONNECT = 2
SERVICES = ("payment", "inventory")
MOVER = "souk-cluster-"  # how the names of the connections begin that move partitions
SHAPE = "redis://10.0.0.1:6379,10.0.0.2:6379"


class Refused(Exception):
    """What is wrong, and what to do, for the operator."""


class Away(Exception):
    """No answer, or not the one that is needed yet."""


@dataclasses.dataclass(frozen=True)
class Member:
    """A node, as another one sees it."""

    id: str
    place: Place
    is_primary: bool
    is_away: bool
    follows: str  # the id of its primary
    slots: frozenset
    imported: frozenset  # slots that are being moved to it; known of the node itself only

    @classmethod
    def of(cls, line):
        """Of CLUSTER NODES: id, host:port@bus, flags, primary, ping, pong, epoch, link, slots..."""
        words = line.split()
        host, _, port = words[1].partition("@")[0].rpartition(":")
        flags = words[2].split(",")
        away = bool({"fail", "fail?", "noaddr", "handshake"} & set(flags))
        return cls(words[0], Place(host, int(port)), "master" in flags, away, words[3], frozenset(slots_in(words[8:])),
                   frozenset(int(word[1:].partition("-<-")[0]) for word in words[8:] if "-<-" in word))

    def is_new(self):
        """It has no slots and follows nobody yet."""
        return self.is_primary and not self.is_away and not self.slots

    def partitions(self, partitions):
        return [partition for partition in partitions if slot_of(partition) in self.slots]


def slots_in(words):
    """7, 10-19, and in brackets what is being moved."""
    for word in words:
        if not word.startswith("["):
            first, _, last = word.partition("-")
            yield from range(int(first), int(last or first) + 1)


class Node:
    """A connection to one of them."""

    def __init__(self, place, password, tls=False, name=None):
        self.place = place
        options = {"ssl": True, "ssl_ca_certs": os.environ.get("SSL_CERT_FILE")} if tls else {}
        self.redis = redis.Redis(place.host, place.port, username="default", password=password, socket_timeout=ANSWER,
                                 socket_connect_timeout=CONNECT, client_name=name, **options)
        self.redis.response_callbacks.clear()  # replies as Redis sends them
        self._id = None

    def ask(self, *words):
        with away_if_lost(self.place):
            return self.redis.execute_command(*words)

    def together(self, commands):
        pipeline = self.redis.pipeline(transaction=False)
        for words in commands:
            pipeline.execute_command(*words)
        with away_if_lost(self.place):
            return pipeline.execute()

    @property
    def id(self):
        self._id = self._id or self.ask("CLUSTER", "MYID").decode()
        return self._id

    def members(self):
        return [Member.of(line) for line in self.ask("CLUSTER", "NODES").decode().splitlines()]

    def itself(self):
        return next(member for member in self.members() if member.id == self.id)

    def owner_of(self, slot):
        """The id of the primary that it believes has the slot, or None."""
        return next((member.id for member in self.members() if slot in member.slots), None)

    def __str__(self):
        return str(self.place)


class away_if_lost:
    """Turns a lost connection, and an error reply, into Away."""

    def __init__(self, place):
        self.place = place

    def __enter__(self):
        return self

    def __exit__(self, kind, error, _):
        if isinstance(error, redis.RedisError):
            why = str(error).rpartition(" of pipeline caused error: ")[2]  # before it stands the command, with its data
            raise Away(f"{self.place}: {why}") from error


class Cluster:
    """Found from any of its nodes that answers: those of SOUK_REDIS_URL, or those of script/cluster here."""

    def __init__(self, mover=None):
        """`mover`: what moves partitions. Its connections have a name, by which another one finds it."""
        self.password, self.tls, self.seeds = operators_access()
        self.name = f"{MOVER}{mover}-{secrets.token_hex(4)}" if mover else None
        self._nodes = {}

    def at(self, place):
        if place not in self._nodes:
            self._nodes[place] = Node(place, self.password, self.tls, self.name)
        return self._nodes[place]

    def expect_alone(self):
        """A connection ends with its process, so nothing is left of one that was killed. Who finds another one at its start leaves."""
        clients = [line for node in self.primaries() for line in node.ask("CLIENT", "LIST").decode().splitlines()]
        for line in clients:
            fields = dict(word.partition("=")[::2] for word in line.split())
            if fields["name"].startswith(MOVER) and fields["name"] != self.name:
                raise Away(f"partitions are being moved by a process that is connected from {fields['addr']}, and only one may. "
                           f"If it is lost: CLIENT KILL ADDR {fields['addr']}")

    def members(self, of_any=False):
        """As the first node sees them that answers and sees most of the primaries. `of_any`: one that does not may say it, too."""
        away = None
        for place in [*self.seeds, *self._nodes]:
            try:
                if of_any or b"cluster_state:ok" in self.at(place).ask("CLUSTER", "INFO"):
                    return self.at(place).members()
                away = f"{place} does not reach most of the primaries"
            except Away as error:
                away = error
        raise Away(f"no node answers; the last one: {away}")

    def primaries(self):
        return [self.at(member.place) for member in self.members() if member.is_primary and not member.is_away]

    def present(self):
        """All that are not away."""
        return [self.at(member.place) for member in self.members() if not member.is_away]

    def replicas_of(self, node):
        """As it knows them itself: what other nodes know may be old."""
        kind, _, connected = node.ask("ROLE")[:3]
        if kind != b"master":
            raise Away(f"{node} is no primary any more")
        known = [self.at(member.place) for member in node.members() if member.follows == node.id and not member.is_away]
        if len(known) < len(connected):
            raise Away(f"{node} does not know each of its replicas yet")
        return known

    def expect_all_present(self, partition):
        """One that is away may have claimed the partition, and would take it when it returns."""
        if away := [str(member.place) for member in self.members() if member.is_away]:
            raise Away(f"partition {partition} stays closed until {', '.join(away)} is back, or forgotten by all nodes (CLUSTER FORGET)")

    def wait_for_replicas(self, node):
        """All that its connection has written is on each of them."""
        expected = int(setting("SOUK_REPLICAS") or 1)
        count = max(expected, sum(member.follows == node.id for member in self.members()))
        if (reached := node.ask("WAIT", count, 5000)) < count:
            raise Away(f"{node}: {reached} of {count} replicas have what was written")

    def services(self):
        """Whose data is here."""
        return [service for service in SERVICES if self._read(f"{service}:{{0}}:partitions")]

    def partitions(self):
        known = [self._read(f"{service}:{{0}}:partitions") for service in SERVICES]
        return range(next((int(count) for count in known if count), len(partitions())))

    def _read(self, key):
        """Of partition 0."""
        slot = slot_of(0)
        for node in self.primaries():
            if node.owner_of(slot) == node.id:
                return node.ask("GET", key)
        raise Away("no primary has partition 0")


def operators_access():
    """Password, is it TLS, and the nodes to begin with."""
    url, passwords = setting("SOUK_REDIS_URL"), setting("SOUK_REDIS_PASSWORDS")
    if not url:
        file = data() / "access/password"
        if not file.exists():
            raise Refused(f"Nothing was started here: {file} does not exist. SOUK_REDIS_URL names nodes elsewhere: {SHAPE}")
        return file.read_text().strip(), False, nodes()
    if "@" not in url and passwords:
        url = url_for("operator", read_passwords(pathlib.Path(passwords))["operator"], url)
    scheme, _, rest = url.partition("://")
    access, _, hosts = rest.rpartition("@")
    if scheme not in ("redis", "rediss") or not hosts:
        raise Refused(f'SOUK_REDIS_URL is "{setting("SOUK_REDIS_URL")}"; expected nodes of a cluster: {SHAPE}')
    return urllib.parse.unquote(access.partition(":")[2]), scheme == "rediss", [place_of(word) for word in hosts.split(",")]


def place_of(word):
    host, _, port = word.rpartition(":")
    if not host or not port.isdecimal():
        raise Refused(f'"{word}" is no node; expected an address and a port: 10.0.0.3:6379')
    return Place(host.strip("[]"), int(port))


def until(condition, patience=60, pause=0.05):
    """What may take some seconds is tried again."""
    end = time.monotonic() + patience
    while True:
        try:
            return condition()
        except Away:
            if time.monotonic() > end:
                raise
            time.sleep(pause)
