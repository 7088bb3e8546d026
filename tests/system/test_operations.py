"""The admin's view of the streams, and the retry of dead letters."""

import re
from datetime import datetime, timezone

import pytest

from souk import PARTITIONS, SETTLE_DELAY, System, in_parallel, next_page, partition_of, wait_until

pytestmark = pytest.mark.cluster

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
STREAMS = {
    "inventory": ["product_changed", "stock_reserved", "stock_rejected", "refund_order"],
    "payment": ["order_placed", "order_completed", "order_cancelled",
                "stock_returned", "line_placed", "line_cancelled", "line_completed", "line_restocked", "line_decided", "order_reserved",
                "customer_terms"],
}  # fmt: skip
READS = {"inventory": STREAMS["payment"][:4], "payment": [*STREAMS["inventory"][1:], *STREAMS["payment"][4:]]}


def http_of(souk, service):
    return souk.inventory if service == "inventory" else souk.payment


def operations(souk, service):
    answer = http_of(souk, service).get("/operations")
    assert answer.status == 200, answer
    return answer.json


def stream(souk, service, name):
    return next(stream for stream in operations(souk, service)["streams"] if stream["stream"] == name)


def group(souk, service, name):
    (only,) = stream(souk, service, name)["groups"]
    return only


def letters(souk, service, **query):
    path = "/operations/dead-letters?" + "&".join(f"{name}={value}" for name, value in query.items())
    return [letter for page in souk.pages(http_of(souk, service), path) for letter in page]


def retry(souk, service, **wanted):
    answer = http_of(souk, service).post("/operations/dead-letters/retry", wanted)
    assert answer.status == 200, answer
    return answer.json


def milliseconds(time):
    return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp() * 1000)


@pytest.mark.parametrize("service", ["inventory", "payment"])
def test_each_service_shows_its_own_streams(souk, service):
    seen = operations(souk, service)
    assert seen["service"] == service
    assert re.fullmatch(TIME, seen["time"])
    assert abs(milliseconds(seen["time"]) - datetime.now(timezone.utc).timestamp() * 1000) < 5000
    assert [stream["stream"] for stream in seen["streams"]] == STREAMS[service]
    assert [row["partition"] for row in seen["partitions"]] == list(range(PARTITIONS))
    assert len(seen["redis"]) == max(souk.primaries, 1)
    for redis in seen["redis"]:
        assert (redis["up"], redis["problem"], redis["replicas"]) == (True, None, 0)
        assert re.fullmatch(TIME, redis["since"])
    assert sorted(sum((redis["partitions"] for redis in seen["redis"]), [])) == list(range(PARTITIONS))
    assert {row["owner"] for row in seen["partitions"]} == {f"{service}-first"}
    assert all(row["epoch"] >= 1 and re.fullmatch(TIME, row["since"]) for row in seen["partitions"])
    assert seen["consumers"] == [f"{service}-first"]
    assert [row["stream"] for row in seen["dead_letters"]] == READS[service]
    delays = {stream["stream"]: stream["delay_ms"] for stream in seen["streams"] if stream["delay_ms"]}
    assert delays == {"stock_reserved" if service == "inventory" else "order_reserved": SETTLE_DELAY * 1000}


def requests(souk, service="payment"):
    return operations(souk, service)["requests"]


def refusals(souk):
    return {row["code"]: row["count"] for row in requests(souk)["refusals"]}


def test_refusals_are_counted_by_their_reason(own_souk):
    product_id = own_souk.create_product(quantity=5)["id"]
    before = requests(own_souk)
    for quantity in [6, 6, 0, 1]:
        own_souk.payment.post("/orders", {"id": product_id, "quantity": quantity})
    own_souk.payment.get("/orders/01J0000000000000000000NONE")
    own_souk.payment.request("BREW", "/orders")
    reasons = {"insufficient_stock": 2, "validation_failed": 1, "order_not_found": 1, "not_implemented": 1}
    assert refusals(own_souk) == reasons
    after = requests(own_souk)
    assert (after["answered"] - before["answered"], after["errors"]) == (6, 0)
    assert after["process"] == before["process"] and after["processes"] == 1


