"""Copies the keys of a partition from one node of a cluster to another, while the partition is in use."""

import redis
from cluster_layout import slot_of
from cluster_nodes import Away, away_if_lost

AT_ONCE = 200  # keys: some milliseconds of a node, during which its other partitions wait
SCANNED = 1000
SERVICES = ("payment", "inventory")


def state_keys(partition):
    """libs/events/partition.lua says what they mean."""
    return [f"{service}:{{{partition}}}:state".encode() for service in SERVICES]


def keys_of(node, partition):
    cursor, states = b"0", state_keys(partition)
    while True:
        cursor, keys = node.ask("SCAN", cursor, "MATCH", f"*:{{{partition}}}:*", "COUNT", SCANNED)
        yield from (key for key in keys if key not in states)
        if cursor == b"0":
            return


def copy(source, target, keys):
    """As they are now: what is gone is removed. Works while neither of the two owns the slot, since both import it. Returns how many."""
    count = 0
    for some in in_parts(keys):
        count += len(some)
        asked = source.together(words for key in some for words in (["ASKING"], ["PEXPIRETIME", key], ["ASKING"], ["DUMP", key]))
        written = target.together(words for key, expires, dump in zip(some, asked[1::4], asked[3::4])
                                  for words in (["ASKING"], put(key, expires, dump)))
        for reply in (*asked, *written):
            if isinstance(reply, redis.ResponseError):
                raise Away(f"{source} to {target}: {reply}")
    return count


def put(key, expires, dump):
    if dump is None or isinstance(dump, redis.ResponseError):
        return ["DEL", key]
    return ["RESTORE", key, expires if isinstance(expires, int) and expires > 0 else 0, dump, "REPLACE", "ABSTTL"]


def in_parts(keys):
    part = []
    for key in keys:
        part.append(key)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def remove_all(node, partition, of):
    """What a node has of a partition that is not its own. `of`: the id of another primary, from which it says that it imports."""
    slot = slot_of(partition)
    while keys := node.ask("CLUSTER", "GETKEYSINSLOT", slot, AT_ONCE):
        if node.owner_of(slot) == node.id:
            raise Away(f"{node} has become the owner of partition {partition}")
        node.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", of)
        node.together(words for key in keys for words in (["ASKING"], ["UNLINK", key]))
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
        """All until now. A report leaves at the end of the pass of Redis' event loop that wrote the key, and so before the answer to
        what is asked after another answer."""
        self._ask(self._tracking, "PING")  # without it nothing would be reported
        for _ in range(2):
            answer = self._ask(self._reports, "PING")
            while answer[0] != b"pong":
                if answer[2] is None:
                    raise Away(f"{self.node} was emptied")
                self._keys.update(answer[2])
                with away_if_lost(self.node.place):
                    answer = self._reports.read_response()
        taken, self._keys = self._keys, set()
        return taken - set(state_keys(self.partition))
