"""Orders under faults. Real processes, 50 buyers, faults at random moments; then everything must add up.

Prints its seed; a seed repeats the faults, their order and their moments (not the instant at which a thread runs).
"""

import argparse
import itertools
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "system"))

import invariants
import latency
import money
import plan
import report
from cluster import HOLD
from faults.bank import heal
from hosts import lan
from hosts.world import HOSTS
from journal import Findings, Journal
from ledger import Ledger
from limits import CUSTOMERS, LIMIT
from load import Load, Pace
from scene import Probes, Row
from shards.world import CLUSTER
from world import ONE_MACHINE

INSTANT, SANDBOX = Pace(), Pace(pause=0.6)  # the bank is slower than the shop
MANY = Pace(pause=0.5, scarce=40_000, deletions=0.03)  # of a long round
RUSH = Pace(pause=3, fan_pause=0.005)  # for the product with a limit
SHORT = plan.LONG_RUN - 1  # minutes: many faults in each round
LONG_HOLD = 20  # seconds; so that most payments are made in spite of the faults


class Season:
    """A shop on fresh data, for some rounds."""

    def __init__(self, folder, world, round_, findings):
        self.folder = folder
        self.folder.mkdir()
        self.number, self.found_before = round_.season, len(findings.found)
        hold = LONG_HOLD if round_.in_a_row > 1 else HOLD
        self.cluster = world.cluster(self.folder, round_.separate_redis, sandbox=round_.sandbox, hold=hold)
        try:
            self.cluster.start()
            self.ledger = Ledger(self.cluster, findings)
            self.probes = Probes(self.cluster)
        except BaseException:
            self.cluster.stop()
            raise


class Run:
    def __init__(self, options, folder):
        self.seed, self.minutes, self.folder = options.seed, options.minutes, folder
        self.world = options.world
        chosen = options.only or list(self.world.faults)
        self.rounds = self.world.plan(self.seed, self.minutes, chosen, not options.only)
        if options.round is not None:
            self.rounds = [self.rounds[options.round]]
        self.payments = options.payments
        if self.payments:
            self.rounds = plan.payments(self.seed, chosen, self.world.of_the_bank)
        self.tries = options.tries
        if self.tries:
            self.rounds = itertools.cycle(self.world.plan(self.seed, SHORT, chosen, not options.only))
        self.only, self.tried, self.customers = options.only, 0, 0
        self.findings = Findings()
        self.rows = {name: Row() for name in chosen}
        self.whole, self.money = Row(), Counter()
        self.season = None
        self.seasons, self.played = 0, []
        self.failovers = self.cuts = 0

    def go(self):
        end = time.monotonic() + 60 * self.minutes
        try:
            for round_ in self.rounds:
                self._season_of(round_)
                before = len(self.findings.found)
                self._play(round_)
                for kind, what in self.findings.found[before:][:20]:
                    print(f"    {kind.upper()}: {what}", flush=True)
                if len(self.findings.found) > before:
                    print(f"    again: {self.again(round_)}\n    logs and data: {self.season.folder}", flush=True)
                    self._end_season()  # a violation stays in the data, so the next round begins with fresh data
                if self._is_enough(end):
                    break
        finally:
            self._end_season()
        return not self.findings.found

    def _is_enough(self, end):
        if self.payments:
            return self.money["payments"] >= self.payments
        if self.tries:
            return self.tried >= self.tries
        return time.monotonic() > end  # on a slow machine a round takes longer than planned

    def again(self, round_):
        only = f" --only {','.join(self.only)}" if self.only else ""
        if self.payments:
            return f"./script/faults --seed {self.seed} --payments {self.payments}{only}"
        if self.tries:
            return f"./script/faults{self.world.option} --seed {self.seed} --tries {self.tries}{only}"
        return f"./script/faults{self.world.option} --seed {self.seed} --minutes {self.minutes:g}{only} --round {round_.number}"

    def _season_of(self, round_):
        if self.season is None or self.season.number != round_.season:
            self._end_season()
            self.seasons += 1
            folder = self.folder / f"season-{self.seasons}"
            self.season = Season(folder, self.world, round_, self.findings)

    def _end_season(self):
        if self.season:
            if len(self.findings.found) > self.season.found_before:
                for server in self.season.cluster.redises:
                    server.keep()
            self.failovers += self.season.cluster.failovers()
            self.cuts += self.season.cluster.cuts()
            self.season.cluster.stop()
        self.season = None

    def _play(self, round_):
        started = time.monotonic()
        before = len(self.findings.found)
        journal, cluster = Journal(self.findings, round_.sandbox), self.season.cluster
        pace = MANY if self.payments else RUSH if self.tries else SANDBOX if round_.sandbox else INSTANT
        cluster.hurry(not round_.long)
        load = Load(cluster, journal, f"{self.seed}/{round_.number}", pace).start()
        try:
            for hand in round_.hands:
                self._inject(round_, hand, journal)
                if cluster.bank:
                    heal(cluster.bank)
            cluster.wait_until_ready()
        except AssertionError as stuck:
            self.findings.report("stuck", str(stuck))
        load.finish()
        latency.collect(journal)
        quiet, _ = invariants.check(cluster, journal, self.season.ledger)
        self._count(round_, journal, before)
        self.played.append(round_)
        self.tried += sum(1 for wish in journal.wishes if wish.cookie)
        self.customers += CUSTOMERS
        if self.payments:
            self.money += money.totals(cluster)
            print(f"{self.money['payments']} payments, in minor units: {self.money['captured']} captured - "
                  f"{self.money['refunded']} refunded, {self.money['kept']} kept", flush=True)
        answers, placed = journal.answers, len(journal.acknowledged)
        print(f"round {round_.number:3d}  {time.monotonic() - started:5.1f} s  {placed:5d} orders, "
              f"{answers['no']} refused, {answers['unknown']} unknown; quiet after {quiet:.1f} s  "
              f"[{' '.join(round_.faults)}]{' in the sandbox' * round_.sandbox}", flush=True)

    def _inject(self, round_, hand, journal):
        """`hand`: place in the round -> fault."""
        threads, failures = [], []

        def inject(fault, scene):
            try:
                self.world.faults[fault](scene)
            except Exception:
                failures.append(f"{fault}: {traceback.format_exc()}")

        for place, fault in hand.items():
            scene = self.world.scene(fault, f"{self.seed}/{round_.number}/{place}/{fault}", self.season, journal, round_,
                                     self.rows[fault])
            threads.append(threading.Thread(target=inject, args=(fault, scene), name=fault, daemon=True))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for failure in failures:
            self.findings.report("broken", f"the fault itself failed: {failure}")

    def _count(self, round_, journal, before):
        kinds = self.findings.counts(before)
        for row in [self.whole, *(self.rows[fault] for fault in set(round_.faults))]:
            row.rounds += 1
            row.acknowledged += len(journal.acknowledged)
            for kind, count in kinds.items():
                row.violations[kind] += count


