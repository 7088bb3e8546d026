"""Copies the keys of a partition from one node of a cluster to another, while the partition is in use."""

from cluster_layout import slot_of
from cluster_nodes import SERVICES, Away, away_if_lost

AT_ONCE = 200  # keys: some milliseconds of a node, during which its other partitions wait
BETWEEN_WAITS = 10  # parts: the replicas of the target keep up, and what is reported does not pile up
SCANNED = 1000


def state_key(service, partition):
    """libs/events/partition.lua says what it means."""
    return f"{service}:{{{partition}}}:state".encode()


def state_keys(partition):
    return [state_key(service, partition) for service in SERVICES]


def keys_of(node, partition):
    cursor, states = b"0", state_keys(partition)
    while True:
        cursor, keys = node.ask("SCAN", cursor, "MATCH", f"*:{{{partition}}}:*", "COUNT", SCANNED)
        yield from (key for key in keys if key not in states)
        if cursor == b"0":
            return


def copy(cluster, source, target, keys, expiring, changes=None):
    """As they are now: what is gone is removed. The target says that it imports the slot. `expiring` gets the keys that expire, and when.
    Returns how many."""
    count = 0
    for number, some in enumerate(in_parts(keys), 1):
        count += len(some)
        asked = source.together(words for key in some for words in (["PEXPIRETIME", key], ["DUMP", key]))
        expiring.update({key: at for key, at in zip(some, asked[::2]) if at > 0})
        puts = [put(key, expires, dump) for key, expires, dump in zip(some, asked[::2], asked[1::2])]
        target.together(words for command in puts for words in (["ASKING"], command))
        if number % BETWEEN_WAITS == 0:
            cluster.wait_for_replicas(target)
            if changes:
                changes.listen()
    return count


def put(key, expires, dump):
    if dump is None:
        return ["DEL", key]
    return ["RESTORE", key, max(0, expires), dump, "REPLACE", "ABSTTL"]


def remove_expired(source, target, expiring):
    """A node removes a key whose time is over when somebody asks for it; of the others it finds some at a time, not the same as another
    node."""
    now = max(int(node.ask("TIME")[0]) for node in (source, target)) * 1000
    for some in in_parts(key for key, at in expiring.items() if at <= now):
        source.together(["EXISTS", key] for key in some)
        target.together(words for key in some for words in (["ASKING"], ["EXISTS", key]))


def in_parts(keys):
    part = []
    for key in keys:
        part.append(key)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def remove_all(cluster, node, partition, owner):
    """What a primary and its replicas have of a partition that is that of `owner`, an id. Redis 7.0 removes the keys of a slot that was
    taken from it in its memory only: neither its replicas nor its file hear of that. So each key is written once more and then removed.
    It serves this behind ASKING, since it says that it imports the slot."""
    slot = slot_of(partition)
    cluster.wait_for_replicas(node)  # one that is not there now would keep what it has
    holders = [node, *cluster.replicas_of(node)]
    node.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", owner)
    while keys := {key for holder in holders for key in holder.ask("CLUSTER", "GETKEYSINSLOT", slot, AT_ONCE)}:
        if node.owner_of(slot) == node.id:
            raise Away(f"{node} has become the owner of partition {partition}")
        node.together(words for key in keys for words in (["ASKING"], ["SET", key, ""], ["ASKING"], ["UNLINK", key]))
        cluster.wait_for_replicas(node)
    node.ask("CLUSTER", "SETSLOT", slot, "STABLE")


class Changes:
    """The keys of a partition that were written since this began, as client tracking reports them on a connection of its own."""

    def __init__(self, node, partition):
        self.node, self.partition, self._keys = node, partition, set()

    def __enter__(self):
        self._reports, self._tracking = (self.node.redis.connection_pool.make_connection() for _ in range(2))
        identity = self._ask(self._reports, "CLIENT", "ID")
        self._ask(self._reports, "SUBSCRIBE", "__redis__:invalidate")
        prefixes = [word for service in SERVICES for word in ("PREFIX", f"{service}:{{{self.partition}}}:")]
        self._ask(self._tracking, "CLIENT", "TRACKING", "ON", "REDIRECT", identity, "BCAST", *prefixes)
        return self

    def __exit__(self, *_):
        self._reports.disconnect()
        self._tracking.disconnect()

    def _ask(self, connection, *words):
        with away_if_lost(self.node.place):
            connection.send_command(*words)
            return connection.read_response()

    def take(self):
        """All until now, and not yet taken."""
        self.listen()
        taken, self._keys = self._keys, set()
        return taken - set(state_keys(self.partition))

    def listen(self):
        """A report leaves at the end of the pass of Redis' event loop that wrote the key, and so before the answer to what is asked after
        another answer."""
        self._ask(self._tracking, "PING")  # without it nothing would be reported
        for _ in range(2):
            answer = self._ask(self._reports, "PING")
            while answer[0] != b"pong":
                if answer[2] is None:
                    raise Away(f"{self.node} was emptied")
                self._keys.update(answer[2])
                with away_if_lost(self.node.place):
                    answer = self._reports.read_response()
