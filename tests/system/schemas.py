"""JSON Schema, as far as our OpenAPI uses it: checks values, and makes values that match or do not match."""

import datetime
import json
import random
import re
from re import _parser as regex

# The characters of a text: each kind that our rules distinguish.
CHARACTERS = "aZ09 -_/:.,'\"\\<&é中ガא🛒\t\n\u00a0\u200b\u2028\u3000\ufeff\u0301" + "\x00\x0b\x1f\x7f\x85"


LONGEST = 1_000_000  # bytes of a body: a longer one is refused before it is read
TIME = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"
DATE = r"\d{4}-\d{2}-\d{2}"
TIMES = ["2026-11-22T09:49:19Z", "2026-11-22t09:49:19.0421+01:30", "0001-01-01T00:00:00-00:00", "2016-12-31T23:59:60Z"]


class Numeral(str):
    """A number as it is written: 2, 2.0, 2e0."""


def dumped(value):
    if isinstance(value, Numeral):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{dumped(member)}" for name, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dumped, value)) + "]"
    return json.dumps(value)


def plain(value):
    """The same as a JSON parser reads it."""
    return json.loads(dumped(value))


class Schemas:
    """Those of one document. `known`: values for texts that are ids, so that some name an existing product or order."""

    def __init__(self, document, seed, known=()):
        self.document, self.random, self.known = document, random.Random(seed), list(known)

    def resolved(self, schema):
        while "$ref" in schema:
            part = self.document
            for step in schema["$ref"].removeprefix("#/").split("/"):
                part = part[step]
            schema = part
        return schema

    # Is it?

    def allows(self, schema, value):
        schema = self.resolved(schema)
        if schema.get("readOnly"):
            return True
        if not all(self.allows(one, value) for one in schema.get("allOf", [])):
            return False
        if "anyOf" in schema and not any(self.allows(one, value) for one in schema["anyOf"]):
            return False
        if "not" in schema and self.allows(schema["not"], value):
            return False
        if "oneOf" in schema and sum(self.allows(one, value) for one in schema["oneOf"]) != 1:
            return False
        if "enum" in schema and not any(value is one or (value == one and type(value) is type(one)) for one in schema["enum"]):
            return False
        if "const" in schema and value is not schema["const"]:
            return False
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(is_type(value, kind) for kind in types):
            return False
        return self.fits(schema, value)

    def fits(self, schema, value):
        if isinstance(value, str):
            fits_pattern = "pattern" not in schema or re.search(schema["pattern"].replace("$", r"\Z"), value)
            form = {"date-time": TIME, "date": DATE}.get(schema.get("format"))
            if form and not re.fullmatch(form, value):
                return False
            if len(value.encode("utf-8", "surrogatepass")) > schema.get("x-max-bytes", 1 << 30):
                return False
            return bool(fits_pattern) and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 30)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return schema.get("minimum", value) <= value <= schema.get("maximum", value)
        if isinstance(value, list):
            right_size = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 1 << 30)
            unique = schema.get("x-unique")
            if unique and right_size and len({str(item.get(unique)).upper() for item in value if isinstance(item, dict)}) < len(value):
                return False
            return right_size and all(self.allows(schema.get("items", {}), item) for item in value)
        if isinstance(value, dict):
            known = schema.get("properties", {})
            closed, more = schema.get("additionalProperties") is False, schema.get("additionalProperties", {})
            if isinstance(more, dict) and more and not all(
                    self.allows(schema["propertyNames"], name) and self.allows(more, member) for name, member in value.items()):
                return False
            if len(value) > schema.get("maxProperties", 1 << 30):
                return False
            return (
                all(name in value for name in schema.get("required", []))
                and not (closed and set(value) - set(known))
                and all(self.allows(known[name], member) for name, member in value.items() if name in known)
            )
        return True

    # One that is.

    def value(self, schema):
        schema = self.resolved(schema)
        for _ in range(1000):
            made = self.draft(schema)
            if self.allows(schema, plain(made)):
                return made
        raise AssertionError(f"nothing fits {schema}")

    def draft(self, schema):
        if "anyOf" in schema and "type" not in schema:
            choices = schema["anyOf"]
            if any(one.get("description") == "the same number in a string" for one in choices):
                number = self.value(choices[0])
                return number if self.random.random() < 0.6 else str(number)
            return self.value(self.random.choice(choices))
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type")
        kind = self.random.choice(kind) if isinstance(kind, list) else kind
        makers = {"object": self.draft_object, "array": self.draft_array, "string": self.draft_text,
                  "integer": self.draft_number, "number": self.draft_number}  # fmt: skip
        if kind in makers:
            return makers[kind](schema)
        return self.random.random() < 0.5 if kind == "boolean" else None

    def draft_object(self, schema):
        made = {}
        for _ in range(self.random.randint(0, schema.get("maxProperties", 0))):
            made[self.value(schema["propertyNames"])] = self.value(schema["additionalProperties"])
        for name, member in schema.get("properties", {}).items():
            if name in schema.get("required", []) or self.random.random() < 0.5:
                made[name] = self.random.choice([None, 1, "x", [], {}]) if member.get("readOnly") else self.value(member)
        return made

    def draft_array(self, schema):
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        size = self.random.choice([least, min(most, least + 1), min(most, least + 3)] + [most] * (self.random.random() < 0.05))
        return [self.value(schema["items"]) for _ in range(size)]

    def draft_number(self, schema):
        """With no more decimals than its description allows."""
        decimals = re.search(r"at most (\d+) decimals", schema.get("description", ""))
        unit = 10 ** int(decimals[1] if decimals else 0)
        least, most = round(schema["minimum"] * unit), round(schema["maximum"] * unit)
        small, any_size = self.random.randint(least, min(most, least + 500)), self.random.randint(least, most)
        units = self.random.choice([least, most, small, any_size])
        whole = units % unit == 0
        exact = str(units // unit) if whole else f"{'-' if units < 0 else ''}{abs(units) / unit:.{len(str(unit)) - 1}f}"
        if abs(units) > 10**15:
            return Numeral(exact)
        return Numeral(self.random.choice([exact, exact + ".0", exact + ".000", exact + "e0"]) if whole else exact)

    def draft_text(self, schema):
        if schema.get("format") == "date-time":
            return self.random.choice(TIMES)
        if schema.get("format") == "date":
            return str(datetime.datetime.now(datetime.timezone.utc).date())  # the days of a range are in order
        if self.known and schema.get("pattern", "").startswith("^[0-7][0-9A-H") and self.random.random() < 0.5:
            return self.random.choice([str.upper, str.lower])(self.random.choice(self.known))
        most = schema.get("maxLength", 20)
        if "pattern" not in schema:
            return "".join(self.random.choices(CHARACTERS, k=self.random.randint(schema.get("minLength", 0), min(most, 20))))
        text = self.text_of(regex.parse(schema["pattern"]))
        if self.random.random() < 0.1 and "maxLength" in schema:
            text += self.random.choice("x🛒") * (most - len(text))
        return text

    def text_of(self, pattern):
        return "".join(self.part(*token) for token in pattern)

    def part(self, kind, what):
        kind = str(kind)
        if kind == "LITERAL":
            return chr(what)
        if kind == "IN":
            return self.one_in(what)
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, repeated = what
            times = self.random.randint(least, min(int(most), least + self.random.choice([0, 1, 12])))
            return "".join(self.text_of(repeated) for _ in range(times))
        if kind == "SUBPATTERN":
            return self.text_of(what[-1])
        if kind == "BRANCH":
            return self.text_of(self.random.choice(what[1]))
        return ""  # an anchor, or a condition on what follows: value() looks whether it holds

    def one_in(self, choices):
        if str(choices[0][0]) != "NEGATE":
            kind, what = self.random.choice(choices)
            return chr(what if str(kind) == "LITERAL" else self.random.randint(*what))
        excluded = lambda c: any(c == what if str(kind) == "LITERAL" else what[0] <= c <= what[1] for kind, what in choices[1:])
        return self.random.choice([c for c in CHARACTERS if not excluded(ord(c))])

    # One that is not.

    def wrong_value(self, schema):
        """A matching value with one wrong place."""
        for _ in range(1000):
            made = self.spoilt(schema, self.value(schema))
            if not self.allows(schema, plain(made)) and len(dumped(made)) < LONGEST:
                return made
        raise AssertionError(f"everything fits {schema}")

    def spoilt(self, schema, value):
        schema = self.resolved(schema)
        if isinstance(value, dict) and value and self.random.random() < 0.7:
            name = self.random.choice(list(value))
            return {**value, name: self.spoilt(schema.get("properties", {}).get(name, {}), value[name])}
        if isinstance(value, list) and value and self.random.random() < 0.6:
            at = self.random.randrange(len(value))
            return value[:at] + [self.spoilt(schema.get("items", {}), value[at])] + value[at + 1 :]
        return self.random.choice([self.other_type, self.beside])(schema, value)

    def other_type(self, _, value):
        return self.random.choice([None, True, False, Numeral("-1"), Numeral("0.5"), "", "x", " ", [], [value], {}, {"a": value}])

    def beside(self, schema, value):
        if isinstance(value, dict):
            names = [name for name in value if self.random.random() < 0.5]
            return {**{name: value[name] for name in names}, **({"no_such_field": 1} if self.random.random() < 0.5 else {})}
        if isinstance(value, list):
            return value * (schema.get("maxItems", 1000) // max(1, len(value)) + 1)
        if isinstance(value, str) and not isinstance(value, Numeral):
            at = self.random.randint(0, len(value))
            with_another = value[:at] + self.random.choice(CHARACTERS) + value[at:]
            return self.random.choice([with_another, value[:-1], value + "x" * 6000, " " * len(value)])
        if isinstance(value, Numeral):
            number = next((one for one in schema.get("anyOf", [schema]) if "minimum" in one), schema)
            beyond = [str(number.get("minimum", 0) - 1), str(number.get("maximum", 0) + 1), "1e30", "1e400", "-1e400"]
            return Numeral(self.random.choice(beyond + (["1.5", "1e-3"] if number.get("type") == "integer" else [])))
        return "no such value"


def is_type(value, kind):
    if kind in ("integer", "number"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and (kind == "number" or value == int(value) if abs(value) != float("inf") else False)
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    return isinstance(value, kinds[kind])
