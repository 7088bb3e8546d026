"""The contract's base workflow, byte for byte."""

import pathlib
import re
from datetime import datetime

import pytest

from souk import SETTLE_DELAY, ULID

pytestmark = pytest.mark.cluster

GOLDEN = pathlib.Path(__file__).parent / "golden"
NUMBER = "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


def masked(text):
    text = re.sub(f'"number":"{NUMBER}"', '"number":"<number>"', text)
    return re.sub(TIME, "<time>", re.sub(ULID, "<id>", text))


def assert_golden(answer, name):
    assert masked(answer.text) == (GOLDEN / f"{name}.json").read_text().rstrip("\n")


def milliseconds_between(earlier, later):
    read = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (earlier, later)]
    return (read[1] - read[0]).total_seconds() * 1000


def test_the_workflow_of_the_design_gives_exactly_its_fields(souk):
    created = souk.inventory.post("/products/", b'{"name":"product","price":20.0,"quantity":100}')
    assert created.status == 201
    assert created.headers["Content-Type"] == "application/json"
    assert re.match(f'{{"id":"{ULID}","name":"product","price":20\\.0,"quantity":100[,}}]', created.text)
    assert_golden(created, "product_created")
    product_id = created.json["id"]

    read = souk.inventory.get(f"/products/{product_id}")
    assert (read.status, read.body) == (200, created.body)
    listed = souk.inventory.get("/products/")
    assert listed.status == 200
    assert listed.text == "[" + created.text + "]"

    placed = souk.payment.post("/orders/", f'{{"id":"{product_id}","quantity":10}}'.encode())
    assert placed.status == 201
    assert re.match(
        f'{{"pk":"{ULID}","product_id":"{product_id}","price":20\\.0,"fee":4\\.0,"total":24\\.0,'
        '"quantity":10,"status":"pending"[,}]',
        placed.text,
    )
    assert_golden(placed, "order_pending")
    pk = placed.json["pk"]
    assert souk.payment.get(f"/orders/{pk}").status == 200

    souk.wait_for_order(pk, "completed")
    completed = souk.payment.get(f"/orders/{pk}")
    assert completed.text.startswith(placed.text[: placed.text.index('"status"')] + '"status":"completed"')
    assert_golden(completed, "order_completed")
    souk.wait_for_product(product_id, quantity=90)
    assert_golden(souk.inventory.get(f"/products/{product_id}"), "product_sold")


def test_deletion_within_the_delay_ends_refunded(souk):
    product_id = souk.create_product()["id"]
    pk = souk.place_order(product_id, 10)
    souk.wait_for_product(product_id, available=90)  # before that it would be rejected, and nobody charged
    deleted = souk.inventory.delete(f"/products/{product_id}")
    assert (deleted.status, deleted.body) == (204, b"")
    souk.wait_for_order(pk, "refunded")
    assert_golden(souk.payment.get(f"/orders/{pk}"), "order_refunded")


def test_an_order_is_read_as_it_was_answered(souk):
    product_id = souk.create_product()["id"]
    with souk.payment_consumer.paused():
        placed = souk.order(product_id, 10)
        read = souk.payment.get(f"/orders/{placed.json['pk']}")
        assert (read.status, read.body) == (200, placed.body)
        assert placed.text in souk.payment.get("/orders/").text


def test_an_order_is_completed_when_the_delay_has_passed_and_not_before(souk):
    pk = souk.place_order(souk.create_product()["id"])
    order = souk.wait_for_order(pk, "completed")
    took = milliseconds_between(order["created_at"], order["updated_at"])
    assert SETTLE_DELAY * 1000 <= took < SETTLE_DELAY * 1000 + 5000


@pytest.mark.parametrize(
    "sent, price, fee, total, amount_of_three",
    [
        ("20", "20.0", "4.0", "24.0", "72.0"),
        ("20.00", "20.0", "4.0", "24.0", "72.0"),
        ("2e1", "20.0", "4.0", "24.0", "72.0"),
        ("19.99", "19.99", "4.0", "23.99", "71.97"),
        ("0.07", "0.07", "0.01", "0.08", "0.24"),
        ("0.01", "0.01", "0.0", "0.01", "0.03"),
        ("0", "0.0", "0.0", "0.0", "0.0"),
        ("1234.5", "1234.5", "246.9", "1481.4", "4444.2"),
        ("1000000", "1000000.0", "200000.0", "1200000.0", "3600000.0"),
    ],
)
def test_money_is_exact_and_printed_as_shortest(souk, sent, price, fee, total, amount_of_three):
    created = souk.inventory.post("/products", f'{{"name":"p","price":{sent},"quantity":9}}'.encode())
    assert f'"price":{price},' in created.text
    placed = souk.order(created.json["id"], 3)
    assert f'"price":{price},"fee":{fee},"total":{total},"quantity":3,' in placed.text
    assert re.search(f'"amount":{re.escape(amount_of_three)}[,}}]', placed.text)
