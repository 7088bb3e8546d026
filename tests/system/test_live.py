"""Live updates: server-sent events of products and orders."""

import contextlib
import time

import pytest

from conftest import running_system
from event_stream import Stream
from souk import SETTLE_DELAY, assert_problem, in_parallel, wait_until

pytestmark = pytest.mark.cluster

NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def watch_products(souk, *ids):
    return Stream(souk.inventory.port, f"/products/events?ids={','.join(ids)}")


def watch_order(souk, pk, last_event_id=None):
    return Stream(souk.payment.port, f"/orders/{pk}/events", last_event_id)


# Products.


def test_a_stream_begins_with_each_product_as_it_is(souk):
    products = [souk.create_product(name=name) for name in ("one", "two", "three")]
    with watch_products(souk, *(product["id"] for product in products)) as stream:
        seen = [stream.data("product") for _ in products]
    assert sorted(seen, key=lambda product: product["id"]) == sorted(products, key=lambda product: product["id"])


def test_a_sale_elsewhere_shows_within_two_seconds(souk):
    product_id = souk.create_product()["id"]
    with watch_products(souk, product_id) as stream:
        assert stream.data("product")["available"] == 100
        started = time.monotonic()
        souk.place_order(product_id, 3)
        assert stream.until(lambda product: product["available"] == 97, "product")["quantity"] == 100
        assert time.monotonic() - started < 2
        assert stream.until(lambda product: product["quantity"] == 97, "product") == souk.product(product_id)


def test_an_edit_and_a_deletion_show(souk):
    product_id, other_id = souk.create_product()["id"], souk.create_product()["id"]
    with watch_products(souk, product_id, other_id) as stream:
        stream.next(), stream.next()
        edited = souk.inventory.patch(f"/products/{other_id}", {"price": 19.99}).json
        assert stream.data("product") == edited
        souk.inventory.delete(f"/products/{product_id}")
        assert stream.data("product_deleted") == {"id": product_id}


def test_an_unknown_product_is_reported_as_deleted(souk):
    with watch_products(souk, NO_ID) as stream:
        assert stream.data("product_deleted") == {"id": NO_ID}


def test_many_changes_at_once_are_few_events_and_the_last_counts(souk):
    path = f"/products/{(product_id := souk.create_product()['id'])}"
    with watch_products(souk, product_id) as stream:
        stream.next()
        started = time.monotonic()
        for quantity in range(1, 101):
            last = souk.inventory.patch(path, {"quantity": quantity}).json
        took = time.monotonic() - started
        events = 1
        while stream.data("product") != last:
            events += 1
        assert events <= took / 0.1 + 2


def test_all_watchers_of_a_product_cost_one_read_a_change(souk):
    redis = souk.inventory_redis.connection()
    path = f"/products/{(product_id := souk.create_product()['id'])}"

    def reads():
        return redis.info("commandstats").get("cmdstat_hgetall", {"calls": 0})["calls"]

    with contextlib.ExitStack() as streams:
        watching = [streams.enter_context(watch_products(souk, product_id)) for _ in range(200)]
        for stream in watching:
            stream.next()
        before = reads()
        for quantity in (1, 2, 3):
            souk.inventory.patch(path, {"quantity": quantity})
            for stream in watching:
                assert stream.data("product")["quantity"] == quantity
        # An edit itself reads the hash once, in its function.
        assert reads() - before <= 3 * 2


@pytest.mark.parametrize(
    "query, fault",
    [
        ("", "missing"),
        ("?ids=", "ulid_parsing"),
        (f"?ids={NO_ID},x", "ulid_parsing"),
        ("?ids=" + ",".join([NO_ID] * 101), "too_long"),
    ],
)
def test_malformed_ids_are_refused(souk, query, fault):
    problem = assert_problem(souk.inventory.get("/products/events" + query), 422, "validation_failed")
    assert [(error["loc"], error["type"]) for error in problem["errors"]] == [(["query", "ids"], fault)]


# Orders.


def test_an_order_shows_as_pending_and_then_as_completed(souk):
    pk = souk.place_order(souk.create_product()["id"])
    with watch_order(souk, pk) as stream:
        first = stream.next()
        assert (first["event"], first["data"]["status"]) == ("order", "pending")
        last = first
        while last["data"]["status"] != "completed":
            last = stream.next()
        assert last["data"] == souk.read_order(pk)
        assert last["id"] != first["id"]


@pytest.mark.parametrize("lines", [1, 2])
def test_a_cancel_elsewhere_shows_on_the_stream(tmp_path, lines):
    for souk in running_system(tmp_path, SOUK_SETTLE_DELAY="600s"):
        ordered = [{"id": souk.create_product()["id"], "quantity": 1} for _ in range(lines)]
        pk = souk.payment.post("/orders", {"lines": ordered}).json["pk"]
        with watch_order(souk, pk) as stream:
            stream.until(lambda order: order["timeline"][-1]["step"] == "stock_reserved", "order")
            assert souk.payment.post(f"/orders/{pk}/cancel").status == 200
            assert stream.until(lambda order: order["status"] == "cancelled", "order")["reason"] == "cancelled_by_buyer"


