"""The running systems that are measured side by side, and the extent of the measurements."""

import contextlib
import json
import pathlib
import statistics
from dataclasses import dataclass

from limits import Nginx
from systems import FastApi, Fastify, Souk


@dataclass(frozen=True)
class Effort:
    rounds: int
    seconds: float  # of one load
    connections: tuple
    settle_delay: float
    sustained_seconds: float
    sustained_settle_delay: float
    many_products: int
    buyers: int


QUICK = Effort(3, 0.6, (1, 64), 1, 8, 1, 10_000, 2_000)
FULL = Effort(5, 1, (1, 8, 64, 512), 1, 60, 5, 100_000, 10_000)


class Field:
    """Souk, its peers and nginx, each started once; those without load are idle."""

    def __init__(self, folder, effort):
        self.folder, self.effort = pathlib.Path(folder), effort
        self._stack = contextlib.ExitStack()
        self.shops, self.nginx = {}, None

    def __enter__(self):
        for kind in (Souk, FastApi, Fastify):
            self.shops[kind.name] = self.run(kind)
        souk = self.shops["souk"]
        product = souk.make_product()
        order = souk.order(product).json
        bodies = [json.dumps(body, separators=(",", ":")) for body in (souk.product(product), order)]
        folder = self.folder / "nginx"
        folder.mkdir()
        self.nginx = Nginx(folder, *bodies)
        self._stack.callback(self.nginx.stop)
        self.nginx.start()
        return self

    def run(self, kind, name=None, settle_delay=None, **settings):
        """Starts another system of this kind, which runs until the end of the field."""
        folder = self.folder / (name or kind.name)
        folder.mkdir()
        system = kind(folder, settle_delay or self.effort.settle_delay, **settings)
        self._stack.callback(system.stop)
        return system.start()

    def __exit__(self, *_):
        self._stack.close()


def interleaved(cases, rounds):
    """Runs every case once, then every case again, so that other load on the machine affects all of them.
    `cases`: name -> a function that measures once and returns figures by name. Returns name -> the medians of its figures."""
    seen = {name: [] for name in cases}
    for _ in range(rounds):
        for name, measure in cases.items():
            seen[name].append(measure())
    return {name: medians(results) for name, results in seen.items()}


def medians(results):
    return {figure: statistics.median(result[figure] for result in results) for figure in results[0]}
