"""Hosts vanish, and networks are cut. No connection is closed, and no process is notified."""

from hosts.lan import SOUK


def primary_vanishes(scene):
    """the host of a primary vanishes, both ways, and is back after a while"""
    with scene.loss() as server:
        primary = server.primary()
        scene.lan.cut(primary.host)
        scene.lost(server)
        scene.promoted(server, primary)
        scene.pause(0, scene.long(20))


def primary_is_not_heard(scene):
    """no packet of a primary's host arrives; those to it do"""
    with scene.loss() as server:
        primary = server.primary()
        scene.lan.lose([primary.host], scene.lan.others(primary.host))
        scene.lost(server)
        scene.promoted(server, primary)
        scene.pause(0, 2)


def primary_does_not_hear(scene):
    """no packet to a primary's host arrives; those from it do"""
    with scene.loss() as server:
        primary = server.primary()
        scene.lan.lose(scene.lan.others(primary.host), [primary.host])
        scene.lost(server)
        scene.promoted(server, primary)
        scene.pause(0, 2)


def primary_cut_off_with_souk(scene):
    """a primary and all processes of Souk are cut off together, and another primary is promoted"""
    with scene.loss() as server:
        cut_off_with_souk(scene, server)


def cut_off_with_souk(scene, server):
    primary = server.primary()
    scene.lan.split([primary.host, SOUK])
    scene.lost(server)
    scene.promoted(server, primary)
    scene.pause(0, 2)


def primary_ahead(scene):
    """for a second nothing of a primary reaches its replicas, then its host vanishes"""
    with scene.loss() as server:
        ahead_and_gone(scene, server)


def ahead_and_gone(scene, server):
    """What the primary acknowledged alone is in no replica that may be promoted."""
    primary = server.primary()
    scene.lan.lose([primary.host], [replica.host for replica in server.replicas()])
    scene.lost(server)
    scene.pause(0.6, 1)
    scene.lan.cut(primary.host)
    scene.promoted(server, primary)
    scene.pause(0, 2)


def pair_cut_off(scene):
    """a primary and one of its replicas are cut off together from Souk and the rest"""
    _pair(scene)


def pair_cut_off_with_souk(scene):
    """a primary, one of its replicas and Souk are cut off together from the rest"""
    _pair(scene, SOUK)


def _pair(scene, *others):
    """If they have two of the three Sentinels, nobody else can be promoted. Half of the time the primary dies there."""
    with scene.loss() as server:
        primary, replica = server.primary(), scene.chance.choice(server.replicas())
        scene.lan.split([primary.host, replica.host, *others])
        scene.lost(server)
        scene.pause(2, 4)
        if scene.chance.random() < 0.5:
            primary.kill()
            scene.promoted(server, primary)
            primary.start()


def souk_cut_off(scene):
    """the host of Souk is cut off from every Redis and every Sentinel"""
    with scene.loss() as server:
        scene.lan.cut(SOUK)
        scene.lost(server)
        scene.pause(1, 5)


FAULTS = (primary_vanishes, primary_is_not_heard, primary_does_not_hear, primary_cut_off_with_souk, primary_ahead, pair_cut_off,
          pair_cut_off_with_souk, souk_cut_off)
