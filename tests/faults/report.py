"""The figures of a run: a table for the terminal, and docs/reliability.md with its numbers in docs/reliability.json."""

import json
import os
import pathlib
import re
import statistics

import latency
from journal import KINDS

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
PAGE, FIGURES = DOCS / "reliability.md", DOCS / "reliability.json"
COUNTS = ("injected", "orders", *KINDS)
TIMES = {"recoveries": "seconds to recover"}
OVER_HOSTS = {"outages": "seconds to the first order", **TIMES}
OF_A_RUN = {
    "": TIMES,
    "hosts": OVER_HOSTS,
    "cluster": {"outages": "seconds until all partitions take orders", **TIMES,
                "beside": "ms of an order of other shards meanwhile: 50th / 99th / 99.9th percentile"},
}


def section_of(run):
    """Its name in docs/reliability.json; the run on one machine is the page itself."""
    return run.world.option.strip(" -")


def times_of(run):
    return OF_A_RUN[section_of(run)]


def rows_of(run):
    alone = {round_.faults[0]: round_.number for round_ in reversed(run.played) if round_.alone}
    everything = ("the whole run", sum(row.injected for row in run.rows.values()), run.whole)
    for name, injected, row in [*((name, row.injected, row) for name, row in run.rows.items() if row.rounds), everything]:
        yield {
            "fault": name,
            "alone in round": alone.get(name),
            "injected": injected,
            "rounds": row.rounds,
            "orders": row.acknowledged,
            **row.violations,
            **{name: _figures(getattr(row, name)) for name in times_of(run)},
        }


def _figures(measured):
    return measured.figures() if isinstance(measured, latency.Beside) else [round(seconds, 2) for seconds in measured]


def shown(figures):
    return latency.shown(figures) if isinstance(figures, dict) else median_and_worst(figures)


def median_and_worst(times):
    return f"{statistics.median(times):.1f}, at most {max(times):.1f}" if times else ""


def cells(row, times):
    return [str(row[column]) for column in COUNTS] + [shown(row[name]) for name in times]


def table(run):
    times = times_of(run)
    lines = [["fault", *COUNTS, *times.values()], *([row["fault"], *cells(row, times)] for row in rows_of(run))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]

    def padded(line):
        first, *rest = [cell.rjust(width) for cell, width in zip(line, widths)]
        return "  ".join([line[0].ljust(len(first)), *rest]).rstrip()

    return "\n".join(padded(line) for line in lines)


def figures(run, controlled, minutes):
    over_hosts = {"failovers": run.failovers, "network cuts": run.cuts} if run.world.option else {}
    return {
        "command": f"./script/faults{run.world.option} --seed {run.seed} --minutes {run.minutes:g}",
        "minutes": round(minutes, 1),
        "cores": os.cpu_count(),
        "rounds": len(run.played),
        **over_hosts,
        "control": controlled.figures(),
        "faults": list(rows_of(run)),
    }


def markdown(report, controlled, faults, times):
    counted = "".join(f", {report[name]} {name}" for name in ("failovers", "network cuts") if name in report)
    lines = [
        f"`{report['command']}`: {report['rounds']} rounds{counted} in {report['minutes']:.0f} minutes on {report['cores']} cores. "
        f"The control: {controlled.sentence()} With the last column the same command repeats the round in which the fault came alone.",
        "",
        f"| fault | injected | orders acknowledged | lost | oversold | stuck | duplicated | otherwise wrong | {' | '.join(times.values())} "
        "| alone |",
        f"|---|{'--:|' * len(COUNTS)}{'---|' * len(times)}---|",
    ]
    for row in report["faults"]:
        single = row["fault"] in faults
        what = f"{faults[row['fault']].__doc__.splitlines()[0]} (`{row['fault']}`)" if single else f"**{row['fault']}**"
        again = "" if row["alone in round"] is None else f"`--round {row['alone in round']}`"
        lines.append(f"| {what} | {' | '.join(cells(row, times))} | {again} |")
    return "\n".join(lines)


def write(run, controlled, minutes):
    """A run over hosts or on a cluster has a section of its own, in both files."""
    report, before, section = figures(run, controlled, minutes), json.loads(FIGURES.read_text()), section_of(run)
    others = {name: before[name] for name in OF_A_RUN if name in before}
    FIGURES.write_text(json.dumps({**before, section: report} if section else {**report, **others}, indent=2) + "\n")
    page = PAGE.read_text()
    begin, end = f"<!-- figures: ./script/faults{run.world.option} --report -->\n", "\n<!-- end of figures -->"
    text = markdown(report, controlled, run.world.faults, times_of(run))
    assert begin in page
    PAGE.write_text(re.sub(f"{begin}.*?{end}", lambda _: begin + text + end, page, count=1, flags=re.DOTALL))
