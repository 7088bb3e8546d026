#!/usr/bin/python3 -B
"""Shows where the time of an order is spent: a flame graph of all processes under a load of orders, and the functions that take most."""

import argparse
import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

import loading
import orders
from systems import Souk

WIDTH, ROW = 1400, 17
STYLE = """
  text { font: 11px ui-monospace, monospace; fill: #111; pointer-events: none }
  .title { font: 600 14px system-ui, sans-serif }
  .kernel { fill: #e9a15b } .code { fill: #7fb2e5 } .process { fill: #a8d08d } .all { fill: #c9ced6 }
  rect { stroke: #fff; stroke-width: .5 }
  @media (prefers-color-scheme: dark) { .title { fill: #e6edf3 } rect { stroke: #0d1117 } }
"""


# Frames that occur in every stack and say nothing.
CEREMONY = (r"(_start|main|__libc_start|boost::asio::(detail|execution)::|(void )?boost::asio::io_context|std::(_Mofunc|move_only)|"
            r"entry_SYSCALL|do_syscall|__x64_sys|__sys_)")


def record(names, seconds, folder):
    """Stacks of these processes (pid -> name), from the process to the innermost function, and how often each was seen.
    Sampled by the CPU clock, because hardware counters may be unavailable."""
    data = folder / "perf.data"
    # Redis is built without frame pointers, so stacks are unwound by the exception tables.
    command = ["perf", "record", "-q", "-o", data, "-e", "cpu-clock", "-F", "999", "--call-graph", "dwarf,8192"]
    subprocess.run([*command, "-p", ",".join(map(str, names)), "--", "sleep", str(seconds)], check=True)
    script = subprocess.run(
        ["perf", "script", "-i", data, "-F", "pid,ip,sym,dso", "--no-inline"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, check=True,
    ).stdout
    stacks = collections.Counter()
    for sample in script.split("\n\n"):
        lines = sample.strip().splitlines()
        if not lines or int(lines[0].split()[0]) not in names:
            continue
        frames = [frame for line in reversed(lines[1:]) if (frame := frame_of(line))]
        frames = [frame for frame, before in zip(frames, [None, *frames]) if frame != before]
        stacks[(names[int(lines[0].split()[0])], *frames)] += 1
    return stacks


def frame_of(line):
    found = re.match(r"\s*[0-9a-f]+ (.*) \((.*?)\)$", line)
    if not found or re.match(CEREMONY, found[1]):
        return None
    kernel = found[2].startswith("[") and found[2] != "[vdso]"
    if found[1] == "[unknown]":  # redis-server is a link to redis-check-rdb
        return f"[{pathlib.Path(found[2]).name.replace('check-rdb', 'server')}]"
    return short(found[1])[:80] + ("_[k]" if kernel else "")


def short(name):
    """A C++ name without its arguments and template arguments."""
    depth, kept = 0, []
    for character in name.replace("(anonymous namespace)", "").replace("operator()", "call").replace("::::", "::"):
        if character in "<(":
            depth += 1
        elif character in ">)":
            depth -= 1
        elif depth == 0:
            kept.append(character)
    return "".join(kept).split(" [clone")[0].split(" ")[-1].strip(":") or name[:40]


def tree_of(stacks):
    """{name: [count, children]}"""
    root = [0, {}]
    for stack, count in stacks.items():
        root[0] += count
        at = root
        for name in stack:
            at = at[1].setdefault(name, [0, {}])
            at[0] += count
    return root


def draw(node, name, x, depth, scale, least, boxes):
    boxes.append((x, depth, node[0] * scale, name, node[0]))
    for child, inner in sorted(node[1].items()):
        if inner[0] >= least:
            draw(inner, child, x, depth + 1, scale, least, boxes)
        x += inner[0] * scale


def svg(stacks, title):
    root, boxes = tree_of(stacks), []
    draw(root, "all", 0.0, 0, WIDTH / root[0], max(root[0] // 1000, 1), boxes)
    height = (max(depth for _, depth, *_ in boxes) + 1) * ROW + 30
    parts = []
    for x, depth, width, name, count in boxes:
        kind = "all" if depth == 0 else "process" if depth == 1 else "kernel" if name.endswith("_[k]") else "code"
        shown = name.removesuffix("_[k]")
        y = height - (depth + 1) * ROW
        title = f"{shown}: {100 * count / root[0]:.1f} %"
        parts.append(f'<g><title>{escape(title)}</title><rect class="{kind}" x="{x:.1f}" y="{y}" width="{width:.1f}" '
                     f'height="{ROW}"/>')
        if (letters := int(width / 6.7)) >= 3:
            text = shown if len(shown) <= letters else shown[: letters - 1] + "…"
            parts.append(f'<text x="{x + 3:.1f}" y="{y + 12}">{escape(text)}</text>')
        parts.append("</g>")
    body = "\n".join(parts)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">\n'
            f'<style>{STYLE}</style>\n<text class="title" x="4" y="18">{escape(title)}</text>\n{body}\n</svg>\n')


def shares(stacks):
    """For each process: its share of the total, the kernel's part of it, and the most costly functions, alone and with their callees."""
    total = sum(stacks.values())
    lines = []
    for process in sorted({stack[0] for stack in stacks}):
        own = {stack: count for stack, count in stacks.items() if stack[0] == process}
        mine = sum(own.values())
        kernel = sum(count for stack, count in own.items() if stack[-1].endswith("_[k]"))
        alone, inclusive = collections.Counter(), collections.Counter()
        for stack, count in own.items():
            alone[next((name for name in reversed(stack) if not name.endswith("_[k]")), stack[-1])] += count
            for name in {name for name in stack[1:] if not name.endswith("_[k]")}:
                inclusive[name] += count
        lines.append(f"{process}: {100 * mine / total:.1f} % of all, {100 * kernel / mine:.0f} % of it in the kernel")
        for title, counted in (("alone", alone), ("with callees", inclusive)):
            most = ", ".join(f"{name} {100 * count / mine:.1f}" for name, count in counted.most_common(24))
            lines.append(f"    {title}: {most}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=0, help="orders a second; without it as many as 64 connections allow")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--to", type=pathlib.Path, default=loading.ROOT / "bench/results/flame.svg")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        souk = Souk(pathlib.Path(folder), settle_delay=1)
        try:
            souk.start()
            bodies = souk.order_bodies([souk.make_product() for _ in range(500)])
            orders.run(souk, bodies, connections=64, seconds=2)
            load = loading.start(
                ["post", "/orders", bodies], souk.orders_port, connections=64, rate=given.rate, seconds=given.seconds + 3
            )
            time.sleep(1.5)
            stacks = record({pid: name for name, pid in souk.pids().items()}, given.seconds, souk.folder)
            load.communicate()
            souk.wait_until_finished()
        finally:
            souk.stop()
    given.to.parent.mkdir(exist_ok=True)
    given.to.write_text(svg(stacks, "CPU time of orders, from placed to final"))
    print(shares(stacks))
    print(f"Written to {os.path.relpath(given.to)}")


if __name__ == "__main__":
    sys.exit(main())
