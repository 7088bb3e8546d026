"""Power cuts and full disks."""

import os
import time

from cluster import launch
from souk import Process


def power_loss(scene):
    """power loss: unsynced bytes of the append-only file are lost, or a part of them is"""
    for _ in range(3):
        scene.pause(0.2, 1)
        with scene.injected(), scene.redis().alone() as server:
            server.disk.slow_down(scene.chance.uniform(0.002, 0.05))
            scene.pause(0.2, 0.7)
            server.kill()
            server.disk.slow_down(0)
            cut(server, scene.chance.random())
            scene.pause(0, 0.3)
            server.start()


def cut(server, part):
    """The file loses its unsynced bytes except this part of them; returns how many bytes were lost."""
    path = server.newest_file()
    written, durable = path.stat().st_size, server.disk.synced_size(path)
    kept = durable + int((written - durable) * part)
    os.truncate(path, kept)
    return written - kept


def disk_full(scene):
    """the disk of Redis is full: it ends, is started and ends again until there is room"""
    if not scene.cluster.redises[0].small_disk.usable:
        return
    scene.pause(0.2, 1)
    with scene.injected(), scene.redis().alone() as server:
        server.small_disk.fill()
        ended = 0
        until = time.monotonic() + scene.chance.uniform(2, 5)
        while time.monotonic() < until or not ended:
            if not server.running():
                ended += 1
                launch(lambda: Process.start(server))
            time.sleep(0.3)
            if time.monotonic() > until + 10:
                raise AssertionError(f"the disk of {server.name} is full and it runs on")
        server.small_disk.free()
        if server.running():
            server.kill()
        server.start()


FAULTS = (power_loss, disk_full)