def test_a_refund_shows_on_the_stream_that_stayed_open(souk):
    product_id = souk.create_product()["id"]
    with souk.payment_consumer.paused():
        pk = souk.place_order(product_id)
        souk.wait_for_product(product_id, available=99)
        souk.inventory.delete(f"/products/{product_id}")
    with watch_order(souk, pk) as stream:
        assert stream.until(lambda order: order["status"] == "refunded", "order") == souk.read_order(pk)


def test_a_client_that_reconnects_gets_new_steps_and_none_twice(souk):
    pk = souk.place_order(souk.create_product()["id"])
    with watch_order(souk, pk) as stream:
        seen = [stream.next()]
    # Disconnected while the order completes.
    souk.wait_for_order(pk, "completed")
    with watch_order(souk, pk, seen[-1]["id"]) as stream:
        seen.append(stream.next())
    assert [event["data"]["status"] for event in seen] == ["pending", "completed"]
    with watch_order(souk, pk, seen[-1]["id"]) as stream:
        stream.socket.settimeout(SETTLE_DELAY)
        with pytest.raises(TimeoutError):
            stream.next()


def test_a_client_that_comes_and_goes_sees_every_step_once(souk):
    def watched(_):
        pk, seen = souk.place_order(product_id), []
        end = time.monotonic() + 15
        while not seen or seen[-1]["data"]["status"] != "completed":
            assert time.monotonic() < end
            with watch_order(souk, pk, seen[-1]["id"] if seen else None) as stream:
                stream.socket.settimeout(0.05)
                with contextlib.suppress(TimeoutError):
                    seen.append(stream.next())
        return [event["id"] for event in seen]

    product_id = souk.create_product()["id"]
    for ids in in_parallel(watched, range(8), 8):
        assert len(ids) == len(set(ids))


def test_a_foreign_last_event_id_is_ignored(souk):
    pk = souk.place_order(souk.create_product()["id"])
    for strange in ("x", "-1", "1x", "99999999999999999999"):
        with watch_order(souk, pk, strange) as stream:
            assert stream.next()["data"]["pk"] == pk


def test_an_unknown_order_is_404(souk):
    for pk in (NO_ID, "x"):
        assert_problem(souk.payment.get(f"/orders/{pk}/events"), 404, "order_not_found")


# Failures.


def test_a_kill_of_redis_in_between_loses_no_step(own_souk):
    product_id = own_souk.create_product()["id"]
    pk = own_souk.place_order(product_id)
    with watch_products(own_souk, product_id) as products, watch_order(own_souk, pk) as orders:
        assert products.data("product")["id"] == product_id
        assert orders.data("order")["status"] == "pending"
        own_souk.inventory_redis.kill()
        time.sleep(SETTLE_DELAY)
        own_souk.inventory_redis.start()
        completed = orders.until(lambda order: order["status"] == "completed", "order")
        assert completed == own_souk.read_order(pk)
        assert products.until(lambda product: product["quantity"] == 99, "product") == own_souk.product(product_id)


@pytest.mark.parametrize("name", ["inventory", "payment"])
def test_an_api_that_is_asked_to_stop_ends_its_streams_and_then_itself(own_souk, name):
    product_id = own_souk.create_product()["id"]
    pk = own_souk.place_order(product_id)
    own_souk.wait_for_order(pk, "completed")
    own_souk.wait_for_product(product_id, quantity=99)
    api = getattr(own_souk, f"{name}_api")

    def watch(_):
        return watch_products(own_souk, product_id) if name == "inventory" else watch_order(own_souk, pk)

    streams = [watch(number) for number in range(20)]
    for stream in streams:
        stream.next()
    started = time.monotonic()
    api.ask_to_stop()
    assert [stream.rest() for stream in streams] == [[]] * len(streams)
    for stream in streams:
        stream.__exit__()
    assert api.exit_code() == 0
    assert time.monotonic() - started < 2
    api.start()
    wait_until(api.ready, what=f"{api.name} is ready again")
    with watch(0) as stream:
        assert stream.next()["event"] in ("product", "order")


def test_streams_that_were_left_are_no_load(souk):
    product_id = souk.create_product()["id"]

    def descriptors():
        metrics = souk.inventory.get("/metrics").text
        return float(next(line for line in metrics.splitlines() if line.startswith("process_open_fds")).split()[1])

    before = descriptors()
    for _ in range(50):
        watch_products(souk, product_id).__exit__()
    wait_until(lambda: descriptors() < before + 10, what="their sockets are closed")
