"""Facts that are written in two places are equal in both. Reads files only."""

import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORE = "services/payment/store/"
ORDERS_LUA, LINES_LUA, SALE_LUA, SETTLEMENT_LUA, STEPS_LUA = (
    f"{STORE}{name}.lua" for name in ("orders", "lines", "sale", "settlement", "steps"))
SERVICES = {
    "inventory": ["services/inventory/store/inventory.lua"],
    "payment": [LINES_LUA, SETTLEMENT_LUA],
}


def text(path):
    return (ROOT / path).read_text()


def words(listed):
    return re.findall(r"[\"'](\w+)[\"']", listed)


def moves():
    """{name: (from, to)} of the table in orders.lua; from nothing is None."""
    rows = re.findall(r"(\w+)\s*= \{ from = (?:'(\w+)'|false),\s*to = '(\w+)'(?:, mail = '\w+')? \}", text(ORDERS_LUA))
    return {name: (before or None, after) for name, before, after in rows}


def documented_moves():
    """(status, from, function) of the table in docs/architecture.md."""
    rows = re.findall(r"^\| `(\w+)` \| (?:`(\w+)`|nothing) \| `(\w+)` \|", text("docs/architecture.md"), re.MULTILINE)
    return {(before or None, after): function for after, before, function in rows}


def test_the_table_of_moves_reaches_every_status_of_the_api_and_no_other():
    statuses = json.loads(text("client/openapi/payment.json"))["components"]["schemas"]["Order"]["properties"]["status"]["enum"]
    assert len(moves()) == 6
    assert {after for _, after in moves().values()} == set(statuses)
    assert {before for before, _ in moves().values()} - {None} < set(statuses)


def test_the_table_of_moves_is_the_one_of_the_documentation():
    documented = documented_moves()
    assert set(moves().values()) == set(documented)
    for name, move in moves().items():
        assert documented[move].startswith(f"{name}_order"), name


def line_moves():
    """{name: (set of from, to)} of the table in lines.lua."""
    rows = re.findall(r"(\w+)\s*= \{ from = \{(.*?)\},\s*to = '(\w+)' \}", text(LINES_LUA))
    return {name: (set(re.findall(r"(\w+) = true", before)), after) for name, before, after in rows}


def test_the_table_of_the_moves_of_a_line_reaches_every_status_and_is_the_one_of_the_documentation():
    schemas = json.loads(text("client/openapi/payment.json"))["components"]["schemas"]
    statuses = schemas["Order"]["properties"]["lines"]["items"]["properties"]["status"]["enum"]
    assert len(line_moves()) == 6
    assert {after for _, after in line_moves().values()} == set(statuses)
    rows = re.findall(r"^\| `(\w+)` \| ([`\w, ]+) \| `\w+`(?:, `\w+`)? \|$", text("docs/architecture.md"), re.MULTILINE)
    documented = [(set(re.findall(r"\w+", before)), after) for after, before in rows]
    assert sorted(documented, key=str) == sorted(line_moves().values(), key=str)


def test_no_status_of_an_order_is_named_outside_the_table_of_moves():
    code = re.sub(r"--.*", "", "".join(map(text, (ORDERS_LUA, SALE_LUA, SETTLEMENT_LUA, STEPS_LUA))))
    rules = code[code.index("local function place_orders"):]
    for status in {after for _, after in moves().values()}:
        assert f"'{status}'" not in rules, status


def test_a_function_and_its_consumer_have_the_same_names_for_the_same_keys():
    for service, paths in SERVICES.items():
        functions = "".join(text(path) for path in paths)
        registered = {
            function: words(outputs)
            for function, outputs in re.findall(
                r"register_(?:batch|relayed)\('(\w+)', (\{.*?\}|deciding\('\w+'\))", functions, re.DOTALL)
        }
        sources = text(f"services/{service}/consumers/sources.cpp")
        called = {
            function: words(outputs)
            for function, outputs in re.findall(
                r'\.function = "(\w+)",\s*\.outputs = (\{.*?\}|deciding\("\w+"\))', sources, re.DOTALL)
        }
        assert registered and registered == called


def test_what_a_decision_writes_to_is_the_same_in_the_functions_and_in_their_callers():
    functions = re.search(r"local decision_keys = \{(.*?)\}", text(SALE_LUA), re.DOTALL)[1]
    callers = re.search(r"decision_keys\{(.*?)\}", text("services/payment/domain/decision_keys.hpp"), re.DOTALL)[1]
    assert len(words(functions)) == 9
    assert words(functions) == words(callers)
