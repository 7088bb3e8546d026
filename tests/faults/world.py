"""What a run runs on, and what can happen there."""

import dataclasses
from collections.abc import Callable

import control
import plan
from cluster import Cluster
from faults import FAULTS, OF_THE_BANK
from scene import Scene


@dataclasses.dataclass(frozen=True)
class World:
    option: str  # of script/faults
    faults: dict  # name -> function
    of_the_bank: list  # only in the sandbox
    cluster: type
    scene: type
    plan: Callable  # (seed, minutes, chosen faults, whole) -> rounds
    control: Callable  # (folder, seed) -> outcome


def _rounds(seed, minutes, chosen, whole):
    return plan.make(seed, minutes, chosen, OF_THE_BANK, whole)


ONE_MACHINE = World("", FAULTS, OF_THE_BANK, Cluster, Scene, _rounds, control.run)
