"""Facts that are written in two places are equal in both. Reads files only."""

import fnmatch
import json
import os
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
STORE = "services/payment/store/"
TERMS_LUA, ORDERS_LUA, LINES_LUA, SALE_LUA, SETTLEMENT_LUA, STEPS_LUA = (
    f"{STORE}{name}.lua" for name in ("customer_terms", "orders", "lines", "sale", "settlement", "steps"))
SERVICES = {
    "inventory": ["services/inventory/store/inventory.lua"],
    "payment": [LINES_LUA, SETTLEMENT_LUA, TERMS_LUA],
}


PROSE = ("README.md", "SECURITY.md", "docs/*.md", "libs/*/README.md", "contracts/README.md", "client/README.md", "sandbox/README.md",
         "tests/system/README.md")
NAMED_BY_ENDING = ("lua", "cpp", "hpp", "py", "ts", "tsx", "conf", "md", "html", "json", "css")
MADE_LATER = ("SOUK_DATA/", "access/", "log/", "dist/", "../build/")  # by a start or a build


def text(path):
    return (ROOT / path).read_text()


def words(listed):
    return re.findall(r"[\"'](\w+)[\"']", listed)


def moves():
    """{name: (from, to)} of the table in orders.lua; from nothing is None."""
    rows = re.findall(r"(\w+)\s*= \{ from = (?:'(\w+)'|false),\s*to = '(\w+)'(?:, mail = '\w+')? \}", text(ORDERS_LUA))
    return {name: (before or None, after) for name, before, after in rows}


def documented_moves():
    """{(from, to, function)} of the table in docs/architecture.md."""
    rows = re.findall(r"^\| `(\w+)` \| (?:`(\w+)`|nothing) \| `(\w+)` \|", text("docs/architecture.md"), re.MULTILINE)
    return {(before or None, after, function) for after, before, function in rows}


def functions_of_payment():
    """{name: body} of the local functions in the files about orders, without comments."""
    code = re.sub(r"--.*", "", "".join(map(text, (ORDERS_LUA, SALE_LUA, SETTLEMENT_LUA, STEPS_LUA))))
    bodies = {}
    for name, rest in re.findall(r"^local function (\w+)(.*?)(?=^local function |\Z)", code, re.MULTILINE | re.DOTALL):
        first, _, more = rest.partition("\n")
        bodies[name] = first if first.endswith(" end") else first + more[:more.index("\nend\n")]
    return bodies


def made_moves():
    """{(from, to, function)}: the functions of Redis that make a move, or `decide`, which is a part of many of them."""
    bodies = functions_of_payment()
    code = "".join(map(text, (ORDERS_LUA, SALE_LUA, SETTLEMENT_LUA)))
    entries = {"decide", *re.findall(r"register(?:_\w+)?\('(\w+)'", code)}
    callers = {name: {caller for caller, body in bodies.items() if re.search(rf"\b{name}\(", body)} for name in bodies}

    def entries_above(name):
        return {name} if name in entries else set().union(*map(entries_above, callers[name]))

    found = {(move, entry) for name, body in bodies.items()
             for move in re.findall(r"(?:end_order\([^\n]*?, |'status', )moves\.(\w+)", body) for entry in entries_above(name)}
    found |= {(move, entry) for entry, move in re.findall(
        r"register_batch\('(\w+)',(?:(?!register_).)*?make\(moves\.(\w+)", code, re.DOTALL)}
    return {(*moves()[move], entry) for move, entry in found}


def test_the_table_of_moves_reaches_every_status_of_the_api_and_no_other():
    statuses = json.loads(text("client/openapi/payment.json"))["components"]["schemas"]["Order"]["properties"]["status"]["enum"]
    assert len(moves()) == 6
    assert {after for _, after in moves().values()} == set(statuses)
    assert {before for before, _ in moves().values()} - {None} < set(statuses)


def test_the_table_of_moves_is_the_one_of_the_documentation():
    assert {(before, after) for before, after, _ in made_moves()} == set(moves().values())
    assert documented_moves() == made_moves()


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


def test_the_files_of_payments_functions_are_put_together_in_the_same_order_by_the_harness_of_faults():
    parts = re.findall(r"embedded::(\w+)_lua\(\),", text(f"{STORE}library.cpp"))
    of_harness = re.search(r'"payment": .*?\((".*?")\)', text("tests/faults/library.py"), re.DOTALL)[1]
    assert parts == words(of_harness)
    assert set(parts) == {path.stem for path in (ROOT / STORE).glob("*.lua")}


def test_the_files_of_inventorys_functions_are_put_together_in_the_same_order_by_the_harness_of_faults():
    parts = re.findall(r"embedded::(\w+)_lua\(\)\)", text("services/inventory/store/library.cpp"))
    of_harness = re.search(r'"inventory": \((.*?)\)', text("tests/faults/library.py"), re.DOTALL)[1]
    assert re.findall(r"(\w+)\.lua", of_harness) == [part for part in parts if part != "pages"]


def test_what_a_decision_writes_to_is_the_same_in_the_functions_and_in_their_callers():
    functions = re.search(r"local decision_keys = \{(.*?)\}", text(SALE_LUA), re.DOTALL)[1]
    callers = re.search(r"decision_keys\{(.*?)\}", text("services/payment/domain/decision_keys.hpp"), re.DOTALL)[1]
    assert len(words(functions)) == 12
    assert words(functions) == words(callers)


def project_files():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ("build", "node_modules", "dist", "var", ".git", ".cache", "__pycache__")]
        yield from (os.path.relpath(os.path.join(folder, name), ROOT) for name in files)


def names_of(paths):
    """How prose may name these files and their folders: by the end of a path, a file also without its ending."""
    names = set()
    for path in paths:
        parts = path.split("/")
        ways = [parts[:end] for end in range(1, len(parts) + 1)] + [[*parts[:-1], parts[-1].rsplit(".", 1)[0]]]
        names |= {"/".join(way[start:]) for way in ways for start in range(len(way))}
    return names


def named_paths(prose):
    """What stands between backticks and looks like a path or a file, outside of blocks of code."""
    for word in re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^\s*```.*?^\s*```", "", prose)):
        is_path = re.fullmatch(r"(\.\.?/)*[A-Za-z*][\w.*-]*(/[\w.*-]+)*/?", word)
        if is_path and ("/" in word or word.rsplit(".", 1)[-1] in NAMED_BY_ENDING) and not word.startswith(MADE_LATER):
            yield word


def test_every_path_and_link_in_the_documentation_leads_to_a_file():
    files = list(project_files())
    known, missing = names_of(files), []
    documents = [name for name in files if any(fnmatch.fnmatchcase(name, pattern) for pattern in PROSE)]
    assert len(documents) > 40
    for document in documents:
        prose = text(document)
        for path in named_paths(prose):
            name = re.sub(r"^(\.\.?/)+", "", path).rstrip("/")
            if name not in known and not ("*" in name and fnmatch.filter(known, name)):
                missing.append(f"{document}: `{path}`")
        for link in re.findall(r"\]\(([^)#\s:]+)[^):]*\)", prose):
            if not (ROOT / document).parent.joinpath(link).exists():
                missing.append(f"{document}: ({link})")
    assert missing == []
