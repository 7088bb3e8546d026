"""Every order in which two consumers can claim, read, apply and crash, on the real functions in a real Redis.

The model holds what consumers believe and which calls are under way; what a claim or a call does to the data of a moment is
what its FCALL does, asked once. After it, the data must be those of a single consumer that applied so many entries one
by one.
"""

import dataclasses

import protocol

AFLOAT = 2  # calls without a waiting caller that may still run

# The data without what may differ (times, epochs, ids in streams, and the version, which counts batches), so that equal data
# read equal; and the data as they are, to be put back.
TAKE = """
local text, dumps = {}, {}
local ignored = { created_at = 1, updated_at = 1, completed_at = 1, reserved_at = 1, epoch = 1, writer = 1, since = 1,
                  ['until'] = 1, owner = 1, version = 1 }
for _, key in ipairs(KEYS) do
  dumps[#dumps + 1] = redis.call('DUMP', key) or ''
  local kind = redis.call('TYPE', key).ok
  if kind == 'hash' then
    local fields = redis.call('HGETALL', key)
    local shown = {}
    for i = 1, #fields, 2 do
      shown[#shown + 1] = fields[i] .. '=' .. (ignored[fields[i]] and '' or fields[i + 1])
    end
    table.sort(shown)
    text[#text + 1] = key .. ' ' .. table.concat(shown, ' ')
  elseif kind == 'stream' then
    for _, entry in ipairs(redis.call('XRANGE', key, '-', '+')) do
      text[#text + 1] = key .. ' ' .. table.concat(entry[2], ' ')
    end
  end
end
return { table.concat(text, '\\n'), dumps }
"""
PUT = """
for number, key in ipairs(KEYS) do
  redis.call('DEL', key)
  if ARGV[number] ~= '' then redis.call('RESTORE', key, 0, ARGV[number]) end
end
"""


@dataclasses.dataclass(frozen=True)
class Scenario:
    """Three entries of a stream, and the data that they find."""

    name: str
    source: protocol.Source
    entries: tuple  # the fields of each; None: one that cannot be decoded
    before: dict  # key -> hash
    after: dict  # key -> some fields of the hash when all is done

    @property
    def keys(self):
        kinds = ("lease", "positions", f"{self.source.stream}:dead", *self.source.outputs)
        return [*(protocol.key(self.source.service, 0, kind) for kind in kinds), *self.before]


@dataclasses.dataclass(frozen=True, order=True)
class Call:
    current: bool  # it is the partition's writer
    first: int
    last: int  # entries first .. last - 1


@dataclasses.dataclass(frozen=True, order=True)
class Consumer:
    """The consumer's own view: `current` is None without a partition, False when another has claimed it since."""

    current: bool | None = None
    position: int = 0
    hand: int = 0  # entries that it has read behind its position

    def call(self):
        return Call(self.current, self.position, self.position + self.hand)


@dataclasses.dataclass(frozen=True)
class State:
    data: str
    consumers: tuple
    afloat: tuple


