"""Requests with an immediate answer: reading products, placing orders."""

import random

import loading
from field import interleaved


def drive(system, words, port, expected, **load):
    """One load, and the system's cost of a request in it."""
    meter = system.meter()
    seen = loading.drive(words, port, **load)
    if set(seen["statuses"]) != {expected} or seen["lost"]:
        raise RuntimeError(f"{system.name} answered {seen['statuses']} and lost {seen['lost']}")
    cpu = meter.microseconds_each(seen["sent"])
    return {"rate": seen["rate"], "cpu_us": sum(cpu.values()), **latencies(seen)}


def latencies(seen):
    return {name: seen["latency_us"][name] / 1000 for name in ("p50", "p99", "p99.9")}  # milliseconds


def measure_reads(field):
    """GET /products/{id}: the same product at each number of connections, and many products."""
    effort = field.effort
    systems = {**field.shops, "nginx": field.nginx}
    hot = {name: hot_product(field, system) for name, system in systems.items()}
    many = {name: many_products(field, system) for name, system in systems.items()}
    for name, system in systems.items():  # warm up: code that is compiled or cached on first use
        for paths in (hot[name], many[name]):
            loading.drive(["get", paths], system.products_port, connections=64, seconds=effort.seconds)

    def read(system, paths, connections):
        return lambda: drive(
            system, ["get", paths], system.products_port, 200, connections=connections, seconds=effort.seconds
        )

    figures = {
        str(connections): interleaved(
            {name: read(system, hot[name], connections) for name, system in systems.items()}, effort.rounds
        )
        for connections in effort.connections
    }
    figures["many"] = interleaved(
        {name: read(system, many[name], 64) for name, system in systems.items()}, effort.rounds
    )
    return figures


def hot_product(field, system):
    product = "any" if system is field.nginx else system.make_product()
    return loading.write_lines(field.folder / f"{system.name}-hot", [f"/products/{product}"])


def many_products(field, system):
    if system is field.nginx:
        return field.folder / "nginx-hot"
    ids = system.make_products(field.effort.many_products)
    random.shuffle(ids)
    return loading.write_lines(field.folder / f"{system.name}-many", [f"/products/{product}" for product in ids])


def measure_orders(field):
    """POST /orders, at each number of connections: accepted by Souk and its peers, answered by nginx. The cost of an order
    includes all work until it is final."""
    effort = field.effort
    bodies = {}
    for name, system in field.shops.items():
        bodies[name] = system.order_bodies([system.make_product() for _ in range(200)])
        # Interpreters compile code only after it has run for a while.
        loading.drive(["post", "/orders", bodies[name]], system.orders_port, connections=64, seconds=4 * effort.seconds)
        system.wait_until_finished()

    def place(system, connections):
        def once():
            before, meter = system.accepted(), system.meter()
            answered = drive(
                system, ["post", "/orders", bodies[system.name]], system.orders_port, 201, connections=connections,
                seconds=effort.seconds,
            )
            late = max(system.wait_until_finished() - system.settle_delay, 0)
            orders = system.accepted() - before
            cpu = meter.microseconds_each(orders)
            took = orders / answered["rate"]
            return {
                **answered,
                "finished_rate": orders / (took + late),
                "finished_cpu_us": sum(cpu.values()),
                **{f"{process} cpu_us": used for process, used in cpu.items()},
            }

        return once

    figures = {}
    for connections in effort.connections:
        cases = {name: place(system, connections) for name, system in field.shops.items()}
        cases["nginx"] = lambda connections=connections: drive(
            field.nginx, ["post", "/orders", bodies["souk"]], field.nginx.orders_port, 201, connections=connections,
            seconds=effort.seconds,
        )
        figures[str(connections)] = interleaved(cases, effort.rounds)
    return figures