def test_an_answer_that_failed_counts_as_an_error(own_souk):
    with own_souk.payment_redis.paused():
        assert own_souk.payment.get("/orders/01J00000000000000000000000").status == 503
    wait_until(lambda: own_souk.payment.get("/readyz").status == 200, what="the payment API is ready again")
    after = requests(own_souk)
    assert after["errors"] >= 1
    assert "unavailable" not in refusals(own_souk)


def test_latencies_are_cumulative_counts_of_all_that_was_answered(own_souk):
    for _ in range(20):
        own_souk.payment.get("/orders/01J0000000000000000000NONE")
    seen = requests(own_souk)
    counts = [row["count"] for row in seen["latency"]]
    bounds = [row["at_most_us"] for row in seen["latency"]]
    assert counts == sorted(counts) and counts[-1] == seen["answered"] == 20
    assert bounds[-1] is None and bounds[:-1] == sorted(bounds[:-1]) and bounds[0] == 100


def test_watching_the_service_counts_as_nothing(own_souk):
    before = requests(own_souk)
    for path in ["/operations", "/healthz", "/readyz", "/metrics", "/openapi.json", "/operations/dead-letters?stream=x"]:
        own_souk.payment.get(path)
    assert requests(own_souk) == before


def test_what_was_added_and_read_counts_every_entry_ever(own_souk):
    product_id = own_souk.create_product(quantity=1000)["id"]
    for pk in [answer.json["pk"] for answer in in_parallel(own_souk.order, [product_id] * 40)]:
        own_souk.wait_for_order(pk, "completed")
    own_souk.wait_for_product(product_id, quantity=960)
    for service, name in [("payment", "order_placed"), ("payment", "order_completed"), ("inventory", "stock_reserved")]:

        def all_read():
            seen = stream(own_souk, service, name)
            assert seen["added"] == 40
            (only,) = seen["groups"]
            return only if (only["read"], only["lag"]) == (40, 0) else None

        assert wait_until(all_read, what=f"all of {name} is read")["oldest_waiting"] is None
    assert stream(own_souk, "inventory", "product_changed")["groups"] == []


def test_waiting_entries_are_reported_with_the_age_of_the_oldest(own_souk):
    product_id = own_souk.create_product()["id"]
    wait_until(lambda: stream(own_souk, "payment", "order_placed")["groups"], what="the group is there")
    with own_souk.inventory_consumer.paused():
        orders = [own_souk.read_order(own_souk.place_order(product_id)) for _ in range(3)]
        waiting = group(own_souk, "payment", "order_placed")
        assert (waiting["name"], waiting["lag"]) == ("inventory-group", 3)
        assert abs(milliseconds(waiting["oldest_waiting"]) - milliseconds(orders[0]["created_at"])) <= 5
        own_souk.inventory_consumer.kill()

    def gone():
        seen = operations(own_souk, "inventory")
        return {row["owner"] for row in seen["partitions"]} == {None} and seen["consumers"] == []

    wait_until(gone, what="nobody owns a partition")
    assert {row["since"] for row in operations(own_souk, "inventory")["partitions"]} == {None}
    own_souk.inventory_consumer.start()
    wait_until(lambda: group(own_souk, "payment", "order_placed")["lag"] == 0, what="all is read")
    assert group(own_souk, "payment", "order_placed")["oldest_waiting"] is None


def test_a_reservation_waits_for_its_delay_and_shows_so(own_souk):
    product_id = own_souk.create_product()["id"]
    wait_until(lambda: stream(own_souk, "inventory", "stock_reserved")["groups"], what="the group is there")
    with own_souk.payment_consumer.paused():
        own_souk.place_order(product_id)
        own_souk.wait_for_product(product_id, available=99)
        assert group(own_souk, "inventory", "stock_reserved")["oldest_waiting"]


# An order's steps.


def steps(order):
    return [step["step"] for step in order["timeline"]]


