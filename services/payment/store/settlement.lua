-- Functions of batches: what inventory has answered.

-- The common part of settle, reject and refund: each entry's order makes the move. An order in another status stays
-- unchanged. An entry without an order becomes a dead letter. Entry values: pk, reason or ''.
--   line                                        the move of a line, instead
--   paid(batch, number, pk, product_id, status) instead, for an order that is paid at a provider
--   before(batch, order, pk, product_id)        for each order that moves
--   otherwise(batch, order, pk, product_id, status)     for each that does not
--   mail                                        its step, if it is not the move's
--   count(day, named, product_id, units, amount)        for each that moves: its money
--   is_refusal                                  each that moves is counted as refused
local function make(move, given)
  local mail = given.mail or move.mail
  local fields = given.count and { 'status', 'product_id', 'parent', 'amount', 'customer', 'quantity', 'price', 'fee' }
    or { 'status', 'product_id', 'parent', 'amount', 'customer' }
  return function(batch)
    local milliseconds, moved, bookings, refusals = now(), 0, {}, {}
    local time, day = text_of(milliseconds), nil
    for id, number, pk, reason in batch.entries() do
      local order = batch.order[number]
      local status, product_id, parent, amount, customer, units, price, fee =
        unpack(redis.call('HMGET', order, unpack(fields)))
      if parent then
        local moves_now = move_line(batch, order, pk, given.line, reason)
        if moves_now and given.is_refusal then add_refusal(refusals, product_id, reason, 1) end
      elseif amount and given.paid then
        given.paid(batch, number, pk, product_id, status)
      elseif status == move.from then
        if given.before then given.before(batch, order, pk, product_id) end
        if reason == '' then
          redis.call('HSET', order, 'status', move.to, 'updated_at', time)
        else
          redis.call('HSET', order, 'status', move.to, 'updated_at', time, 'reason', reason)
        end
        if customer then
          await_shipping(batch, pk, move.to)
          add_mail(batch, order, pk, mail, time)
        end
        moved = moved + 1
        if given.is_refusal then add_refusal(refusals, product_id, reason, 1) end
        if given.count and price then
          day = day or day_of(bookings, milliseconds)
          given.count(day, order, product_id, units, (price + fee) * units)
        end
      elseif not status then
        batch.dead_letter(id, 'order_not_found', cjson.encode { pk = pk, reason = reason ~= '' and reason or nil })
      elseif given.otherwise then
        given.otherwise(batch, order, pk, product_id, status)
      end
    end
    if moved > 0 then redis.call('HINCRBY', batch.counts, move.to, moved) end
    write_bookings(batch.turnover, bookings)
    write_refusals(batch.turnover, refusals, milliseconds)
  end
end

local function count_capture(day, order, product_id, units, amount)
  book(day, product_id, order, units, amount, 0)
  day.orders = day.orders + 1
end

local function count_refund(day, order, product_id, _, amount) book(day, product_id, order, 0, 0, amount) end

local function decide_entry(batch, number, time)
  decide(batch, read_order(batch.order[number]), read_ledger(batch.ledger[number]), time)
end

-- The order was cancelled before its reservation was known.
local function release_once(batch, order, pk, product_id)
  if redis.call('HSETNX', order, 'reserved_at', text_of(now())) == 1 then release(batch, pk, product_id) end
end

-- note_reservations: record when the units were reserved. Runs immediately, while settle_orders waits for the delay. A line
-- and an order that is paid at a provider are decided at once. Entry values: pk.
local function note_reservations(batch)
  local milliseconds = now()
  local time = text_of(milliseconds)
  for _, number, pk in batch.entries() do
    local order = batch.order[number]
    local status, parent, amount = unpack(redis.call('HMGET', order, 'status', 'parent', 'amount'))
    if parent then
      move_line(batch, order, pk, line_moves.reserve, '')
    elseif status == moves.cancel.to then
      release_once(batch, order, pk, redis.call('HGET', order, 'product_id'))
    elseif status then
      local is_new = redis.call('HSETNX', order, 'reserved_at', time) == 1
      if amount and is_new then decide_entry(batch, number, milliseconds) end
    end
  end
end

local function release_if_cancelled(batch, order, pk, product_id, status)
  if status == moves.cancel.to then release_once(batch, order, pk, product_id) end
end

-- What note_reservations missed; the delay itself means nothing.
local function reserve_paid(batch, number, pk, product_id, status)
  if status ~= moves.place.to then return release_if_cancelled(batch, batch.order[number], pk, product_id, status) end
  local is_new = redis.call('HSETNX', batch.order[number], 'reserved_at', text_of(now())) == 1
  if is_new then decide_entry(batch, number, now()) end
end

local function announce(batch, _, pk, product_id) announce_completed(batch, pk, product_id) end

local function keep_completed_at(_, order)
  redis.call('HSET', order, 'completed_at', redis.call('HGET', order, 'updated_at'))
end

-- The order is `refunded` once the provider has paid back.
local function refund_paid(batch, number)
  redis.call('HSET', batch.order[number], 'deleted', 1)
  decide_entry(batch, number, now())
end

local function sum_of(amounts)
  local sum = 0
  for _, amount in ipairs(words_of(amounts)) do sum = sum + amount end
  return text_of(sum)
end

