"""The processor time of a payment, so that the bank does not slow a fault run down. Other load disturbs it less than it disturbs a rate."""

import http.client
import json
import os
import pathlib
import urllib.parse

import pytest

from bank import KEY, fields, order

PAYMENTS = 500
CALLS = 4  # of a payment
LIMIT = 1500  # microseconds a call, so that other load does not count


def processor_seconds(process):
    used = pathlib.Path(f"/proc/{process.child.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.measures
def test_a_call_takes_little_of_a_core(own_bank):
    own_bank.fault("webhook", how="never")  # each would be a request of its own
    connection = http.client.HTTPConnection("127.0.0.1", own_bank.port)

    def call(method, path, parameters, key=""):
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(fields(parameters)).encode()
        connection.request(method, path, body, headers | ({"Idempotency-Key": key} if key else {}))
        answer = connection.getresponse()
        return answer.status, answer.read()

    began = processor_seconds(own_bank)
    for number in range(PAYMENTS):
        _, session = call("POST", "/v1/checkout/sessions", order(reference=f"pk-{number}"), f"{number}:authorize")
        identifier = json.loads(session)["id"]
        call("POST", f"/pay/{identifier}", {"action": "pay"})
        _, session = call("GET", f"/v1/checkout/sessions/{identifier}", {})
        intent = json.loads(session)["payment_intent"]
        assert call("POST", f"/v1/payment_intents/{intent}/capture", {}, f"{number}:capture")[0] == 200
    used = (processor_seconds(own_bank) - began) * 1e6 / (PAYMENTS * CALLS)
    print(f"{used:.0f} us of a core a call")
    assert used < LIMIT
