-- The lines of an order of several lines. Each is in its product's partition, as an order of one line would be; the order
-- is in its own. They send each other messages on streams. The relay brings the messages, at least once and in any order, so
-- every function here changes nothing the second time. The protocol was explored exhaustively (docs/decisions/0025).
--
-- line   hash, at the key of an order: pk, parent (pk of the order), line (its number from 1), product_id, quantity, status,
--        created_at
-- lines  list of the partition's lines, in the order of placing

local line_moves = {
  place    = { from = { absent = true },                                 to = 'pending' },
  reserve  = { from = { pending = true },                                to = 'reserved' },
  reject   = { from = { pending = true },                                to = 'rejected' },
  cancel   = { from = { absent = true, pending = true, reserved = true }, to = 'cancelled' },
  complete = { from = { reserved = true },                               to = 'completed' },
  refund   = { from = { completed = true },                              to = 'refunded' },
}

-- What the line's order must know. `reason` may be ''.
local function decided(batch, parent, number, status, reason)
  if reason == '' then
    redis.call('XADD', batch.line_decided, '*', 'pk', parent, 'line', number, 'status', status)
  else
    redis.call('XADD', batch.line_decided, '*', 'pk', parent, 'line', number, 'status', status, 'reason', reason)
  end
end

local function release(batch, pk, product_id)
  redis.call('XADD', batch.order_cancelled, '*', 'pk', pk, 'product_id', product_id)
end

-- Inventory has answered for a line. Its units go back if it was cancelled meanwhile. Returns whether the line moves.
local function move_line(batch, line, pk, move, reason)
  local status, parent, number, product_id = unpack(redis.call('HMGET', line, 'status', 'parent', 'line', 'product_id'))
  if move.from[status] then
    redis.call('HSET', line, 'status', move.to)
    decided(batch, parent, number, move.to, reason)
    return true
  elseif move == line_moves.reserve and status == line_moves.cancel.to then
    release(batch, pk, product_id)
  end
end

local function write_line(batch, line, time, status, pk, parent, number, product_id, quantity)
  redis.call('HSET', line, 'pk', pk, 'parent', parent, 'line', number, 'product_id', product_id, 'quantity', quantity,
    'status', status, 'created_at', time)
  redis.call('RPUSH', batch.lines, pk)
end

-- place_lines.    Entry values: pk, parent, line, product_id, quantity, customer ('': a guest).
local function place_lines(batch)
  local time = text_of(now())
  for _, number, pk, parent, line, product_id, quantity, customer in batch.entries() do
    if redis.call('EXISTS', batch.order[number]) == 0 then
      write_line(batch, batch.order[number], time, line_moves.place.to, pk, parent, line, product_id, quantity)
      local by = customer ~= '' and { 'customer', customer } or {}
      redis.call('XADD', batch.order_placed, '*', 'pk', pk, 'product_id', product_id, 'quantity', quantity, unpack(by))
    end
  end
end

-- cancel_lines: its order ends without it. A line that was not placed yet is written as cancelled, so that placing it later
-- changes nothing. Units whose reservation is not known yet are released when it is (move_line).
-- Entry values: pk, parent, line, product_id, quantity, ''.
local function cancel_lines(batch)
  local time, move = text_of(now()), line_moves.cancel
  for _, number, pk, parent, line, product_id, quantity in batch.entries() do
    local status = redis.call('HGET', batch.order[number], 'status') or 'absent'
    if status == 'absent' then
      write_line(batch, batch.order[number], time, move.to, pk, parent, line, product_id, quantity)
    elseif move.from[status] then
      redis.call('HSET', batch.order[number], 'status', move.to)
      if status == line_moves.reserve.to then release(batch, pk, product_id) end
    end
  end
end

-- complete_lines: its order is paid.    Entry values: pk, parent, line, product_id, quantity, ''.
local function complete_lines(batch)
  for _, number, pk, _, _, product_id in batch.entries() do
    if line_moves.complete.from[redis.call('HGET', batch.order[number], 'status') or 'absent'] then
      redis.call('HSET', batch.order[number], 'status', line_moves.complete.to)
      redis.call('XADD', batch.order_completed, '*', 'pk', pk, 'product_id', product_id)
    end
  end
end

-- Inventory gets units of a paid line back. `refunded` is '' for a guest.
local function return_units(stock_returned, pk, product_id, quantity, refunded)
  local more = refunded ~= '' and { 'refunded', refunded } or {}
  redis.call('XADD', stock_returned, '*', 'pk', pk, 'product_id', product_id, 'quantity', quantity, unpack(more))
end

-- Units of an order go back, in the partitions of their products: `restocked` into the stock, and of a signed-in buyer
-- `refunded` out of what the limits count. Both: line -> units. `n`: the refund; '0' is the order as a whole.
local function give_back(out, order, restocked, refunded, n)
  local lines = order.lines and cjson.decode(order.lines)
  for line, quantity in pairs(refunded) do
    local units, counted = restocked[text_of(line)] or '0', order.buyer and quantity > 0 and text_of(quantity) or ''
    local is_worth_a_message = units ~= '0' or counted ~= ''
    if is_worth_a_message and lines then
      local more = counted ~= '' and { 'refunded', counted } or {}
      redis.call('XADD', out.line_restocked, '*', 'pk', order.pk, 'line', line, 'product_id', lines[line].product_id,
        'quantity', units, 'refund', n, unpack(more))
    elseif is_worth_a_message then
      return_units(out.stock_returned, order.pk, order.product_id, units, counted)
    end
  end
end

-- All of it was paid back, whatever for. Inventory takes at most what still counts.
local function count_no_longer(out, order)
  if not order.buyer then return end
  local refunded = {}
  for line, one in ipairs(order.lines and cjson.decode(order.lines) or { order }) do refunded[line] = tonumber(one.quantity) end
  give_back(out, order, {}, refunded, '0')
end

-- restock_lines: units of a paid line come back, once a refund.
-- Entry values: pk, product_id, quantity, number of the refund (0: the order as a whole), refunded ('': a guest).
local function restock_lines(batch)
  for id, number, pk, product_id, quantity, refund, refunded in batch.entries() do
    local line = batch.order[number]
    if redis.call('EXISTS', line) == 0 then
      batch.dead_letter(id, 'order_not_found')
    elseif redis.call('HSETNX', line, 'restocked:' .. refund, quantity) == 1 then
      return_units(batch.stock_returned, pk, product_id, quantity, refunded)
    end
  end
end

register_relayed('place_lines', { 'lines', 'order_placed' }, { 'order' }, place_lines)
register_relayed('cancel_lines', { 'lines', 'order_cancelled' }, { 'order' }, cancel_lines)
register_relayed('complete_lines', { 'order_completed' }, { 'order' }, complete_lines)
register_relayed('restock_lines', { 'stock_returned' }, { 'order' }, restock_lines)