def test_the_reservation_shows_while_the_order_is_pending(tmp_path):
    system = System(tmp_path, SOUK_SETTLE_DELAY="3s")
    try:
        system.start()
        pk = system.place_order(system.create_product()["id"])
        reserved = wait_until(lambda: steps(order := system.read_order(pk))[1:] and order, deadline=2.5)
        assert reserved["status"] == "pending"
        assert steps(reserved) == ["placed", "stock_reserved"]
        completed = system.wait_for_order(pk, "completed")
        assert steps(completed) == ["placed", "stock_reserved", "completed"]
        assert completed["timeline"][:2] == reserved["timeline"]
        times = [milliseconds(step["at"]) for step in completed["timeline"]]
        assert times == sorted(times)
        assert completed["timeline"][0]["at"] == completed["created_at"]
        assert completed["timeline"][2]["at"] == completed["updated_at"]
        assert times[2] - times[1] > 2500
    finally:
        system.stop()


def test_a_rejected_order_has_its_step(souk):
    product_id = souk.create_product(quantity=1)["id"]
    with souk.inventory_consumer.paused():
        first, second = souk.place_order(product_id), souk.place_order(product_id)
    souk.wait_for_order(first, "completed")
    assert steps(souk.wait_for_order(second, "rejected")) == ["placed", "rejected"]


# Dead letters.


@pytest.fixture
def poisoned(own_souk):
    """Five entries that cannot be decoded, in three partitions, and their dead letters."""
    redis = own_souk.inventory_redis.connection()
    for number in range(5):
        redis.xadd(f"payment:{{{number % 3}}}:order_placed", {"pk": f"wrong {number}"})
    wait_until(lambda: len(letters(own_souk, "inventory", stream="order_placed")) == 5, what="five dead letters")
    return own_souk


def test_dead_letters_are_listed_newest_first_page_by_page(poisoned):
    everything = letters(poisoned, "inventory", stream="order_placed")
    assert [row["count"] for row in operations(poisoned, "inventory")["dead_letters"]] == [5, 0, 0, 0]
    assert [letter["at"] for letter in everything] == sorted((letter["at"] for letter in everything), reverse=True)
    assert letters(poisoned, "inventory", stream="order_placed", limit=2) == everything
    assert letters(poisoned, "inventory", limit=1) == everything
    assert letters(poisoned, "inventory", stream="order_completed") == []
    first = poisoned.inventory.get("/operations/dead-letters?stream=order_placed&limit=2")
    assert re.search(r"[?&]stream=order_placed[&>]", first.headers["Link"])
    assert poisoned.inventory.get(next_page(first)).json == everything[2:4]
    for letter in everything:
        assert re.fullmatch(rf"{letter['partition']}-\d+-\d+", letter["id"])
        assert (letter["stream"], letter["attempts"]) == ("order_placed", 1)
        assert re.fullmatch(r"\d+-\d+", letter["entry"]) and re.fullmatch(TIME, letter["at"])
        assert "product_id: Field required" in letter["reason"]
        assert re.fullmatch(r'{"pk":"wrong \d"}', letter["payload"])


def test_a_letter_that_is_still_not_understood_stays_with_one_attempt_more(poisoned):
    before = letters(poisoned, "inventory")
    one = before[2]
    assert retry(poisoned, "inventory", stream="order_placed", ids=[one["id"]]) == {"retried": 0, "failed": 1}
    assert retry(poisoned, "inventory", stream="order_placed", all=True) == {"retried": 0, "failed": 5}
    after = letters(poisoned, "inventory")
    attempts = {letter["id"]: 3 if letter is one else 2 for letter in before}
    assert after == [{**letter, "attempts": attempts[letter["id"]]} for letter in before]


