"""What is written down in two places says the same in both. Reads files only."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAYMENT_LUA = "services/payment/store/payment.lua"
SERVICES = {
    "inventory": "services/inventory/store/inventory.lua",
    "payment": PAYMENT_LUA,
}


def text(path):
    return (ROOT / path).read_text()


def words(listed):
    return re.findall(r"[\"'](\w+)[\"']", listed)


def moves():
    """{name: (from, to)} of the table in payment.lua; from nothing is None."""
    rows = re.findall(r"(\w+)\s*= \{ from = (?:'(\w+)'|false),\s*to = '(\w+)' \}", text(PAYMENT_LUA))
    return {name: (before or None, after) for name, before, after in rows}


def documented_moves():
    """(status, from, function) of the table in docs/architecture.md."""
    rows = re.findall(r"^\| `(\w+)` \| (?:`(\w+)`|nothing) \| `(\w+)` \|", text("docs/architecture.md"), re.MULTILINE)
    return {(before or None, after): function for after, before, function in rows}


def test_the_table_of_moves_reaches_every_status_of_the_api_and_no_other():
    statuses = json.loads(text("client/openapi/payment.json"))["components"]["schemas"]["Order"]["properties"]["status"]["enum"]
    assert len(moves()) == 5
    assert {after for _, after in moves().values()} == set(statuses)
    assert {before for before, _ in moves().values()} - {None} < set(statuses)


def test_the_table_of_moves_is_the_one_of_the_documentation():
    documented = documented_moves()
    assert set(moves().values()) == set(documented)
    for name, move in moves().items():
        assert documented[move].startswith(f"{name}_order"), name


def test_no_status_of_an_order_is_named_outside_the_table_of_moves():
    code = re.sub(r"--.*", "", text(PAYMENT_LUA))
    rules = code[code.index("local function place_orders"):]
    for status in {after for _, after in moves().values()}:
        assert f"'{status}'" not in rules, status


def test_a_function_and_its_consumer_have_the_same_names_for_the_same_keys():
    for service, path in SERVICES.items():
        registered = {
            function: words(outputs)
            for function, outputs in re.findall(r"register_batch\('(\w+)', \{(.*?)\}", text(path), re.DOTALL)
        }
        sources = text(f"services/{service}/consumers/sources.cpp")
        called = {
            function: words(outputs)
            for function, outputs in re.findall(r'\.function = "(\w+)",\s*\.outputs = \{(.*?)\}', sources, re.DOTALL)
        }
        assert registered and registered == called
