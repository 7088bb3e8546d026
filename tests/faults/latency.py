"""How long orders take whose partitions are on other shards, while a shard fails over, and in the seconds before."""

import dataclasses

from cluster import PARTITIONS
from souk import partition_of

BEFORE = 5  # seconds
PERCENTILES = (50, 99, 99.9)


@dataclasses.dataclass
class Beside:
    before: list = dataclasses.field(default_factory=list)  # seconds
    during: list = dataclasses.field(default_factory=list)
    failed: int = 0  # of these, not answered or 503

    def add(self, other):
        self.before += other.before
        self.during += other.during
        self.failed += other.failed

    def figures(self):
        return {"before": _in_ms(self.before), "during": _in_ms(self.during), "orders": len(self.during), "failed": self.failed}


def shown(figures):
    if not figures["orders"]:
        return ""
    before, during = (" / ".join(map(str, figures[name])) for name in ("before", "during"))
    return f"{during}, before it {before}; {figures['failed']} of {figures['orders']} refused"


@dataclasses.dataclass
class Window:
    """From the loss of a shard until all of its partitions take orders again."""

    beside: Beside  # what its figures are added to
    partitions: set
    began: float
    ended: float


def collect(journal):
    """When all requests of a round are answered."""
    for window in journal.windows:
        window.beside.add(_found(journal, window))


def _found(journal, window):
    found = Beside()
    for began, seconds, product_id, key, status in journal.asked:
        if window.partitions & _partitions(product_id, key):
            continue
        if window.began - BEFORE <= began and began + seconds < window.began:
            found.before.append(seconds)
        elif window.began <= began <= window.ended:
            found.during.append(seconds)
            found.failed += status in (None, 503)
    return found


def _partitions(product_id, key):
    """That of the order and its product, and that of its key."""
    return {partition_of(product_id, PARTITIONS), *([_hash(key) % PARTITIONS] if key else [])}


def _hash(text):
    """As libs/base/stable_hash.hpp."""
    found = 2166136261
    for byte in text.encode():
        found = (found ^ byte) * 16777619 & 0xFFFFFFFF
    return found


def _in_ms(times):
    ordered = sorted(times)
    return [round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]) for percent in PERCENTILES] if ordered else []
