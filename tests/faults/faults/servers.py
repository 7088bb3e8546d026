"""Redis is killed, paused, unavailable or full."""

import contextlib
import time

import redis

from http_client import GONE
from souk import wait_until


def kill_redis(scene):
    """kill -9 of Redis under appendfsync always, sometimes while it rewrites its file"""
    for _ in range(3):
        scene.pause(0.2, 1.2)
        with scene.injected(), scene.redis().alone() as server:
            if scene.chance.random() < 0.2:
                with contextlib.suppress(redis.ResponseError):  # one that Redis began on its own serves, too
                    server.connection().bgrewriteaof()
                scene.pause(0, 0.1)
            server.kill()
            scene.pause(0, 0.5)
            server.start()


def pause_redis(scene):
    """SIGSTOP of Redis past the deadline of its clients, then SIGCONT"""
    scene.pause(0.2, 1)
    with scene.injected(), scene.redis().alone() as server, server.paused():
        scene.pause(2.5, 4.5)


def redis_away(scene):
    """Redis is unavailable for a minute; readiness reports it, 503 with Retry-After, consumers resume without help"""
    scene.pause(0.2, 1)
    with scene.injected(), scene.redis().alone() as server:
        server.kill()
        started = time.monotonic()
        time.sleep(4)
        _readiness_tells(scene, server)
        _refused_for_now(scene, server)
        time.sleep(max(0, scene.long(60) - (time.monotonic() - started)))
        server.start()


def _needing(cluster, server):
    owners = cluster.owners_of(server)
    return [member for member in cluster.members if member.is_consumer or member.service in owners]


def _readiness_tells(scene, server):
    for member in _needing(scene.cluster, server):
        try:
            if member.http.get("/readyz", timeout=3).status == 200:
                scene.findings.report("broken", f"{member.name} says it is ready without {server.name}")
        except GONE:
            if scene.alone:
                scene.findings.report("broken", f"{member.name} does not answer /readyz without {server.name}")


def _refused_for_now(scene, server):
    cluster = scene.cluster
    posts, owners = [], cluster.owners_of(server)
    if "payment" in owners:
        posts.append((cluster.payment, "/orders", {"id": scene.probes.products[0], "quantity": 1, **scene.probes.customer}))
    if "inventory" in owners:
        posts.append((cluster.inventory, "/products", {"name": "none", "price": 1.0, "quantity": 1}))
    for http, path, body in posts:
        try:
            answer = http.post(path, body, timeout=5)
        except GONE:
            if scene.alone:
                scene.findings.report("broken", f"POST {path} is not answered without {server.name}")
            continue
        if answer.status != 503 or "Retry-After" not in answer.headers:
            scene.findings.report("broken", f"POST {path} without {server.name}: {answer}")


def memory_full(scene):
    """maxmemory is reached: new orders are refused for now, settlements and refunds proceed"""
    scene.pause(0.2, 1)
    with scene.injected(), scene.redis().alone() as server:
        if scene.alone:
            _serve_while_full(scene, server)
        else:
            _fill(server)
            scene.pause(1, 3)
        server.connection().config_set("maxmemory", 0)


def _fill(server):
    connection = server.connection()
    connection.config_set("maxmemory", connection.info("memory")["used_memory"] // 2)


def _serve_while_full(scene, server):
    product = scene.cluster.inventory.post("/products", {"name": "to go", "price": 1.0, "quantity": 10}).json["id"]
    goes, stays = scene.probes.place(product), scene.probes.order(0)
    wait_until(lambda: "stock_reserved" in scene.probes.steps(goes), what=f"the units of {goes} are reserved")
    _fill(server)
    deleted = scene.cluster.inventory.delete(f"/products/{product}")
    if deleted.status != 204:
        scene.findings.report("broken", f"a deletion when the memory of {server.name} is full: {deleted}")
    _refused_for_now(scene, server)
    for pk, status in ((goes, "refunded"), (stays, "completed")):
        try:
            wait_until(lambda pk=pk, status=status: scene.probes.status(pk) == status, what=f"{pk} is {status}")
        except AssertionError as late:
            scene.findings.report("stuck", f"when the memory of {server.name} is full: {late}")


FAULTS = (kill_redis, pause_redis, redis_away, memory_full)
