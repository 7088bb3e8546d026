"""A machine is lost for good, and the spare takes its place: first it is forgotten, then the spare is attached, and it may be promoted
only when it is in sync. Afterwards the lost machine is back as a new one: empty, and the next spare.
"""

from hosts.nodes import LEFT_OUT, ORDINARY
from processes import wait_until

SYNCHRONISED = 60  # seconds, at most


def replace(scene, host):
    """`host` has been cut off."""
    cluster = scene.cluster
    lost = {server: node for server in cluster.redises for node in server.in_service() if node.host == host}
    there = [sentinel for sentinel in cluster.sentinels if sentinel.host != host]
    for server, node in lost.items():
        wait_until(lambda server=server, node=node: server.primary() is not node, 60, f"{server.name} is failed over from {node.name}")
        forget(server, node, there)
    for server, node in lost.items():
        attach(server)
        node.kill()
        node.wipe()
        server.spare = node
    cluster.lan.heal()
    for sentinel in cluster.sentinels:
        if sentinel not in there:
            for server in lost:
                forget_at(sentinel, server)  # it remembers what it knew


def forget(server, node, sentinels):
    # First at the primary, which would name a replica that is gone for a minute, and a Sentinel would learn of it again.
    connection = server.connection()
    for client in connection.client_list(_type="replica"):
        if client["addr"].rsplit(":", 1)[0] == node.address[0]:
            connection.client_kill_filter(addr=client["addr"])
    for sentinel in sentinels:
        forget_at(sentinel, server)
        found = len(sentinels) - 1
        wait_until(lambda sentinel=sentinel: (view := sentinel.view(server.name)) and view[0]["num-other-sentinels"] >= found, 60,
                   f"{sentinel.name} has found the others again")


def forget_at(sentinel, server):
    """Only when it names the new primary: one that still names the lost one would forget the replicas by which it learns of the other,
    and never name another one again.
    """
    wait_until(lambda: _agrees(sentinel, server), 60, f"{sentinel.name} names the primary of {server.name}")
    sentinel.forget(server.name)


def _agrees(sentinel, server):
    view = sentinel.view(server.name)
    return view and server.node_at(view[0]["ip"], view[0]["port"]) is server.primary()


def attach(server):
    spare, primary = server.spare, server.primary()
    spare.write({"replica-priority": LEFT_OUT, "replicaof": "{} {}".format(*primary.address)})
    spare.start()
    wait_until(lambda: spare.in_sync_with(server.primary()), SYNCHRONISED, f"{spare.name} is in sync")
    spare.be_promoted(ORDINARY)
