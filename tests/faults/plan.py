"""Which faults meet in which round: a function of the seed, so that a run, or one round of it, can be repeated."""

import dataclasses
import random

SEASON = 8  # rounds on the same data at most; then all begins anew, with one Redis or two
PER_MINUTE = 4  # rounds
LONG_RUN = 10  # minutes: from here on each fault also has rounds for itself, and a minute's sleep lasts a minute there
ALONE = 15  # minutes for each of these rounds
OFTEN = ("kill-process", "kill-redis")
HAND = (5, 6)  # faults at once


@dataclasses.dataclass(frozen=True)
class Round:
    number: int
    faults: tuple
    season: int
    long: bool  # what takes a minute takes a minute, not a tenth of it

    @property
    def alone(self):
        return len(self.faults) == 1

    @property
    def separate_redis(self):
        return self.season % 2 == 0


def make(seed, minutes, faults, whole=True):
    """The rounds of a run. `whole`: these are all faults there are, not a choice of some."""
    chance = random.Random(f"{seed}/plan")
    long_run = minutes >= LONG_RUN
    count = max(1, round(minutes * PER_MINUTE))
    hands = []
    if whole and long_run:
        hands = [(fault,) for _ in range(max(1, round(minutes / ALONE))) for fault in chance.sample(faults, len(faults))]
    if not whole:
        hands = [tuple(faults)] * count
    deck = []
    while len(hands) < count:
        size = chance.choice(HAND)
        while len(deck) < size:
            cards = [*faults, *OFTEN]
            deck += chance.sample(cards, len(cards))
        hands.append(tuple(deck[:size]))
        del deck[:size]
    last = len(hands) - 1
    season = min(SEASON, max(1, len(hands) // 2))
    return [Round(number, hand, number // season, long_run and (len(hand) == 1 or number == last))
            for number, hand in enumerate(hands)]
