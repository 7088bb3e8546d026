"""The Redis functions of the services, as text, so that a control can change it."""

from souk import ROOT

PARTS = {
    "inventory": ("services/inventory/store/stock_ledger.lua", "services/inventory/store/inventory.lua",
                  "services/inventory/store/product_images.lua", "services/inventory/store/groups.lua"),
    "payment": tuple(f"services/payment/store/{part}.lua" for part in
                     ("due", "mails", "daily_turnover", "ledger", "customer_terms", "orders", "fulfilment", "lines", "sale", "settlement",
                      "steps", "buyers", "door")),
}
PROTOCOL = "libs/events/partition.lua"


def library(service="payment", changes=()):
    """`changes`: (old, new)... Each old text occurs once."""
    text = f"#!lua name={service}\nlocal SERVICE = '{service}'\n"
    text += "".join((ROOT / part).read_text() for part in (PROTOCOL, *PARTS[service]))
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times in the library: {old}"
        text = text.replace(old, new)
    return text


def load(redis, service="payment", changes=()):
    redis.execute_command("FUNCTION", "LOAD", "REPLACE", library(service, changes))


def load_all(redis):
    for service in PARTS:
        load(redis, service)


def begin_anew(redis, partitions=2):
    """No data, and partitions that are open, as the services' role `functions` leaves them."""
    redis.flushall()
    for service in PARTS:
        for partition in range(partitions):
            redis.set(f"{service}:{{{partition}}}:state", "open")
