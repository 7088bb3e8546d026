"""Requests that the SDK does not make."""

import pytest

from bank import KEY


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer \xff"}, 401),
        ({"Authorization": "Basic ///"}, 401),
        ({"Authorization": "Digest x"}, 401),
        ({"Authorization": f"Bearer {KEY}", "Stripe-Version": "latest"}, 400),
        ({"Authorization": f"Bearer {KEY}", "Idempotency-Key": "\xff"}, 400),
        ({"Authorization": f"Bearer {KEY}", "Idempotency-Key": "k" * 256}, 400),
    ],
)
def test_wrong_headers_are_refused_as_stripe_refuses(bank, headers, status):
    answer = bank.http.post("/v1/refunds", b"", headers=headers)
    assert answer.status == status
    assert answer.json["error"]["message"]


@pytest.mark.parametrize(
    "body",
    [b"", b"=", b"&&&", b"a[", b"]", b"[]=x", b"a=1&a[b]=2", b"a[b]=1&a=2", b"%ff%fe=%00", b"mode[payment]=1", b'{"mode":"payment"}',
     b"line_items=", b"line_items[]=x", b"line_items[x][quantity]=1", b"mode=payment&line_items[0][quantity]=\xd9\xa3",
     b"expand=x", b"x" + b"[a]" * 5000 + b"=1", b"&".join(b"a[]=1" for _ in range(1001))],
)
def test_any_body_is_answered_with_a_refusal(bank, body):
    headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/x-www-form-urlencoded"}
    answer = bank.http.post("/v1/checkout/sessions", body, headers=headers)
    assert answer.status == 400
    assert answer.json["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("path", ["", "data", "data.", "data.colour", "payment_intent", "data.payment_intent.a.b.c", "a&b=c +%26"])
def test_what_cannot_be_expanded_is_refused(bank, path):
    bank.create()
    answer = bank.api("GET", "checkout/sessions", {"expand": [path]})
    assert (answer.status, path in answer.json["error"]["message"]) == (400, True)


def test_a_body_above_a_megabyte_is_refused(bank):
    answer = bank.http.post("/v1/refunds", b"a" * (1024 * 1024 + 1), headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status == 413


def test_an_unknown_path_is_named(bank):
    answer = bank.api("POST", "customers")
    assert (answer.status, answer.json["error"]["message"]) == (404, "Unrecognized request URL (POST: /v1/customers).")
