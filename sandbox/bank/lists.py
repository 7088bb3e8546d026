"""Lists: the newest first, pages of at most 100 with a cursor; and `expand`, which puts objects in the place of their ids."""

from . import errors

# The fields that may hold the id of another object, and its kind.
LINKS = {"payment_intent": "payment_intent", "latest_charge": "charge", "charge": "charge"}
DEEPEST = 4
BOUNDS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
LATEST = 2**53  # of a time


def page(work, form, kind, url, columns=None):
    """`columns`: parameters that filter, and the column of each."""
    conditions, values = [], []
    for parameter, column in (columns or {}).items():
        wanted = form.text(parameter, None)
        if wanted is not None:
            conditions.append(f"{column} = ?")
            values.append(wanted)
    created = form.fields.get("created")
    if isinstance(created, dict):
        bounds = form.form("created")
        for name, sign in BOUNDS.items():
            if (bound := bounds.integer(name, None, 0, LATEST)) is not None:
                conditions.append(f"created {sign} ?")
                values.append(bound)
        bounds.end()
    elif created is not None:
        conditions.append("created = ?")
        values.append(form.integer("created", least=0, most=LATEST))
    limit = form.integer("limit", 10, 1, 100)
    after, before = form.text("starting_after", None), form.text("ending_before", None)
    if after and before:
        raise errors.invalid("ending_before", "You cannot use both starting_after and ending_before.")
    if cursor := after or before:
        position = work.store.position(kind, cursor)
        if not position:
            raise errors.no_such(kind, cursor, "starting_after" if after else "ending_before")
        conditions.append(f"(created, n) {'<' if after else '>'} (?, ?)")
        values += position
    paths = form.texts("expand")
    form.end()
    found = work.store.page(kind, conditions, values, limit + 1, backwards=bool(before))
    has_more = len(found) > limit
    if has_more:
        found.pop(0 if before else -1)
    answer = {"object": "list", "data": found, "has_more": has_more, "url": url}
    return expanded(work, answer, paths)


def one(work, form, thing):
    """The answer of a call about one object. A wrong parameter found here rolls back what the call did."""
    paths = form.texts("expand")
    form.end()
    return expanded(work, thing, paths)


def expanded(work, answer, paths):
    for path in paths:
        parts = path.split(".")
        if len(parts) > DEEPEST:
            raise errors.Refused(400, f"You cannot expand more than {DEEPEST} levels of a property: {path}")
        expand(work, answer, parts, path)
    return answer


def expand(work, thing, parts, path):
    field, *rest = parts
    if field == "data" and rest and thing.get("object") == "list":
        for item in thing["data"]:
            expand(work, item, rest, path)
        return
    if thing.get("object") == "checkout.session" and field == "line_items":
        url = f"/v1/checkout/sessions/{thing['id']}/line_items"
        thing["line_items"] = {"object": "list", "data": thing["_lines"], "has_more": False, "url": url}
        return
    if field not in LINKS or field not in thing:
        raise errors.Refused(400, f"This property cannot be expanded ({path}).")
    if isinstance(thing[field], str):
        thing[field] = work.find(LINKS[field], thing[field])
    if rest and thing[field]:
        expand(work, thing[field], rest, path)
