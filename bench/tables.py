"""The figures as a page of Markdown."""

from targets import judge

BEGIN, END = "<!-- figures: script/bench writes them -->", "<!-- end of the figures -->"
SYSTEMS = ("souk", "fastapi", "fastify", "nginx")


def number(value):
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(heads, rows):
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def by_connections(figures, systems=SYSTEMS):
    """Rate, CPU time and latency of each system at each number of connections."""
    heads = ["", "connections", "a second", "CPU us each", "p50 ms", "p99 ms", "Souk is faster by", "cheaper by"]
    rows = []
    for connections, seen in figures.items():
        for system in systems:
            one, souk = seen[system], seen["souk"]
            rows.append([
                system, connections, number(one["rate"]), number(one["cpu_us"]), number(one["p50"]), number(one["p99"]),
                "" if one is souk else f"{souk['rate'] / one['rate']:.2f}x",
                "" if one is souk else f"{one['cpu_us'] / souk['cpu_us']:.2f}x",
            ])
    return table(heads, rows)


def reads(figures):
    return by_connections({name if name != "many" else "64, many products": seen for name, seen in figures.items()})


def accepted(figures):
    finished = table(
        ["64 connections, until every order is final", "finished a second", "CPU us an order", "of which"],
        [[system, number(one["finished_rate"]), number(one["finished_cpu_us"]), parts(one)]
         for system, one in figures["64"].items() if "finished_rate" in one],
    )
    return f"{by_connections(figures)}\n\n{finished}"


def parts(one):
    return ", ".join(f"{name.removesuffix(' cpu_us')} {number(used)}" for name, used in one.items()
                     if name.endswith(" cpu_us"))


def sustained(one):
    rows = [
        ["orders finished a second", number(one["rate"])],
        ["for", f"{one['seconds']:.0f} s"],
        ["the last was late by", f"{one['lag_seconds']:.2f} s"],
        *([f"CPU us an order: {name}", number(used)] for name, used in one["cpu_us"].items()),
        ["Redis bytes an order, as it becomes final", number(one["redis_bytes"]["untrimmed"])],
        ["and when the streams are trimmed", number(one["redis_bytes"]["trimmed"])],
        *([f"MB resident: {name}", f"{one['memory_idle'][name] / 1e6:.1f} idle, {loaded / 1e6:.1f} under load"]
          for name, loaded in one["memory_loaded"].items()),
    ]
    return table(["", ""], rows)


def functions(one):
    return table(["", ""], [["orders a second", number(one["rate"])], ["CPU us an order", number(one["cpu_us"])]])


def plain(columns, first=""):
    """A row for each system, or for each item that `first` names; `columns`: figure -> (head, scale)."""

    def rows(figures):
        return table(
            [first, *(head for head, _ in columns.values())],
            [[f"{int(name):,}" if name.isdecimal() else name,
              *(number(one[figure] * scale) if figure in one else "" for figure, (_, scale) in columns.items())]
             for name, one in figures.items()],
        )

    return rows


DROP = {
    "answered_seconds": ("all answered after ms", 1000),
    "final_seconds": ("all final after ms, without the settle delay", 1000),
    "updated_seconds": ("all watchers updated after ms", 1000),
    "events_each": ("events a watcher", 1),
    "cpu_us": ("CPU us a buyer", 1),
}
GROWTH = {"rate": ("a second", 1), "cpu_us": ("CPU us each", 1), "redis": ("of which Redis", 1)}


def micro(figures):
    return table(["part", "ns"], [[name, number(value)] for name, value in figures.items()])


SECTIONS = [
    ("reads", "Product reads: GET /products/{id}", reads),
    ("orders", "Orders accepted: POST /orders", accepted),
    ("functions", "Redis running our functions alone, in full batches", functions),
    ("sustained", "Orders finished, sustained", sustained),
    ("drop", "A drop: many buyers for 100 units at once", plain(DROP)),
    ("watched", "A drop with 1,000 event streams on its product", plain(DROP)),
    ("latency", "Latency at half of what each sustains, open loop",
     plain({"rate": ("orders a second", 1), "p50": ("p50 ms", 1), "p99": ("p99 ms", 1), "p99.9": ("p99.9 ms", 1)})),
    ("start", "From the command to ready", plain({"seconds": ("seconds", 1)})),
    ("growth_orders", "An order, by the number stored", plain(GROWTH, "orders stored")),
    ("growth_products", "A product read, by the number stored", plain(GROWTH, "products stored")),
    ("micro", "Single parts", micro),
]


def markdown(figures):
    about = figures["machine"]
    text = [
        f"# Figures of {about['date']} ({figures['effort']} run)",
        f"{about['cpu']}, {about['cores']} cores, {about['memory_gib']} GiB; {about['system']}; commit {about['commit']}; "
        f"{', '.join(f'{name} {version}' for name, version in about['versions'].items())}. Load average at the start: "
        f"{about['load_before']:.1f}. Everything, the load generator and Redis too, shares these cores. Medians of "
        "interleaved rounds.",
        "## Targets",
        table(["figure", "target", "measured", ""],
              [[name, wanted, got, "reached" if reached else "**not reached**"]
               for name, wanted, got, reached in judge(figures)]),
    ]
    for name, title, show in SECTIONS:
        if name in figures:
            text += [f"## {title}", show(figures[name])]
            when = figures["measured"][name]
            if when["date"] != about["date"]:
                text.append(f"Measured on {when['date']}, commit {when['commit']}, load average {when['load_before']:.1f}.")
    return "\n\n".join(text) + "\n"


def put_into(page, text):
    """The figures as a part of a page, one level down, between its two marks."""
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n#{text.replace(chr(10) + '## ', chr(10) + '### ')}\n{END}{after}")