def parse(arguments):
    parser = argparse.ArgumentParser(prog="script/faults", description=__doc__)
    parser.add_argument("--hosts", action="store_true", help="three replicated Redis machines with Sentinels, and what happens to machines")
    parser.add_argument("--cluster", action="store_true", help="a Redis Cluster of three shards on hosts, and what happens to a shard")
    parser.add_argument("--server", choices=("redis", "valkey"), default="redis", help="what keeps the data (redis)")
    parser.add_argument("--seed", type=int, default=None, help="of a run that is to be repeated")
    parser.add_argument("--minutes", type=float, default=5, help="about how long (5)")
    parser.add_argument("--only", type=lambda names: names.split(","), help="these faults: FAULT[,FAULT..]")
    parser.add_argument("--round", type=int, default=None, help="only this round of the run")
    parser.add_argument("--payments", type=int, default=None, help="instead of minutes: until so many orders are paid at the bank")
    parser.add_argument("--tries", type=int, default=None,
                        help="instead of minutes: until the customers have asked so often for the product with a limit")
    parser.add_argument("--no-control", action="store_true", help="without the control, in which orders must be lost")
    parser.add_argument("--report", action="store_true", help="write the table of docs/reliability.md")
    parser.add_argument("--list", action="store_true", help="list the faults")
    options = parser.parse_args(arguments)
    if options.hosts and options.cluster:
        parser.error("--hosts and --cluster are two runs")
    options.world = HOSTS if options.hosts else CLUSTER if options.cluster else ONE_MACHINE
    if unknown := set(options.only or ()) - set(options.world.faults):
        parser.error(f"no such fault: {', '.join(sorted(unknown))}; --list shows them")
    if options.payments and (options.round is not None or options.report or options.world is not ONE_MACHINE):
        parser.error("--payments is neither for one round nor for the report nor over hosts nor on a cluster")
    if options.tries and (options.payments or options.round is not None or options.report):
        parser.error("--tries is neither for payments nor for one round nor for the report")
    if options.report and (options.only or options.round is not None or options.no_control):
        parser.error("--report is for a whole run")
    if options.server == "valkey" and (options.cluster or options.report):
        parser.error("--server valkey is neither on a cluster, whose partitions script/cluster moves on Redis 7.0 only, nor for the report")
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1_000_000)
    return options


def main():
    options = parse(sys.argv[1:])
    if options.list:
        for name, fault in options.world.faults.items():
            print(f"{name:28} {fault.__doc__.splitlines()[0]}")
        return 0
    if options.world is not ONE_MACHINE:
        lan.enter()
    started = time.monotonic()
    version = subprocess.run(["redis-server", "--version"], capture_output=True, text=True, check=True).stdout
    print(f"seed {options.seed}, {' '.join(version.split()[:3])}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="souk-faults-"))
    controlled = None if options.no_control else options.world.control(folder, options.seed)
    if controlled:
        print(controlled, flush=True)
    run = Run(options, folder)
    run.go()
    minutes = (time.monotonic() - started) / 60
    print(report.table(run))
    for name, row in run.rows.items():
        if row.rounds and not row.injected:
            print(f"{name} was not injected" + (": a tmpfs needs user namespaces" if name == "disk-full" else ""))
    if options.report:
        report.write(run, controlled, minutes)
    blind = controlled is not None and not controlled.passed
    if blind:
        print(f"{controlled}\nThe control saw too little, so what the faults did not do says nothing.")
    passed = not blind and not run.findings.found
    if passed:
        shutil.rmtree(folder)
    print(f"{run.customers} customers asked {run.tried} times for a product with a limit of {LIMIT} a customer")
    counted = f"{run.failovers} failovers, {run.cuts} network cuts, " * (options.world is not ONE_MACHINE)
    print(f"{'passed' if passed else 'FAILED'}: {len(run.findings.found)} violations in {len(run.played)} rounds, {counted}"
          f"{run.whole.acknowledged} orders acknowledged, {minutes:.1f} min, seed {options.seed}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
