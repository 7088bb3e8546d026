#!/usr/bin/python3 -B
"""Compares Souk with its peers and the limits of this machine, and writes the table and the picture."""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import drop
import growth
import micro
import picture
import serving
import starting
import sustained
import tables
from loading import ROOT
from field import FULL, QUICK, Field
from limits import Recording

RESULTS = ROOT / "bench/results"


def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT).stdout.strip()


def machine():
    def found(pattern, file):
        match = re.search(pattern, pathlib.Path(file).read_text())
        return match[1].strip() if match else "unknown"

    system = found(r'PRETTY_NAME="(.*)"', "/etc/os-release")
    debian = ("redis-server", "nginx-light", "python3-fastapi", "python3-uvicorn", "python3-redis")
    installed = dict(line.split() for line in output_of("dpkg-query", "-W", *debian).splitlines())
    npm = json.loads((ROOT / "bench/peers/fastify/package.json").read_text())["dependencies"]
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": found(r"model name\s*: (.*)", "/proc/cpuinfo"),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{system}, Linux {platform.release()}",
        "commit": output_of("git", "rev-parse", "--short", "HEAD") or "unknown",
        "versions": {**installed, **npm, "node": output_of("node", "--version"), "python": platform.python_version()},
        "load_before": os.getloadavg()[0],
    }


def play(field):
    """Redis alone, running recorded calls of the services."""
    recording = Recording(field.folder)
    played = [recording.play(number) for number in range(field.effort.rounds)]
    return {name: statistics.median(each[name] for each in played) for name in played[0]}


def half_rates(figures):
    """The rate that each sustains: for Souk as measured, for a peer the finished orders at 64 connections."""
    peers = {name: seen["finished_rate"] for name, seen in figures["orders"]["64"].items() if "finished_rate" in seen}
    return {**peers, "souk": figures["sustained"]["rate"]}


MEASUREMENTS = {
    "reads": ("product reads", lambda field, _: serving.measure_reads(field)),
    "orders": ("orders accepted", lambda field, _: serving.measure_orders(field)),
    "functions": ("Redis running our functions alone", lambda field, _: play(field)),
    "sustained": ("orders finished, sustained", lambda field, _: sustained.measure(field)),
    "drop": ("a drop", lambda field, _: drop.measure(field)),
    "watched": ("a drop with live watchers", lambda field, _: drop.measure_watched(field)),
    "latency": ("latency at half of the sustained rate", lambda field, seen: sustained.measure_latency(field, half_rates(seen))),
    "start": ("from command to ready", lambda field, _: starting.measure(field)),
    "micro": ("single parts", lambda field, _: micro.measure()),
}
GROWTH = {
    "growth_orders": ("orders among 10 thousand, 1 million, 5 million", lambda field, _: growth.measure_orders(field)),
    "growth_products": ("product reads among 1 thousand and 1 million", lambda field, _: growth.measure_products(field)),
}


def wanted():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two minutes instead of ten: fewer rounds, shorter loads")
    parser.add_argument("--growth", action="store_true", help="instead: the cost of an order with 5 million stored; 15 minutes")
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join([*MEASUREMENTS, *GROWTH])}")
    given = parser.parse_args()
    everything = {**MEASUREMENTS, **GROWTH}
    given.names = given.only or list(GROWTH if given.growth else MEASUREMENTS)
    if unknown := set(given.names) - set(everything):
        parser.error(f"unknown measurement: {', '.join(sorted(unknown))}")
    given.whole = given.names == list(MEASUREMENTS)
    given.effort = "quick" if given.quick else "full"
    return given


def known(given, here):
    """Figures of earlier runs on the same machine that this run will not measure."""
    file = RESULTS / f"{given.effort}.json"
    figures = json.loads(file.read_text()) if file.exists() else {}
    if any(figures.get("machine", {}).get(fact) != here[fact] for fact in ("cpu", "cores", "memory_gib")):
        if not given.whole:
            sys.exit(f"The figures in {file.relative_to(ROOT)} are not of this machine: measure all of them first.")
        figures = {"effort": given.effort, "measured": {}}
    if given.whole:
        figures["machine"] = here
    return {name: seen for name, seen in figures.items() if name not in given.names}


def measure(given, figures, here):
    """Adds the figures. Returns the names of the failed measurements."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="souk-bench-") as folder:
        with Field(folder, QUICK if given.quick else FULL) as field:
            for name in given.names:
                title, figures_of = {**MEASUREMENTS, **GROWTH}[name]
                at = time.monotonic()
                try:
                    figures[name] = figures_of(field, figures)
                    figures["measured"][name] = {fact: here[fact] for fact in ("date", "commit", "load_before")}
                    print(f"    {title}: {time.monotonic() - at:.0f} s", flush=True)
                except Exception as failure:  # keep the other results
                    failed.append(name)
                    print(f"    {title}: not measured: {failure!r}", flush=True)
    return failed


def write(figures):
    file = RESULTS / f"{figures['effort']}.json"
    RESULTS.mkdir(exist_ok=True)
    file.write_text(json.dumps(figures, indent=1) + "\n")
    text = tables.markdown(figures)
    file.with_suffix(".md").write_text(text)
    drawing = RESULTS / "picture.svg"  # README.md shows it
    if figures["effort"] == "full" or not drawing.exists():
        drawing.write_text(picture.svg(figures))
        tables.put_into(ROOT / "docs/performance.md", text)
    print(f"\n{text}\nWritten to {file.relative_to(ROOT)} and .md")


def main():
    given, here, began = wanted(), machine(), time.monotonic()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    figures = known(given, here)
    failed = measure(given, figures, here)
    print(f"    total: {time.monotonic() - began:.0f} s")
    write(figures)
    return f"Not measured: {', '.join(failed)}" if failed else 0


if __name__ == "__main__":
    sys.exit(main())
