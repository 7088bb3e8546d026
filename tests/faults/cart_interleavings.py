"""Two orders of two lines over two partitions: everything that can happen, in every order, on the real functions in a real Redis.

A state is the data of each service in each partition, and the entries that are still to be applied. A function knows only the
data of one service in one partition, so what it does to them is asked once (Redis) and then known. Data and entries are numbers.

Fewer orders of events need a visit: an entry that can never have an effect any more is dropped, and an entry of EARLY is applied
before all others, since none of them looks at what it changes.
"""

import collections
import dataclasses
import functools
import json

import library
import protocol
from effects import is_whole_or_void
from interleavings import PUT, TAKE
from protocol import BY_FUNCTION, RELAYED, SOURCES, key, line_pk

PARTITIONS = 2
PRODUCTS = [line_pk("01H28HATR7JG2YBH22ABPJWW33", 0, partition, PARTITIONS) for partition in range(PARTITIONS)]
ORDERS = [line_pk(pk, 0, home, PARTITIONS) for home, pk in enumerate(("01H28HATR7JG2YBH22ABPJWW33", "01H28HATR7JG2YBH33ABPJWW33"))]
NOTE, SETTLE = "note_reservations", "settle_orders"

ORDER_MOVES = {"pending": {"completed", "rejected", "cancelled"}}
LINE_MOVES = {None: {"pending", "cancelled"}, "pending": {"reserved", "rejected", "cancelled"},
              "reserved": {"completed", "cancelled"}}
ENDED = {"completed", "rejected", "cancelled"}
EARLY = ("complete_lines", "commit_stock")


@dataclasses.dataclass(frozen=True)
class Call:
    """An entry that this function is still to apply, or (cancel_order) a request."""

    function: str
    partition: int  # of its stream
    fields: tuple

    def __str__(self):
        return f"{self.function} {dict(self.fields)}"

    @functools.cached_property
    def source(self):
        return BY_FUNCTION.get(self.function)

    @functools.cached_property
    def is_relayed(self):
        return self.source in RELAYED

    @functools.cached_property
    def stream(self):
        return self.function, self.partition

    @functools.cached_property
    def at(self):
        """The place in which it is applied."""
        destination = self.source.destination(dict(self.fields), PARTITIONS) if self.is_relayed else self.partition
        return PLACES.index((self.source.service if self.source else "payment", destination))

    @functools.cached_property
    def record(self):
        fields = dict(self.fields)
        pk = self.source.pk_and_values(fields, PARTITIONS)[0] if self.is_relayed else fields["pk"]
        return key("payment", PLACES[self.at][1], f"order:{pk}")


def cancel_of(order):
    return Call("cancel_order", ORDERS.index(order), (("pk", order),))


# data: of each place. waiting: the entries of streams, in their order. relayed: entries that the relay brings, in any order.
# cancels: of orders that may still be cancelled. repeats: how many more messages the relay may bring again.
State = collections.namedtuple("State", "data waiting relayed cancels repeats")


PLACES = [(service, partition) for service in ("payment", "inventory") for partition in range(PARTITIONS)]


def lines_of(order):
    return [line_pk(order, number, partition, PARTITIONS) for number, partition in ((1, 0), (2, 1))]


def keys_of(service, partition):
    if service == "inventory":
        return [key(service, partition, f"{kind}:{PRODUCTS[partition]}") for kind in ("product", "reservations")]
    pks = [ORDERS[partition], *(lines_of(order)[partition] for order in ORDERS)]
    return [key(service, partition, "counts"), *(key(service, partition, f"order:{pk}") for pk in pks)]


class Numbers:
    """Each thing has the number of its first appearance."""

    def __init__(self):
        self.things, self.numbers = [], {}

    def of(self, thing):
        if thing not in self.numbers:
            self.numbers[thing] = len(self.things)
            self.things.append(thing)
        return self.numbers[thing]

    def __getitem__(self, number):
        return self.things[number]


