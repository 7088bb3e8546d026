"""Form-encoded requests with bracketed names, read one parameter at a time. What was not read at the end is unknown."""

import urllib.parse

from . import errors

REQUIRED = object()
MOST = 1000  # parameters of one request
LARGEST = 99_999_999  # of an amount, as at Stripe


def decode(encoded):
    """`a[b][0]=c` as nested dictionaries; a list is a dictionary whose names are numbers."""
    try:
        pairs = urllib.parse.parse_qsl(encoded, keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        raise errors.Refused(400, f"A request may have {MOST} parameters at most.") from None
    tree = {}
    for name, value in pairs:
        *path, last = name.replace("]", "").split("[")
        node = tree
        for part in path:
            node = node.setdefault(part or str(len(node)), {})
            if not isinstance(node, dict):
                raise errors.invalid(name, "Invalid object")
        node[last or str(len(node))] = value
    return tree


class Form:
    def __init__(self, fields, path=""):
        self.fields, self.path = dict(fields), path

    def name(self, field):
        return f"{self.path}[{field}]" if self.path else field

    def take(self, field, default, kind=str):
        value = self.fields.pop(field, default)
        if value is REQUIRED:
            raise errors.missing_parameter(self.name(field))
        if value is not default and not isinstance(value, kind):
            raise errors.invalid(self.name(field), "Invalid string" if kind is str else "Invalid object")
        return value

    def text(self, field, default=REQUIRED, limit=5000):
        value = self.take(field, default)
        if value == "":
            raise errors.empty_parameter(self.name(field))
        if value is not default and len(value) > limit:
            raise errors.invalid(self.name(field), f"Invalid string: must be at most {limit} characters")
        return value

    def choice(self, field, allowed, default=REQUIRED):
        value = self.text(field, default)
        if value is not default and value not in allowed:
            raise errors.invalid(self.name(field), f"Invalid {self.name(field)}: must be one of {', '.join(allowed)}")
        return value

    def integer(self, field, default=REQUIRED, least=1, most=LARGEST):
        text = self.text(field, default)
        if text is default:
            return default
        digits = text[1:] if text.startswith("-") else text
        if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
            raise errors.invalid_integer(self.name(field), text)
        value = int(text)
        if value < least:
            raise errors.invalid(self.name(field), f"This value must be greater than or equal to {least}.", "parameter_invalid_integer")
        if value > most:
            code = "amount_too_large" if most == LARGEST else "parameter_invalid_integer"
            raise errors.invalid(self.name(field), f"This value must be less than or equal to {most}.", code)
        return value

    def url(self, field, default=REQUIRED):
        value = self.text(field, default)
        if value is not default and not is_url(value):
            raise errors.invalid(self.name(field), "Not a valid URL", "url_invalid")
        return value

    def form(self, field, default=REQUIRED):
        return Form(self.take(field, default, dict), self.name(field))

    def forms(self, field, most):
        items = self.take(field, REQUIRED, dict)
        for index, item in items.items():
            if not index.isdigit() or not isinstance(item, dict):
                raise errors.invalid(self.name(field), "Invalid array")
        if len(items) > most:
            raise errors.invalid(self.name(field), f"Invalid array: must have at most {most} items")
        return [Form(item, f"{self.name(field)}[{index}]") for index, item in items.items()]

    def texts(self, field):
        items = self.take(field, {}, dict)
        if not all(index.isdigit() and isinstance(item, str) for index, item in items.items()):
            raise errors.invalid(self.name(field), "Invalid array")
        return list(items.values())

    def metadata(self, field="metadata"):
        if self.fields.get(field) == "":
            self.fields[field] = {}
        pairs = self.take(field, {}, dict)
        if len(pairs) > 50:
            raise errors.invalid(self.name(field), "You can specify up to 50 keys.")
        for key, value in pairs.items():
            param = f"{self.name(field)}[{key}]"
            if len(key) > 40 or not isinstance(value, str) or len(value) > 500:
                raise errors.invalid(param, "Metadata keys have at most 40 characters, and values are strings of at most 500.")
        return pairs

    def end(self):
        for field in self.fields:
            raise errors.unknown_parameter(self.name(field))


def is_url(text):
    try:
        parts = urllib.parse.urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and text.isprintable() and " " not in text
    except ValueError:
        return False
