"""What becomes of the goods of paid orders: packed, shipped, and the buyer's mail."""

import pytest

from shopping import place, when_order_is
from souk import PARTITIONS, assert_problem, partition_of
from test_mail import mails_of

pytestmark = pytest.mark.cluster


def paid(souk, *quantities):
    """An order of one unit of each of so many products."""
    ids = [souk.create_product(quantity=quantity)["id"] for quantity in quantities]
    pk = place(souk.payment, *((product, 1) for product in ids))
    when_order_is(souk.payment, pk, "completed")
    return pk


def fulfil(souk, pk, **wanted):
    return souk.payment.request("PUT", f"/orders/{pk}/fulfilment", wanted)


def waiting(souk, more=""):
    return [order["pk"] for page in souk.pages(souk.payment, f"/orders/to-ship?limit=3{more}") for order in page]


def test_a_paid_order_is_packed_and_shipped_and_its_buyer_gets_one_mail(souk):
    pk = paid(souk, 5, 5)
    assert pk in waiting(souk)
    packed = fulfil(souk, pk, state="packed")
    assert packed.status == 200 and packed.json["fulfilment"] == {"state": "packed", "tracking": None, "shipped_at": None}
    assert pk in waiting(souk, "&state=packed") and pk not in waiting(souk, "&state=open")
    for _ in range(2):
        shipped = fulfil(souk, pk, state="shipped", tracking="1Z 999 AA1")
        assert shipped.status == 200 and shipped.json["timeline"][-1]["step"] == "shipped"
    order = souk.payment.get(f"/orders/{pk}").json
    assert order["fulfilment"] == {"state": "shipped", "tracking": "1Z 999 AA1", "shipped_at": order["timeline"][-1]["at"]}
    assert pk not in waiting(souk)
    assert list(mails_of(souk, pk)) == ["shipped", "confirmed"]
    assert "1Z 999 AA1" in souk.payment.get(f"/mails/{pk}.shipped/text").text


def test_the_list_has_every_order_once_oldest_first(souk):
    pks = [paid(souk, *[5] * (1 + number % 2)) for number in range(8)]
    assert len({partition_of(pk, PARTITIONS) for pk in pks}) > 1
    assert [pk for pk in waiting(souk) if pk in pks] == pks


@pytest.mark.parametrize("wanted, loc", [
    ({}, ["body", "state"]),
    ({"state": "lost"}, ["body", "state"]),
    ({"state": "shipped", "tracking": ""}, ["body", "tracking"]),
    ({"state": "shipped", "tracking": "x" * 201}, ["body", "tracking"]),
])  # fmt: skip
def test_what_is_no_fulfilment_is_refused(souk, wanted, loc):
    problem = assert_problem(fulfil(souk, paid(souk, 5), **wanted), 422, "validation_failed")
    assert problem["errors"][0]["loc"] == loc


def test_only_a_paid_order_is_shipped_and_it_stays_shipped(souk):
    pk = place(souk.payment, (souk.create_product(quantity=5)["id"], 1))
    assert_problem(fulfil(souk, pk, state="shipped"), 409, "not_paid")
    when_order_is(souk.payment, pk, "completed")
    assert fulfil(souk, pk, state="shipped").status == 200
    assert_problem(fulfil(souk, pk, state="open"), 409, "already_shipped")
    assert_problem(fulfil(souk, "01M81D9XNKCRETJP4Z435MC977", state="open"), 404, "order_not_found")
