"""Clocks that jump."""

import time

JUMP = 2 * 60 * 60  # seconds


def _has_jumped(scene, jumping):
    for server in scene.cluster.redises:
        if scene.alone and server.clock in jumping:
            off = abs(server.connection().time()[0] - time.time())
            assert abs(off - JUMP) < 10, f"the clock of {server.name} is off by {off} s"


def clock_jump(scene):
    """the clock of the services, of a Redis or of both jumps two hours and back"""
    clocks = [scene.cluster.clock, *(server.clock for server in scene.cluster.redises)]
    for _ in range(2):
        with scene.injected():
            jumping = scene.chance.sample(clocks, scene.chance.randint(1, len(clocks)))
            for clock in jumping:
                clock.set(scene.chance.choice((-JUMP, JUMP)))
            scene.pause(1.5, 4)
            _has_jumped(scene, jumping)
            for clock in jumping:
                clock.set(0)
        scene.pause(0.2, 0.6)


FAULTS = (clock_jump,)