-- What an order of several lines does once its lines have these statuses.
local function decide_order(batch, number, pk, status, statuses, lines, reason, customer)
  local order, time, mailed = batch.order[number], text_of(now()), customer and pk
  local is_paid, line_amounts = redis.call('HEXISTS', order, 'amount') == 1, redis.call('HGET', order, 'line_amounts')
  local number_of = {}
  for _, one in ipairs(statuses) do number_of[one] = (number_of[one] or 0) + 1 end
  if number_of[line_moves.refund.to] and not is_paid and line_amounts then  -- orders placed by older versions have none
    is_paid = true
    begin_ledger(order, batch.ledger[number], sum_of(line_amounts), line_amounts)
  end
  if status == moves.place.to and number_of[line_moves.reject.to] then
    end_order(batch, order, moves.reject, time, reason, mailed)
    notify_lines(batch.line_cancelled, pk, lines)
  elseif status == moves.place.to and number_of[line_moves.reserve.to] == #statuses then
    redis.call('HSET', order, 'reserved_at', time)
    if not is_paid then redis.call('XADD', batch.order_reserved, '*', 'pk', pk) end
  elseif status == moves.settle.to and number_of[line_moves.refund.to] == #statuses and not is_paid then
    keep_completed_at(batch, order)
    end_order(batch, order, moves.refund, time, reason, mailed)
  end
  if is_paid then decide_entry(batch, number, now()) end
end

-- Without a provider the money of a line comes back at once. Of an order with a ledger decide() does this.
local function mail_line_refund(batch, order, pk, line)
  if redis.call('HEXISTS', order, 'amount') == 0 then add_mail(batch, order, pk, 'refunded-line-' .. line, now()) end
end

-- decide_orders: a line of an order of several is reserved, rejected or refunded.    Entry values: pk, line, status, reason.
local function decide_orders(batch)
  for id, number, pk, line, line_status, reason in batch.entries() do
    local order, place = batch.order[number], tonumber(line)
    local status, lines, known, customer = unpack(redis.call('HMGET', order, 'status', 'lines', 'line_statuses', 'customer'))
    local statuses = words_of(known)
    if not statuses[place] then
      batch.dead_letter(id, 'order_not_found')
    elseif statuses[place] == line_moves.place.to
      or line_status == line_moves.refund.to and statuses[place] ~= line_status then
      statuses[place] = line_status
      redis.call('HSET', order, 'line_statuses', table.concat(statuses, ' '))
      decide_order(batch, number, pk, status, statuses, lines, reason, customer)
      if customer and line_status == line_moves.refund.to then mail_line_refund(batch, order, pk, line) end
    end
  end
end

local function count_lines(day, lines, line_amounts)
  local amounts = words_of(line_amounts)
  for number, line in ipairs(cjson.decode(lines)) do
    book(day, line.product_id, line, line.quantity, tonumber(amounts[number]), 0)
  end
  day.orders = day.orders + 1
end

-- settle_reserved: all lines of an order of several are reserved and the delay has passed, so the buyer pays.
-- Entry values: pk.
local function settle_reserved(batch)
  local milliseconds, bookings = now(), {}
  local time = text_of(milliseconds)
  for id, number, pk in batch.entries() do
    local status, lines, line_amounts, customer =
      unpack(redis.call('HMGET', batch.order[number], 'status', 'lines', 'line_amounts', 'customer'))
    if status == moves.settle.from then
      end_order(batch, batch.order[number], moves.settle, time, '', customer and pk)
      notify_lines(batch.line_completed, pk, lines)
      if line_amounts then count_lines(day_of(bookings, milliseconds), lines, line_amounts) end
    elseif not status then
      batch.dead_letter(id, 'order_not_found', cjson.encode { pk = pk })
    end
  end
  write_bookings(batch.turnover, bookings)
end

-- The keys of an order, and those that its functions write to.
local order_keys = { 'order', 'ledger' }
local function deciding(more)
  local outputs = {}
  for place = 1, #decision_keys do outputs[place] = decision_keys[place] end  -- no ipairs while a library is loaded
  outputs[#outputs + 1] = more
  return outputs
end

register_batch('note_reservations', deciding('line_decided'), order_keys, note_reservations)
-- The units are reserved and the delay has passed, so the buyer pays.
register_batch('settle_orders', deciding('line_decided'), order_keys,
  make(moves.settle, { line = line_moves.reserve, paid = reserve_paid, before = announce, otherwise = release_if_cancelled,
    count = count_capture }))
-- There are too few units; nothing was charged.
register_batch('reject_orders', { 'counts', 'line_decided', 'mails', 'mails_due', 'turnover' }, { 'order' },
  make(moves.reject, { line = line_moves.reject, is_refusal = true }))
-- The buyer has paid, but the product was deleted.
register_batch('refund_orders', deciding('line_decided'), order_keys,
  make(moves.refund, {
    line = line_moves.refund, paid = refund_paid, before = keep_completed_at, mail = 'refunded-line-1', count = count_refund,
  }))
register_relayed('decide_orders', deciding('order_reserved'), order_keys, decide_orders)
register_batch('settle_reserved', { 'counts', 'line_completed', 'mails', 'mails_due', 'to_ship', 'turnover' }, { 'order' },
  settle_reserved)