class Explorer:
    def __init__(self, redis, scenario):
        self.redis, self.scenario = redis, scenario
        self.take = redis.register_script(TAKE)
        self.put = redis.register_script(PUT)
        self.calls = {}  # (data, call) -> what it answered and the data after it; a function knows nothing else
        self.claims = {}  # data -> the position that a claim answers, and the data after it
        self.dumps = {}  # data -> as it is put back
        redis.delete(*scenario.keys)
        for key, fields in scenario.before.items():
            if fields:
                redis.hset(key, mapping=fields)
        self.one_by_one = self._one_by_one()

    # Redis.

    def _taken(self):
        text, dumps = self.take(self.scenario.keys)
        text = text.decode()
        self.dumps.setdefault(text, dumps)
        return text

    def _writer(self):
        return protocol.writer_of(self.redis, self.scenario.source.service, 0)

    def _claim(self):
        # A lease of no time: it has always run out, so that both consumers may claim at every moment.
        claimed = self.redis.execute_command(*protocol.claim(self.scenario.source.service, 0, "one", 0))
        positions = dict(zip(claimed[1][::2], claimed[1][1::2]))
        return int(positions.get(self.scenario.source.position.encode(), b"0-0").split(b"-")[0])

    def _apply(self, call):
        scenario = self.scenario
        writer = self._writer() if call.current else "a former one"
        entries = [(f"{number + 1}-0", scenario.entries[number] or {}) for number in range(call.first, call.last)]
        poison = {f"{number + 1}-0" for number, fields in enumerate(scenario.entries) if fields is None}
        answer = self.redis.execute_command(
            *protocol.batch(scenario.source, 0, writer, entries, lambda entry_id: entry_id not in poison))
        return None if answer == b"fenced" else int(answer[0].split(b"-")[0])

    def _one_by_one(self):
        """The allowed data: after none, one, two and three entries."""
        self._claim()
        allowed = [self._taken()]
        for number in range(3):
            assert self._apply(Call(True, number, number + 1)) == number + 1
            allowed.append(self._taken())
        for key, fields in self.scenario.after.items():
            found = {name.decode(): value.decode() for name, value in self.redis.hgetall(key).items()}
            assert fields.items() <= found.items(), f"{self.scenario.name}: {key} is {found}, not {fields}"
        return allowed

    def _at(self, data):
        self.put(self.scenario.keys, self.dumps[data])

    # The possible next steps.

    def explore(self):
        """Every state that can be reached; raises AssertionError, with the way there, where the data are wrong."""
        first = State(self.one_by_one[0], (Consumer(), Consumer()), ())
        came_from = {first: None}
        todo = [first]
        while todo:
            state = todo.pop()
            for step, then in self._steps(state):
                if then in came_from:
                    continue
                came_from[then] = (step, state)
                assert then.data in self.one_by_one, self._way(came_from, then)
                todo.append(then)
        return came_from

    def _way(self, came_from, state):
        steps = [f"data:\n{state.data}"]
        while came_from[state]:
            step, state = came_from[state]
            steps.append(step)
        return f"{self.scenario.name}:\n" + "\n".join(reversed(steps))

    def _steps(self, state):
        for number, consumer in enumerate(state.consumers):
            yield from self._steps_of(state, number, consumer)
        for call in dict.fromkeys(state.afloat):
            rest = list(state.afloat)
            rest.remove(call)
            data, _ = self._done(state, call)
            yield f"a late call applies {call}", State(data, state.consumers, tuple(rest))

    def _steps_of(self, state, number, consumer):
        def become(new, data=state.data, afloat=state.afloat):
            consumers = list(state.consumers)
            consumers[number] = new
            return State(data, tuple(sorted(consumers, key=repr)), tuple(sorted(afloat)))

        yield "a consumer claims", self._claimed(state, number)
        if consumer.current is None:
            return
        yield "a consumer crashes", become(Consumer())
        if consumer.hand == 0:
            for count in range(1, 3 - consumer.position + 1):
                yield f"a consumer reads {count}", become(dataclasses.replace(consumer, hand=count))
            return
        call = consumer.call()
        data, position = self._done(state, call)
        empty = dataclasses.replace(consumer, hand=0)
        knows = Consumer() if position is None else dataclasses.replace(empty, position=position)
        yield f"a consumer applies {call}", become(knows, data)
        yield f"a consumer applies {call}, and the answer is lost", become(empty, data)
        yield f"a consumer applies {call} and crashes", become(Consumer(), data)
        if len(state.afloat) < AFLOAT:
            yield f"a consumer gives up waiting for {call}", become(empty, afloat=(*state.afloat, call))
            yield f"a consumer sends {call} and crashes", become(Consumer(), afloat=(*state.afloat, call))

    def _claimed(self, state, number):
        if state.data not in self.claims:
            self._at(state.data)
            self.claims[state.data] = self._claim(), self._taken()
        position, data = self.claims[state.data]
        consumers = [dataclasses.replace(other, current=False) if other.current else other
                     for other in state.consumers]
        consumers[number] = Consumer(True, position)
        afloat = sorted(dataclasses.replace(call, current=False) for call in state.afloat)
        return State(data, tuple(sorted(consumers, key=repr)), tuple(afloat))

    def _done(self, state, call):
        if (state.data, call) not in self.calls:
            self._at(state.data)
            position = self._apply(call)
            data = self._taken()
            assert (position is None) == (not call.current), f"{call} was answered {position}"
            assert position is not None or data == state.data, f"{call} was refused and has changed something"
            self.calls[state.data, call] = data, position
        return self.calls[state.data, call]
