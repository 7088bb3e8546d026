"""What Prometheus reads."""

import re
import time

from souk import PARTITIONS, in_parallel, wait_until

NO_ID = "01H28HATR7JG2YBH22ABPJWW33"


def metrics(http):
    """name -> [(labels, value)]"""
    answer = http.get("/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    series = {}
    for line in answer.text.splitlines():
        if line.startswith("#"):
            continue
        name, labels, value = re.fullmatch(r'(\w+)(?:\{(.*)\})? (\S+)', line).groups()
        found = re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', labels or "")
        series.setdefault(name, []).append((dict(found), float(value)))
    return series


def value(http, name, **labels):
    """The sum over all series that have these labels; None when there is none."""
    matching = [v for have, v in metrics(http).get(name, []) if labels.items() <= have.items()]
    return sum(matching) if matching else None


def test_requests_are_counted_and_timed_by_route_and_status(souk):
    name = "souk_http_request_seconds_count"
    product = {"method": "GET", "route": "/products/{id}"}
    product_id = souk.create_product()["id"]
    found = value(souk.inventory, name, **product, status="200") or 0
    missed = value(souk.inventory, name, **product, status="404") or 0
    lost = value(souk.inventory, name, route="unmatched", status="404") or 0
    for _ in range(3):
        souk.inventory.get(f"/products/{product_id}")
    souk.inventory.get(f"/products/{NO_ID}")
    souk.inventory.get("/nowhere/at/all")
    assert value(souk.inventory, name, **product, status="200") == found + 3
    assert value(souk.inventory, name, **product, status="404") == missed + 1
    assert value(souk.inventory, name, route="unmatched", status="404") == lost + 1
    assert 0 < value(souk.inventory, "souk_http_request_seconds_sum", **product, status="200") < 60
    assert value(souk.inventory, "souk_http_request_seconds_bucket", **product, status="200", le="+Inf") == found + 3


def test_a_redis_is_up_and_has_no_replica(souk):
    for http in (souk.inventory, souk.payment):
        assert (value(http, "souk_redis_up"), value(http, "souk_redis_replicas")) == (1, 0)


def test_unknown_paths_are_one_series(souk):
    for number in range(20):
        souk.payment.get(f"/nowhere/{number}")
    routes = {labels["route"] for labels, _ in metrics(souk.payment)["souk_http_request_seconds_count"]}
    assert "unmatched" in routes
    assert not [route for route in routes if "nowhere" in route]


def test_calls_of_redis_are_timed_by_command(souk):
    souk.wait_for_order(souk.place_order(souk.create_product()["id"]), "completed")
    for process, command in (
        (souk.inventory_api, "create_product"),
        (souk.inventory_consumer, "reserve_stock"),
        (souk.payment_api, "place_orders"),
        (souk.payment_consumer, "settle_orders"),
    ):
        assert value(process.http, "souk_redis_call_seconds_count", command=command) >= 1, process.name
        assert value(process.http, "souk_redis_call_seconds_sum", command=command) > 0, process.name


def test_orders_are_counted_by_status(own_souk):
    product_id, doomed_id = own_souk.create_product(quantity=1)["id"], own_souk.create_product()["id"]
    completed = own_souk.place_order(product_id)
    with own_souk.inventory_consumer.paused():
        rejected, refunded = own_souk.order(product_id, 1), own_souk.place_order(doomed_id)
    own_souk.wait_for_product(doomed_id, available=99)
    own_souk.inventory.delete(f"/products/{doomed_id}")
    own_souk.wait_for_order(refunded, "refunded")
    own_souk.wait_for_order(completed, "completed")
    if rejected.status == 201:
        own_souk.wait_for_order(rejected.json["pk"], "rejected")
    with own_souk.payment_consumer.paused():
        other_id = own_souk.create_product()["id"]
        own_souk.place_order(other_id), own_souk.place_order(other_id)
        seen = {labels["status"]: count for labels, count in metrics(own_souk.payment)["souk_orders"]}
    turned_down = 1 if rejected.status == 201 else 0
    assert seen == {"pending": 2, "completed": 1, "refunded": 1, "rejected": turned_down, "cancelled": 0}


def test_streams_show_their_length_lag_and_dead_letters(own_souk):
    redis = own_souk.inventory_redis.connection()
    product_id = own_souk.create_product()["id"]
    own_souk.wait_for_order(own_souk.place_order(product_id), "completed")
    of_stream = {"stream": "order_placed"}
    wait_until(lambda: value(own_souk.payment, "souk_stream_lag", **of_stream) == 0, what="no lag")
    with own_souk.inventory_consumer.paused():
        for _ in range(5):
            own_souk.place_order(product_id)
        assert value(own_souk.payment, "souk_stream_lag", **of_stream, group="inventory-group") == 5
        assert value(own_souk.payment, "souk_stream_length", **of_stream) >= 5
    assert value(own_souk.inventory, "souk_dead_letters", **of_stream) == 0
    redis.xadd("payment:{5}:order_placed", {"nonsense": "1"})
    wait_until(lambda: value(own_souk.inventory, "souk_dead_letters", **of_stream, partition="5") == 1, what="it shows")


def test_each_partition_shows_its_owner(own_souk):
    for service in ("inventory", "payment"):
        api, consumer = getattr(own_souk, service), getattr(own_souk, f"{service}_consumer")
        own_souk.add(own_souk.consumer(service, "second"))

        def shared(api=api, consumer=consumer, service=service):
            owners = metrics(api).get("souk_partition_owner", [])
            assert len({labels["partition"] for labels, _ in owners}) == len(owners)
            names = [labels["owner"] for labels, _ in owners]
            return sorted(names) == sorted([consumer.consumer_name, f"{service}-second"] * (PARTITIONS // 2))

        wait_until(shared, what="each partition has one of two owners")


def test_metrics_answer_while_redis_is_unavailable(own_souk):
    own_souk.inventory_redis.kill()
    values = in_parallel(lambda service: value(service.http, "process_start_time_seconds"), own_souk.services)
    assert all(one > 1e9 for one in values)


def test_the_process_itself_is_measured(service):
    assert value(service.http, "process_cpu_seconds_total") > 0
    assert 1 << 20 < value(service.http, "process_resident_memory_bytes") < 1 << 30
    assert 3 < value(service.http, "process_open_fds") < value(service.http, "process_max_fds")
    assert abs(value(service.http, "process_start_time_seconds") - time.time()) < 3600
