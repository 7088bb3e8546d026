"""Connections break, go silent, are slow or deliver small pieces: between services, Redis and buyers."""


def _some(scene):
    links = scene.cluster.links
    return scene.chance.sample(links, scene.chance.randint(1, len(links)))


def _disturbed(scene, do, least, most, **details):
    send, links = scene.cluster.network.send, _some(scene)
    with scene.injected():
        send(do, links, **details)
        scene.pause(least, most)
        send("heal", links)


def reset(scene):
    """connections are reset"""
    for _ in range(8):
        with scene.injected():
            scene.cluster.network.send("reset", _some(scene))
        scene.pause(0.1, 0.6)


def half_open(scene):
    """connections are half-open: one end is gone and the other gets no notice; or nothing comes through at all"""
    for _ in range(2):
        with scene.injected():
            scene.cluster.network.send("half-open", _some(scene))
        scene.pause(0.2, 0.6)
    _disturbed(scene, "silence", 1, 4)


def slow(scene):
    """connections are slow: every piece takes up to 0.15 s"""
    _disturbed(scene, "slow", 2, 4, seconds=scene.chance.uniform(0.01, 0.08))


def sliced(scene):
    """bytes come in small pieces"""
    _disturbed(scene, "slice", 2, 4)


FAULTS = (reset, half_open, slow, sliced)
