"""The targets, and whether they are reached."""


def accepted_against(figures, peer):
    seen = figures["orders"]["64"]
    return seen["souk"]["rate"] / seen[peer]["rate"]


def finished_cpu(figures):
    least = figures["orders"]["64"]["nginx"]["cpu_us"] + figures["functions"]["cpu_us"]
    return figures["sustained"]["cpu_us"]["sum"] / least


def read_cpu(figures):
    seen = figures["reads"]["64"]
    return seen["souk"]["cpu_us"] / seen["nginx"]["cpu_us"]


def most_idle_memory(figures):
    return max(used for name, used in figures["sustained"]["memory_idle"].items() if name != "redis") / 1e6


def growth(figures):
    seen = figures["growth_orders"]
    return seen["5000000"]["cpu_us"] / seen["10000"]["cpu_us"]


# name, at least (>=) or at most (<=), wanted value, unit, and the function for the figure
TARGETS = [
    ("orders finished a second, sustained", ">=", 20_000, "", lambda figures: figures["sustained"]["rate"]),
    ("accepted orders a second against FastAPI", ">=", 40, "x", lambda figures: accepted_against(figures, "fastapi")),
    ("accepted orders a second against Fastify", ">=", 8, "x", lambda figures: accepted_against(figures, "fastify")),
    ("CPU time of a finished order against nginx and our functions alone", "<=", 1.6, "x", finished_cpu),
    ("CPU time of a product read against nginx", "<=", 1.15, "x", read_cpu),
    ("POST /orders p99 at half rate", "<=", 10, " ms", lambda figures: figures["latency"]["souk"]["p99"]),
    ("POST /orders p99.9 at half rate", "<=", 25, " ms", lambda figures: figures["latency"]["souk"]["p99.9"]),
    ("resident memory of each process, idle", "<=", 16, " MB", most_idle_memory),
    ("cost of an order at 5 million stored against 10 thousand", "<=", 1.1, "x", growth),
    ("ready after start (built)", "<=", 1, " s", lambda figures: figures["start"]["souk"]["seconds"]),
]


def judge(figures):
    """For each target with figures: its name, the target, the figure, and whether it is reached."""
    for name, way, wanted, unit, measured in TARGETS:
        try:
            got = measured(figures)
        except KeyError:
            continue
        sign = "at least" if way == ">=" else "at most"
        reached = got >= wanted if way == ">=" else got <= wanted
        shown = f"{got:,.0f}" if got >= 1000 else f"{got:.2f}"
        yield name, f"{sign} {wanted:,}{unit}", f"{shown}{unit}", reached
