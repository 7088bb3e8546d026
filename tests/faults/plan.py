"""Which faults meet in which round: a function of the seed, so that a run, or one round of it, can be repeated."""

import dataclasses
import itertools
import random

SEASON = 8  # at most so many rounds on the same data; then the data is fresh, with one Redis or two
PER_MINUTE = 4  # rounds
LONG_RUN = 10  # minutes: from here on each fault also has rounds for itself, and a minute's sleep lasts a minute there
ALONE = 15  # minutes for each of these rounds
OFTEN = ("kill-process", "kill-redis")
HAND = (5, 6)  # faults at once
OF_THE_BANK = 3  # of them, in the sandbox
HOSTS_PER_MINUTE = 2  # rounds over hosts, where a failover takes seconds
OF_HOSTS = 2  # faults of hosts in a hand there, one after the other
OF_HOSTS_IN_A_LONG_RUN = 5
BESIDE = 2  # and others, meanwhile
IN_A_ROW = 3  # hands of a round that makes many payments; a bank with thousands of sessions is slow to search


@dataclasses.dataclass(frozen=True)
class Round:
    number: int
    faults: tuple
    season: int
    long: bool  # long faults take a minute, not a tenth of it
    sandbox: bool  # orders are paid at the bank
    separate_redis: bool
    in_a_row: int = 1  # hands of faults, one after the other

    @property
    def alone(self):
        return len(self.faults) == 1

    @property
    def hands(self):
        """Place in the round -> fault, of each hand."""
        size = len(self.faults) // self.in_a_row
        places = list(enumerate(self.faults))
        return [dict(places[first:first + size]) for first in range(0, len(places), size)]


class Deck:
    def __init__(self, chance, cards):
        self.chance, self.cards, self.rest = chance, cards, []

    def draw(self, size):
        while self.cards and len(self.rest) < size:
            self.rest += self.chance.sample(self.cards, len(self.cards))
        drawn, self.rest = self.rest[:size], self.rest[size:]
        return tuple(drawn)


def make(seed, minutes, faults, of_the_bank, whole=True):
    """The rounds of a run. `whole`: these are all faults, not a selection. A season with a fault of the bank is in the sandbox."""
    chance = random.Random(f"{seed}/plan")
    long_run = minutes >= LONG_RUN
    count = max(1, round(minutes * PER_MINUTE))
    hands = []  # (faults, whether in the sandbox)
    if whole and long_run:
        alone = [fault for _ in range(max(1, round(minutes / ALONE))) for fault in chance.sample(faults, len(faults))]
        hands = sorted((((fault,), fault in of_the_bank) for fault in alone), key=lambda hand: hand[1])
    if not whole:
        hands = [(tuple(faults), any(fault in of_the_bank for fault in faults))] * count
    season = min(SEASON, max(1, count // 2))
    others, bank = Deck(chance, [*(fault for fault in faults if fault not in of_the_bank), *OFTEN]), Deck(chance, of_the_bank)
    sandbox = chance.random() < 0.5
    while len(hands) < count:
        sandbox = not sandbox
        for _ in range(min(season, count - len(hands))):
            size = chance.choice(HAND)
            hand = bank.draw(OF_THE_BANK) + others.draw(size - OF_THE_BANK) if sandbox else others.draw(size)
            hands.append((hand, sandbox))
    return list(_in_seasons(hands, season, long_run, chance.random() < 0.5))


def over_hosts(seed, minutes, faults, of_the_bank, of_hosts, whole=True, measured=()):
    """The same, where each hand has faults of hosts. In a long run each of these is also alone, in a short one those that are measured."""
    chance = random.Random(f"{seed}/plan over hosts")
    long_run = minutes >= LONG_RUN
    count = max(1, round(minutes * HOSTS_PER_MINUTE))
    hands = []
    if whole and long_run:
        hands = [((fault,), False) for _ in range(max(1, round(minutes / ALONE / 2))) for fault in chance.sample(of_hosts, len(of_hosts))]
    elif whole:
        hands = [((fault,), False) for fault in measured][:count]
    if not whole:
        hands = [(tuple(faults), any(fault in of_the_bank for fault in faults))] * count
    season = min(SEASON, max(1, count // 2))
    hosts, bank = Deck(chance, of_hosts), Deck(chance, of_the_bank)
    others = Deck(chance, [fault for fault in faults if fault not in (*of_hosts, *of_the_bank)])
    size = OF_HOSTS_IN_A_LONG_RUN if long_run else OF_HOSTS
    sandbox = chance.random() < 0.5
    while len(hands) < count:
        sandbox = not sandbox
        beside = bank if sandbox else others
        hands += [(hosts.draw(size) + others.draw(BESIDE - 1) + beside.draw(1), sandbox) for _ in range(min(season, count - len(hands)))]
    return list(_in_seasons(hands, season, long_run, chance.random() < 0.5))


def payments(seed, faults, of_the_bank):
    """Long rounds without end, all in the sandbox, each on fresh data."""
    chance = random.Random(f"{seed}/payments")
    others, bank = Deck(chance, [fault for fault in faults if fault not in of_the_bank]), Deck(chance, of_the_bank)
    for number in itertools.count():
        hand = [fault for _ in range(IN_A_ROW) for fault in (*bank.draw(OF_THE_BANK), *others.draw(HAND[0] - OF_THE_BANK))]
        yield Round(number, tuple(hand), number, False, True, number % 2 == 0, IN_A_ROW)


def _in_seasons(hands, most, long_run, separate):
    """A season has the same data, so the same kind of payments."""
    number, played, last = 0, 0, len(hands) - 1
    seasons_of = {True: int(separate), False: int(not separate)}
    for place, (hand, sandbox) in enumerate(hands):
        if place > 0 and (played == most or sandbox != hands[place - 1][1]):
            number, played = number + 1, 0
        if played == 0:
            seasons_of[sandbox] += 1
        played += 1
        is_long = long_run and (len(hand) == 1 or place == last)
        yield Round(place, hand, number, is_long, sandbox, seasons_of[sandbox] % 2 == 0)
