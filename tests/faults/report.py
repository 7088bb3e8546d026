"""The figures of a run: a table for the terminal, and docs/reliability.md with its numbers in docs/reliability.json."""

import json
import os
import pathlib
import re
import statistics

from faults import FAULTS
from journal import KINDS

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"
PAGE, FIGURES = DOCS / "reliability.md", DOCS / "reliability.json"
COLUMNS = ("fault", "injected", "orders", *KINDS, "seconds to recover")


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
            "recoveries": [round(seconds, 2) for seconds in row.recoveries],
        }


def recovery(row):
    """The median and the worst."""
    times = row["recoveries"]
    return f"{statistics.median(times):.1f}, at most {max(times):.1f}" if times else ""


def cells(row):
    return [str(row[column]) for column in COLUMNS[:-1]] + [recovery(row)]


def table(run):
    lines = [list(COLUMNS), *(cells(row) for row in rows_of(run))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]

    def shown(line):
        first, *numbers, last = [cell.rjust(width) for cell, width in zip(line, widths)]
        return "  ".join([line[0].ljust(len(first)), *numbers, last]).rstrip()

    return "\n".join(shown(line) for line in lines)


def figures(run, controlled, minutes):
    return {
        "command": f"./script/faults --seed {run.seed} --minutes {run.minutes:g}",
        "minutes": round(minutes, 1),
        "cores": os.cpu_count(),
        "rounds": len(run.played),
        "control": {"acknowledged": controlled.acknowledged, "lost": controlled.lost, "spoilt": controlled.spoilt},
        "faults": list(rows_of(run)),
    }


def markdown(report):
    control = report["control"]
    seen = list(control["spoilt"].values())
    lines = [
        f"`{report['command']}`: {report['rounds']} rounds in {report['minutes']:.0f} minutes on {report['cores']} cores. "
        f"The control: under `everysec` {control['lost']} of {control['acknowledged']} acknowledged orders were lost "
        f"and reported; {sum(seen)} of {len(seen)} ways to spoil sound data were seen. With the last column the same command repeats "
        "the round in which the fault came alone.",
        "",
        "| fault | injected | orders acknowledged | lost | oversold | stuck | duplicated | otherwise wrong "
        "| seconds to recover | alone |",
        "|---|--:|--:|--:|--:|--:|--:|--:|---|---|",
    ]
    for row in report["faults"]:
        single = row["fault"] in FAULTS
        what = f"{FAULTS[row['fault']].__doc__.splitlines()[0]} (`{row['fault']}`)" if single else f"**{row['fault']}**"
        again = "" if row["alone in round"] is None else f"`--round {row['alone in round']}`"
        lines.append(f"| {what} | {' | '.join(cells(row)[1:])} | {again} |")
    return "\n".join(lines)


def write(run, controlled, minutes):
    report = figures(run, controlled, minutes)
    FIGURES.write_text(json.dumps(report, indent=2) + "\n")
    page = PAGE.read_text()
    begin, end = "<!-- figures: ./script/faults --report -->\n", "\n<!-- end of figures -->"
    page = re.sub(f"{begin}.*{end}", lambda _: begin + markdown(report) + end, page, flags=re.DOTALL)
    PAGE.write_text(page)