class Explorer:
    def __init__(self, redis, stock, orders=2, cancelled=(), repeats=0):
        self.redis, self.stock, self.orders = redis, stock, ORDERS[:orders]
        self.take, self.put = redis.register_script(TAKE), redis.register_script(PUT)
        self.data, self.calls = Numbers(), Numbers()
        self.known = {}  # (data, call) -> the data after it and the new calls
        self.dumps, self.hashes = {}, {}  # data -> as they are put back, and as they are read
        self.never = {}  # (data, call) -> it has no effect, now and later
        library.begin_anew(redis)
        for partition, quantity in enumerate(stock):
            redis.hset(keys_of("inventory", partition)[0], mapping={"quantity": quantity, "available": quantity, "version": 1})
        entries = [entry for home, order in enumerate(self.orders) for entry in self._place(order, home)]
        data = tuple(self._taken(place) for place in PLACES)
        cancels = tuple(self.calls.of(cancel_of(order)) for order in cancelled)
        self.first = self._with(State(data, (), (), cancels, repeats), entries)

    # Redis.

    def _place(self, order, home):
        lines = [{"product_id": product_id, "quantity": 1} for product_id in PRODUCTS]
        keys = ["orders", f"order:{order}", f"customer:{order}", "order_placed", "line_placed", "payments_due", "customer_terms"]
        fields = ["pk", order, "lines", json.dumps(lines), "line_statuses", "pending pending"]
        wanted = [value for line in lines for value in line.values()]
        self.redis.execute_command(*protocol.fcall("place_order", [key("payment", home, name) for name in keys],
                                                   [order, "", 3, *fields, 0, 0, *wanted]))
        return self._added(("payment", home))

    def _taken(self, place):
        text, dumps = self.take(keys_of(*place))
        data = self.data.of(text)
        if data not in self.dumps:
            self.dumps[data] = dumps
            self.hashes[data] = {name: {field.decode(): value.decode() for field, value in self.redis.hgetall(name).items()}
                                 for name in keys_of(*place)}
        return data

    def _added(self, place):
        """The new entries, for each function that reads them."""
        found = []
        for source in (*SOURCES, *RELAYED):
            if source.source == place[0]:
                found += [self.calls.of(Call(source.function, place[1], tuple((name.decode(), value.decode())
                                                                             for name, value in fields.items())))
                          for _, fields in self.redis.xrange(source.key(place[1]))]
        self.redis.delete(*(source.key(place[1]) for source in (*SOURCES, *RELAYED) if source.source == place[0]))
        return tuple(found)

    def _done(self, place, data, number):
        if (data, number) not in self.known:
            (service, partition), call = place, self.calls[number]
            self.put(keys_of(*place), self.dumps[data])
            self.redis.delete(key(service, partition, "positions"))
            self.redis.hset(key(service, partition, "lease"), "writer", 1)
            answer = self.redis.execute_command(*self._command(partition, call))
            after = self._taken(place)
            assert answer != b"fenced" and not self.redis.exists(*(source.key(partition) + ":dead" for source in SOURCES))
            self._check_moves(place, self.hashes[data], self.hashes[after], call)
            self.known[data, number] = after, self._added(place)
        return self.known[data, number]

    def _command(self, partition, call):
        if call.source is None:
            pk = dict(call.fields)["pk"]
            names = (*protocol.DECISION, f"order:{pk}", f"ledger:{pk}")
            return protocol.fcall("cancel_order", [key("payment", partition, name) for name in names],
                                  [pk, "cancelled_by_buyer"])
        if call.is_relayed:
            return protocol.relayed(call.source, partition, [dict(call.fields)], PARTITIONS)
        return protocol.batch(call.source, partition, 1, [("1-0", dict(call.fields))])

    # What must hold.

    def _check_moves(self, place, before, after, call):
        if place[0] == "inventory":
            product, held = (after[name] for name in keys_of(*place))
            available, quantity = int(product["available"]), int(product["quantity"])
            assert 0 <= available and available + sum(map(int, held.values())) == quantity, f"{call}: {product}, held {held}"
            return
        for name, fields in after.items():
            moves = LINE_MOVES if "parent" in {**fields, **before[name]} else ORDER_MOVES
            was, status = before[name].get("status"), fields.get("status")
            assert was == status or status in moves.get(was, ()), f"{call}: {name} went from {was} to {status}"

    def _check_end(self, state):
        hashes = {name: fields for data in state.data for name, fields in self.hashes[data].items()}
        sold = 0
        for home, order in enumerate(self.orders):
            status = hashes[key("payment", home, f"order:{order}")]["status"]
            lines = [hashes[key("payment", partition, f"order:{pk}")].get("status")
                     for partition, pk in enumerate(lines_of(order))]
            assert is_whole_or_void(status, lines), f"an order is {status}, its lines are {lines}"
            sold += status == "completed"
        for partition, quantity in enumerate(self.stock):
            product, held = (hashes[name] for name in keys_of("inventory", partition))
            assert not held, f"held for ever: {held}"
            assert int(product["quantity"]) == quantity - sold, f"{sold} sold of {quantity}: {product}"

    # The possible next steps.

    def explore(self):
        """Every state that can be reached; raises AssertionError, with the way there, where a rule is broken."""
        came_from = {self.first: None}
        todo = [self.first]
        while todo:
            state = todo.pop()
            try:
                if not state.waiting and not state.relayed:
                    self._check_end(state)
                for step, then in self._steps(state):
                    if then not in came_from:
                        came_from[then] = step, state
                        todo.append(then)
            except AssertionError as broken:
                raise AssertionError(f"{self._way(came_from, state)}\n{broken}") from None
        return came_from

    def _way(self, came_from, state):
        steps = []
        while came_from[state]:
            step, state = came_from[state]
            steps.append(str(step))
        return "\n".join(reversed(steps))

    def _steps(self, state):
        early = [number for number in state.relayed + state.waiting if self.calls[number].function in EARLY]
        if early:
            return [self._applied(state, early[0])]
        steps = [self._applied(state, number) for number in dict.fromkeys(state.relayed)]
        if state.repeats:
            steps += [(f"{step}, and will again", self._with(then._replace(repeats=state.repeats - 1), [number]))
                      for number, (step, then) in zip(dict.fromkeys(state.relayed), steps[:])]
        heads = {}  # of each stream
        for number in state.waiting:
            heads.setdefault(self.calls[number].stream, number)
        for number in heads.values():
            steps.append(self._applied(state, number))
            entry = self.calls[number]
            if entry.function == NOTE and self.calls.of(dataclasses.replace(entry, function=SETTLE)) not in state.waiting:
                # It was trimmed before it was noted.
                steps.append((f"not {entry}", state._replace(waiting=without(state.waiting, number))))
        return steps + [self._applied(state, number) for number in state.cancels]

    def _applied(self, state, number):
        at = self.calls[number].at
        data, added = self._done(PLACES[at], state.data[at], number)
        then = State((*state.data[:at], data, *state.data[at + 1:]), without(state.waiting, number),
                     without(state.relayed, number), without(state.cancels, number), state.repeats)
        return self.calls[number], self._with(then, added)

    def _with(self, state, added):
        """A stable sort keeps the order of each stream."""
        calls = self.calls
        waiting = [*state.waiting, *(number for number in added if not calls[number].is_relayed)]
        relayed = [*state.relayed, *(number for number in added if calls[number].is_relayed)]
        return state._replace(
            waiting=tuple(sorted(self._useful(state, waiting), key=lambda number: calls[number].stream)),
            relayed=tuple(sorted(self._useful(state, relayed))), cancels=tuple(self._useful(state, state.cancels)))

    def _useful(self, state, numbers):
        return [number for number in numbers if not self._never(state.data[self.calls[number].at], number)]

    def _never(self, data, number):
        """Payment's functions look at one record, which stays as it is once it has ended."""
        if (data, number) not in self.never:
            call = self.calls[number]
            self.never[data, number] = (call.source in (None, *RELAYED) or call.source.service == "payment") and (
                self.hashes[data].get(call.record, {}).get("status") in ENDED
                and self._done(PLACES[call.at], data, number) == (data, ()))
        return self.never[data, number]


def without(numbers, one):
    if one not in numbers:
        return numbers
    at = numbers.index(one)
    return numbers[:at] + numbers[at + 1:]
