"""Orders of two lines over two partitions: whatever happens in whatever order, each is whole or void, and no unit is lost or held."""

import pytest

import library
from cart_interleavings import ORDERS, Explorer


# Of the second product there is one unit; both orders want it.
@pytest.mark.parametrize("scenario", [
    {"stock": (1, 1)},
    {"stock": (2, 1), "repeats": 1},
    {"stock": (2, 1), "cancelled": ORDERS[:1]},
    {"stock": (1, 1), "orders": 1, "cancelled": ORDERS[:1], "repeats": 2},
    {"stock": (1, 0), "orders": 1, "cancelled": ORDERS[:1], "repeats": 2},
], ids=["two orders for the last unit of each", "two orders, a message comes again", "two orders, one is cancelled",
        "one order, cancelled, messages come again", "one order, sold out and cancelled, messages come again"])
def test_every_order_is_whole_or_void_whatever_happens_when(redis, scenario):
    explorer = Explorer(redis, **scenario)
    print(f"{len(explorer.explore())} states, {len(explorer.known)} different calls")


NOTIFY_RESERVED = """
    local number, known = 0, redis.call('HGET', order.key, 'line_statuses')
    for status in string.gmatch(known, '%S+') do
      number = number + 1
      local line = cjson.decode(order.lines)[number]
      if status == 'reserved' then
        redis.call('XADD', out.line_cancelled, '*', 'pk', order.pk, 'line', number, 'product_id', line.product_id,
          'quantity', line.quantity)
      end
    end
"""


MOVED = "move_line(batch, order, pk, given.line, reason)"
NOTED = f"local moves_now = {MOVED}"
RECORD = "write_line(batch, batch.order[number], time, move.to, pk, parent, line, product_id, quantity)"


@pytest.mark.parametrize("old, new", [
    (f"if parent then\n        {NOTED}", f"if parent and move ~= moves.settle then\n        {NOTED}"),
    ("elseif move == line_moves.reserve and status == line_moves.cancel.to then", "elseif false then"),
    (RECORD, "local _ = write_line"),
    ("    notify_lines(out.line_cancelled, order.pk, order.lines)", NOTIFY_RESERVED),
    (NOTED, f"local moves_now = move ~= moves.settle and {MOVED}"),
], ids=["a line settles without its order", "a reservation of a cancelled line is not answered",
        "cancelling an absent line leaves no record", "only reserved lines are notified",
        "settling does not do what noting has missed"])
def test_a_protocol_that_leaves_out_a_rule_is_found_out(redis, old, new):
    library.load(redis, "payment", [(old, new)])
    try:
        with pytest.raises(AssertionError) as found:
            Explorer(redis, (1, 1), orders=1, cancelled=ORDERS[:1]).explore()
        print(found.value)
    finally:
        library.load_all(redis)
