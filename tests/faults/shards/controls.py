"""The control on a cluster: with SOUK_REPLICAS=0 in every process a failover of a shard must lose orders, and the checks must report
each; with the rule the same scenes lose nothing."""

import dataclasses

from hosts.controls import SCENES, WITH_THE_RULE, WITHOUT_WAIT, Play
from shards.scene import ShardScene
from shards.shop import ShardedCluster


@dataclasses.dataclass
class Outcome:
    acknowledged: int
    lost: dict  # scene -> acknowledged orders that were lost in it and reported, without WAIT
    wrong: list  # what was reported with the rule

    @property
    def passed(self):
        """A primary that is cut off with Souk loses few: nearly every order needs another shard, too."""
        return sum(self.lost.values()) > 0 and not self.wrong

    def figures(self):
        return dataclasses.asdict(self)

    def sentence(self):
        lost = ", ".join(f"{count} when {scene}" for scene, count in self.lost.items())
        return (f"without WAIT {sum(self.lost.values())} of {self.acknowledged} acknowledged orders were lost and reported ({lost}); "
                f"with it, in the same scenes, there were {len(self.wrong)} violations.")

    def __str__(self):
        return "\n".join([*(f"control: without WAIT {count} of {self.acknowledged} orders are reported lost when {scene}"
                            for scene, count in self.lost.items()),
                          f"control: with it, in the same scenes: {len(self.wrong)} violations",
                          *(f"    {kind.upper()}: {what}" for kind, what in self.wrong[:20])])


class ShardPlay(Play):
    cluster_of, scene_of = ShardedCluster, ShardScene

    def victim(self, cluster):
        return max(cluster.redises, key=lambda shard: len(shard.partitions()))


def run(folder, seed):
    sound = ShardPlay(folder / "sound", seed, WITH_THE_RULE, SCENES)
    unsafe = ShardPlay(folder / "without-wait", seed, WITHOUT_WAIT, SCENES)
    return Outcome(len(unsafe.journal.acknowledged), unsafe.lost(), sound.findings.found)
