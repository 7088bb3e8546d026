"""What the provider says of one order, each event up to twice, in every order, on the real functions in a real Redis.

A state is how often each event has come, and the data. What an event does to data is asked once and then known, so all 113,400 ways
of five events that come twice are seen, and all ways in which some come only once.
"""

import dataclasses
import json
import re

import library
import protocol
from interleavings import PUT

PK, PRODUCT = "01H28HATR7JG2YBH22ABPJWW00", "01H28HATR7JG2YBH22ABPJWW11"
AMOUNT, HOLD = 14_400, 900_000
TIMES = ("created_at", "updated_at", "completed_at", "reserved_at", "hold_until", "expires_at")
STREAMS = ("order_completed", "order_cancelled", "line_cancelled", "line_completed")


@dataclasses.dataclass(frozen=True)
class Event:
    kind: str
    thing: str
    amount: int

    def arguments(self):
        page = {"url": "https://pay.example/cs_1", "expires_at": "2000"} if self.kind == "action_required" else {}
        return [self.kind, self.thing, json.dumps({"at": "1000", "amount": str(self.amount), **page})]


# The store refunds two parts in the provider's dashboard, so that the shop may hear of a refund first of all.
LIFE = (Event("action_required", "cs_1", AMOUNT), Event("authorized", "pi_1", AMOUNT), Event("captured", "pi_1", AMOUNT),
        Event("refunded", "re_1", 5_000), Event("refunded", "re_2", 9_400))


def key(kind):
    return protocol.key("payment", 0, kind)


SALE = [key(f"order:{PK}"), key(f"ledger:{PK}")]
KEYS = [*(key(name) for name in protocol.DECISION), *SALE]
COUNTED = key("turnover:0")  # the day of the events
DATA = [*KEYS, COUNTED]


class Explorer:
    def __init__(self, redis, events=LIFE):
        self.redis, self.events = redis, events
        self.put = redis.register_script(PUT)
        self.known = {}  # (data, event) -> the data after it
        self.dumps = {}
        library.begin_anew(redis)
        self._place()
        self.first = self._taken()

    def _place(self):
        fields = {"pk": PK, "product_id": PRODUCT, "quantity": 1, "amount": AMOUNT, "line_amounts": AMOUNT}
        keys = [key(name) for name in ("orders", f"order:{PK}", f"customer:{PK}", "order_placed", "line_placed", "payments_due",
                                       "customer_terms")]
        flat = [part for field in fields.items() for part in field]
        self.redis.execute_command(*protocol.fcall("place_order", keys, [PK, HOLD, len(fields), *flat, 0, 0, PRODUCT, 1]))
        self.redis.hset(key("lease"), "writer", 1)
        noted = protocol.BY_FUNCTION["note_reservations"]
        self.redis.execute_command(*protocol.batch(noted, 0, 1, [("1-0", {"pk": PK})]))
        assert self.redis.hexists(key(f"ledger:{PK}"), "authorize_requested:1")

    def _taken(self):
        """The data without times, so that equal data read equal."""
        read = self.redis
        order = {name.decode(): value.decode() for name, value in read.hgetall(SALE[0]).items() if name.decode() not in TIMES}
        ledger = {name.decode(): re.sub(r'"at":\s*"\d+"', "", value.decode()) for name, value in read.hgetall(SALE[1]).items()}
        streams = [(name, [fields for _, fields in read.xrange(key(name))]) for name in STREAMS]
        due = read.zrange(key("payments_due"), 0, -1)
        counts = read.hgetall(key("counts"))
        counted = sorted(read.hgetall(COUNTED).items())
        data = repr([sorted(order.items()), sorted(ledger.items()), streams, due, sorted(counts.items()), counted])
        self.dumps.setdefault(data, ([read.dump(name) or b"" for name in DATA], order, ledger, counted))
        return data

    def _after(self, data, event):
        if (data, event) not in self.known:
            self.put(DATA, self.dumps[data][0])
            self.redis.execute_command(*protocol.fcall("note_payment", KEYS, [PK, "", *event.arguments()]))
            self.known[data, event] = self._taken()
        return self.known[data, event]

    def ends(self):
        """What is true of the order after each event has come once or twice, in any order, and how many ways there are."""
        ways = {((0,) * len(self.events), self.first): 1}  # (how often each has come, data) -> ways
        found, whole = {}, 0
        while ways:
            then = {}
            for (came, data), count in ways.items():
                if min(came) > 0:
                    found[self._end(data)] = found.get(self._end(data), 0) + count
                    whole += count * (min(came) == 2)
                for place, event in enumerate(self.events):
                    if came[place] < 2:
                        state = (*came[:place], came[place] + 1, *came[place + 1:]), self._after(data, event)
                        then[state] = then.get(state, 0) + count
            ways = then
        return found, whole

    def _end(self, data):
        """Whether the capture was asked for depends on the order in which it was heard, and changes nothing."""
        _, order, ledger, counted = self.dumps[data]
        facts = sorted(name for name in ledger if "_requested" not in name)
        streams = data[data.index("('order_completed'"):]
        money = f"1 {order['captured']} {order['paid_back']} "
        assert money in str(counted) or not counted and order["captured"] == "0", f"{money} in the ledger, {counted} is counted"
        return f"{order['status']} {order['payment']} {order['captured']} - {order['paid_back']} {facts} {streams}"