def test_a_letter_that_can_be_applied_again_has_its_effect_once_from_every_kind_of_retry(own_souk):
    """An order whose hash was missing when it was to be settled, and exists again."""
    redis = own_souk.inventory_redis.connection()
    product_id = own_souk.create_product()["id"]
    partition = partition_of(product_id)
    with own_souk.payment_consumer.paused():
        pk = own_souk.place_order(product_id, 10)
        own_souk.wait_for_product(product_id, available=90)
        key = f"payment:{{{partition}}}:order:{pk}"
        redis.rename(key, key + ":away")
    wait_until(lambda: letters(own_souk, "payment", stream="stock_reserved"), what="a dead letter")
    (letter,) = letters(own_souk, "payment")
    assert letter["reason"] == "order_not_found"
    assert letter["payload"] == f'{{"pk":"{pk}"}}'
    assert retry(own_souk, "payment", stream="stock_reserved", all=True) == {"retried": 0, "failed": 1}
    redis.rename(key + ":away", key)

    def once_more(number):
        which = {"all": True} if number % 2 else {"ids": [letter["id"], letter["id"]]}
        return retry(own_souk, "payment", stream="stock_reserved", **which)

    counts = in_parallel(once_more, range(16))
    assert sum(count["retried"] for count in counts) == 1
    assert sum(count["failed"] for count in counts) == 0
    assert own_souk.read_order(pk)["status"] == "completed"
    own_souk.wait_for_product(product_id, quantity=90, available=90)
    assert redis.xlen(f"payment:{{{partition}}}:order_completed") == 1
    assert letters(own_souk, "payment") == []


def test_a_letter_that_was_sent_again_by_hand_takes_the_stock_once(own_souk):
    """The stock was reserved by the entry that was understood; the letter of its twin takes nothing more."""
    redis = own_souk.inventory_redis.connection()
    product_id = own_souk.create_product()["id"]
    partition = partition_of(product_id)
    with own_souk.payment_consumer.paused():
        pk = own_souk.place_order(product_id, 10)
        own_souk.wait_for_product(product_id, available=90)
        payload = f'{{"pk":"{pk}","product_id":"{product_id}","quantity":"10"}}'
        redis.xadd(
            f"inventory:{{{partition}}}:order_placed:dead",
            {"entry": "1-1", "stream": "order_placed", "reason": "of old", "payload": payload},
        )
        assert retry(own_souk, "inventory", stream="order_placed", all=True) == {"retried": 1, "failed": 0}
        assert own_souk.product(product_id)["available"] == 90
    own_souk.wait_for_order(pk, "completed")
    own_souk.wait_for_product(product_id, quantity=90, available=90)


@pytest.mark.parametrize(
    "body, loc",
    [
        ({"stream": "order_placed"}, ["body"]),
        ({"stream": "order_placed", "all": False}, ["body", "all"]),
        ({"stream": "order_placed", "all": True, "ids": ["0-1-1"]}, ["body"]),
        ({"stream": "order_placed", "ids": []}, ["body", "ids"]),
        ({"stream": "order_placed", "ids": ["0-1-1"] * 1001}, ["body", "ids"]),
        ({"stream": "order_placed", "ids": ["0-1-1", "1-1"]}, ["body", "ids", 1]),
        ({"stream": "order_placed", "ids": ["0-1-1-1"]}, ["body", "ids", 0]),
        ({"stream": "stock_reserved", "all": True}, ["body", "stream"]),
        ({"all": True}, ["body", "stream"]),
    ],
)
def test_a_retry_without_a_selection_is_refused(souk, body, loc):
    answer = souk.inventory.post("/operations/dead-letters/retry", body)
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [loc]


@pytest.mark.parametrize("partition", [0, PARTITIONS, 9999])
def test_a_letter_that_is_not_there_is_not_retried(souk, partition):
    answer = souk.inventory.post("/operations/dead-letters/retry", {"stream": "order_placed", "ids": [f"{partition}-1-1"]})
    assert (answer.status, answer.json) == (200, {"retried": 0, "failed": 0})


@pytest.mark.parametrize("query", ["stream=stock_reserved", "cursor=5", "limit=0", "limit=101"])
def test_a_list_that_cannot_be_is_refused(souk, query):
    answer = souk.inventory.get(f"/operations/dead-letters?{query}")
    assert answer.status == 422
    assert [error["loc"] for error in answer.json["errors"]] == [["query", query.split("=")[0]]]


def test_letters_that_are_gone_are_neither_retried_nor_failed(souk):
    assert retry(souk, "inventory", stream="order_placed", ids=["0-1-1"]) == {"retried": 0, "failed": 0}
