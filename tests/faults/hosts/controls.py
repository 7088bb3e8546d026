"""Two controls: without a rule the checks must see what a failover loses, and with all rules the same scenes lose nothing.

Without WAIT (SOUK_REPLICAS=0 in every process) acknowledged orders are lost. Without the read barrier (only in the consumers)
inventory applies what payment's primary alone had, and its positions are ahead of what the promoted replica has.
"""

import contextlib
import dataclasses
import re
import types

import invariants
from hosts.cuts import ahead_and_gone, cut_off_with_souk
from hosts.scene import HostScene
from hosts.shop import ROLES, HostCluster
from journal import Findings, Journal
from ledger import Ledger
from load import BUYERS, Load
from processes import wait_until
from scene import Probes, Row

SCENES = {"a replica was behind": ahead_and_gone, "a primary was cut off with Souk": cut_off_with_souk}
QUIET = 5  # seconds; what is lost never becomes quiet
WITH_THE_RULE, WITHOUT_WAIT, WITHOUT_THE_BARRIER = {}, dict.fromkeys(ROLES, 0), {"consumer": 0}


@dataclasses.dataclass
class Outcome:
    acknowledged: int
    lost: dict  # scene -> acknowledged orders that were lost in it and reported, without WAIT
    ahead: dict  # what came of lost events -> how often it was reported, without the read barrier
    wrong: list  # what was reported with both rules

    @property
    def passed(self):
        return all(self.lost.values()) and sum(self.ahead.values()) > 0 and not self.wrong

    def figures(self):
        return dataclasses.asdict(self)

    def sentence(self):
        lost = ", ".join(f"{count} when {scene}" for scene, count in self.lost.items())
        ahead = ", ".join(f"{count} {what}" for what, count in self.ahead.items())
        return (f"without WAIT {sum(self.lost.values())} of {self.acknowledged} acknowledged orders were lost and reported ({lost}); "
                f"without the read barrier {ahead} were reported; with both, in the same scenes, there were {len(self.wrong)} violations.")

    def __str__(self):
        return "\n".join([*(f"control: without WAIT {count} of {self.acknowledged} orders are reported lost when {scene}"
                            for scene, count in self.lost.items()),
                          *(f"control: without the read barrier {count} {what} are reported" for what, count in self.ahead.items()),
                          f"control: with both, in the same scenes: {len(self.wrong)} violations",
                          *(f"    {kind.upper()}: {what}" for kind, what in self.wrong[:20])])


def run(folder, seed):
    sound = Play(folder / "sound", seed, WITH_THE_RULE, SCENES)
    unsafe = Play(folder / "without-wait", seed, WITHOUT_WAIT, SCENES)
    ahead = Play(folder / "without-barrier", seed, WITHOUT_THE_BARRIER, {"a replica was behind": ahead_and_gone})
    return Outcome(len(unsafe.journal.acknowledged), unsafe.lost(), ahead.ahead(), sound.findings.found)


class Play:
    """Some scenes in a shop, each with payment's Redis."""

    cluster_of, scene_of = HostCluster, HostScene

    def __init__(self, folder, seed, replicas, scenes):
        self.findings = Findings()
        self.journal, self.during = Journal(self.findings), {}
        folder.mkdir()
        cluster = self.cluster_of(folder, separate_redis=True, replicas=replicas)
        try:
            cluster.start()
            cluster.hurry(True)
            self._play(cluster, seed, scenes)
        finally:
            cluster.stop()

    def _play(self, cluster, seed, scenes):
        ledger = Ledger(cluster, self.findings)
        season = types.SimpleNamespace(cluster=cluster, ledger=ledger, probes=Probes(cluster))
        round_ = types.SimpleNamespace(alone=False, long=False)
        load = Load(cluster, self.journal, f"{seed}/control over hosts").start()
        for name, harm in scenes.items():
            scene = self.scene_of(name, f"{seed}/{name}", season, self.journal, round_, Row())
            self._wait_for_orders(load)
            before = len(self.journal.acknowledged)
            with scene.loss(self.victim(cluster)) as server:
                harm(scene, server)
            self.during[name] = list(self.journal.acknowledged)[before:]
        load.finish()
        with contextlib.suppress(AssertionError):
            cluster.wait_until_ready(QUIET)
        _, self.orders = invariants.check(cluster, self.journal, ledger, QUIET)

    def victim(self, cluster):
        return cluster.payment_redis

    def ahead(self):
        """What a service did because of events that are in no Redis any more."""
        found = [what for _, what in self.findings.found]
        read = [re.match(r"\w+ has read (\d+) of (\d+) entries", what) for what in found]
        return {"positions ahead of their stream": sum(int(it[1]) > int(it[2]) for it in read if it),
                "refunds without a cause": sum("was refunded and its product" in what for what in found)}

    def _wait_for_orders(self, load):
        before = len(self.journal.acknowledged)
        wait_until(lambda: load.failure or len(self.journal.acknowledged) > before + 2 * BUYERS, what="orders are acknowledged")
        assert not load.failure, load.failure

    def lost(self):
        """Of each scene; 0 if the checks do not report every one."""
        reported = " ".join(what for kind, what in self.findings.found if kind == "lost")
        lost = {name: [pk for pk in pks if pk not in self.orders] for name, pks in self.during.items()}
        return {name: len(pks) if all(pk in reported for pk in pks) else 0 for name, pks in lost.items()}
