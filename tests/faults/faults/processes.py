"""Processes of the services are killed or paused."""

import signal
import time

import redis as redis_client

import protocol
from cluster import PARTITIONS
from souk import wait_until


def kill_process(scene):
    """kill -9 of any process of a service, at any moment"""
    for _ in range(5):
        scene.pause(0.1, 1)
        with scene.injected(), scene.chance.choice(scene.cluster.members).alone() as member:
            member.kill()
            scene.pause(0, 0.5)
            member.start()


def churn_of_consumers(scene):
    """three consumers of each service, and both payment workers, are killed, started and paused"""
    for _ in range(6):
        scene.pause(0.1, 0.8)
        with scene.injected(), scene.chance.choice(scene.cluster.consumers + scene.cluster.workers).alone() as member:
            match scene.chance.choice(("kill", "stop", "pause")):
                case "kill":
                    member.kill()
                    scene.pause(0, 1)
                    member.start()
                case "stop":
                    member.ask_to_stop()
                    # One that has not begun to listen for it is ended by the signal itself.
                    if member.exit_code() not in (0, -signal.SIGTERM):
                        scene.findings.report("broken", f"{member.name} did not end well: {member.output()[-500:]}")
                    scene.pause(0, 1)
                    member.start()
                case "pause":
                    with member.paused():
                        scene.pause(0.2, 4)


def sleep_with_a_batch_in_hand(scene):
    """a consumer sleeps for a minute with a batch in hand; its late call must be refused"""
    for _ in range(4):
        scene.pause(0.3, 0.6)
        with scene.chance.choice(scene.cluster.consumers).alone() as member:
            redis = scene.cluster.own_redis(member.service)
            own = "payment_redis" if member.service == "payment" else "redis"
            link = [f"{member.name}>{own}"]
            send = scene.cluster.network.send
            send("hold", link, bytes="settle_orders" if member.service == "payment" else "reserve_stock")
            try:
                if _in_hand(send, link):
                    with scene.injected():
                        _sleep(scene, member, redis, send, link)
                    return
            finally:
                send("release", link)
                send("heal", link)


def _in_hand(send, link):
    """The call has left the process and not yet reached Redis. A consumer without orders to apply has none."""
    until = time.monotonic() + 5
    while not send("held", link) and time.monotonic() < until:
        time.sleep(0.01)
    return send("held", link)


def _sleep(scene, member, redis, send, link):
    def leases():
        connection = redis.connection()
        return {p: connection.hgetall(protocol.key(member.service, p, "lease")) for p in range(PARTITIONS)}

    with member.paused():
        try:
            before = leases()
            held = [p for p, lease in before.items() if lease.get("owner") == member.name]
            time.sleep(scene.long(60))
            if scene.alone:
                wait_until(lambda: all(lease["epoch"] != before[p]["epoch"] for p, lease in leases().items() if p in held),
                           20, f"others have taken over from {member.name}")
                send("release", link)
                wait_until(lambda: any("+fenced" in answer for answer in send("answers", link)), 5,
                           f"the late call of {member.name} is refused")
        except (AssertionError, redis_client.RedisError) as failure:
            # Other faults may take Redis away meanwhile, and the connection with it.
            if scene.alone:
                scene.findings.report("broken", str(failure))
        finally:
            send("release", link)


FAULTS = (kill_process, churn_of_consumers, sleep_with_a_batch_in_hand)
