-- All rules about the states of an order; no other code decides about them.
--
-- order     hash: pk, status, reason, created_at, updated_at (when it reached its status; absent while pending),
--           reserved_at (when the reservation was noted), completed_at (only if refunded); times in milliseconds. Of one
--           line: product_id, product_name, quantity, price, fee. Of several: lines (a JSON array of objects with these),
--           line_statuses (as its partition knows them, in the order of the lines: "reserved pending"). Of a signed-in
--           buyer: buyer, the customer's id
-- customer  hash beside an order: who the buyer is; see domain/customer.hpp
-- orders    list of the partition's pks, in the order of placing; no lines (lines.lua)
-- counts    hash: status -> number of orders that ever reached it; pending is not in it (see count_orders)

local most_apart = 60000  -- milliseconds between two looks of a worker at a payment

-- Every move of an order: from, to, and the mail it causes. From false: no order exists. No move leads back.
local moves = {
  place   = { from = false,       to = 'pending' },
  abandon = { from = false,       to = 'cancelled' },
  cancel  = { from = 'pending',   to = 'cancelled', mail = 'cancelled' },
  settle  = { from = 'pending',   to = 'completed', mail = 'confirmed' },
  reject  = { from = 'pending',   to = 'rejected', mail = 'cancelled' },
  refund  = { from = 'completed', to = 'refunded' },
}

-- place_orders: KEYS orders, order_placed, order...
-- ARGV (pk, product_id, product_name, quantity, price, fee)...
-- Returns the time, and for each order 1, or 0 if it exists already. An existing order stays unchanged, so a repeat has
-- no effect.
local function place_orders(keys, args)
  local orders, order_placed = keys[1], keys[2]
  local time = text_of(now())
  local none_exists = redis.call('EXISTS', unpack(keys, 3)) == 0
  local answer, placed, seen = { time }, {}, {}
  for number = 1, #keys - 2 do
    local order = keys[number + 2]
    local pk, product_id, product_name, quantity, price, fee = unpack(args, number * 6 - 5, number * 6)
    local is_new = not seen[order] and (none_exists or redis.call('EXISTS', order) == 0)
    if is_new then
      redis.call('HSET', order, 'status', moves.place.to, 'pk', pk, 'product_id', product_id, 'product_name', product_name,
        'quantity', quantity, 'price', price, 'fee', fee, 'created_at', time)
      redis.call('XADD', order_placed, '*', 'pk', pk, 'product_id', product_id, 'quantity', quantity)
      placed[#placed + 1] = pk
    end
    seen[order] = true
    answer[number + 1] = is_new and 1 or 0
  end
  if #placed > 0 then redis.call('RPUSH', orders, unpack(placed)) end
  return answer
end

-- place_order: an order that has a customer, a signed-in buyer, or several lines.
-- KEYS orders, order, customer, order_placed, line_placed, payments_due, customer_terms
-- ARGV pk, hold (milliseconds; '' unless it is paid at a provider), n, (field, value) n times, m, (field of the customer,
-- value) m times, k, digest of a term k times, (product_id, quantity) of each line...
-- One of the fields may be `buyer`; then the events name the customer.
-- Returns the time, or 0 if the pk has an order already, which stays unchanged.
local function place_order(keys, args)
  local orders, order, customer, order_placed, line_placed, payments_due, customer_terms = unpack(keys)
  local pk, hold = args[1], args[2]
  local after_fields = 3 + 2 * args[3]
  local after_customer = after_fields + 1 + 2 * args[after_fields + 1]
  local after_terms = after_customer + 1 + args[after_customer + 1]
  if redis.call('EXISTS', order) == 1 then return 0 end
  local time = text_of(now())
  redis.call('HSET', order, 'status', moves.place.to, 'created_at', time, unpack(args, 4, after_fields))
  local by = {}
  for at = 4, after_fields, 2 do
    if args[at] == 'buyer' then by = { 'customer', args[at + 1] } end
  end
  if after_customer > after_fields + 1 then
    redis.call('HSET', customer, unpack(args, after_fields + 2, after_customer))
    redis.call('HSET', order, 'customer', 1)
  end
  change_terms(customer_terms, pk, 'add', args, after_customer + 2, after_terms)
  if #args == after_terms + 2 then
    redis.call('XADD', order_placed, '*', 'pk', pk, 'product_id', args[#args - 1], 'quantity', args[#args],
      unpack(by))
  else
    for at = after_terms + 1, #args, 2 do
      redis.call('XADD', line_placed, '*', 'pk', pk, 'line', (at - after_terms + 1) / 2, 'product_id', args[at],
        'quantity', args[at + 1], unpack(by))
    end
  end
  if hold ~= '' then
    local hold_until = text_of(tonumber(time) + hold)
    redis.call('HSET', order, 'hold', hold, 'hold_until', hold_until, 'payment', 'none')
    redis.call('ZADD', payments_due, text_of(time + math.min(hold, most_apart)), pk)
  end
  redis.call('RPUSH', orders, pk)
  return time
end

-- Writes a message to every line of an order of several lines, also to one that is not placed or decided yet.
local function notify_lines(stream, pk, lines)
  for number, line in ipairs(cjson.decode(lines)) do
    redis.call('XADD', stream, '*', 'pk', pk, 'line', number, 'product_id', line.product_id, 'quantity', line.quantity)
  end
end

-- abandon_order: place a pk as cancelled, so that a late order under the same pk finds it and changes nothing. Writes no
-- order_placed, so nothing is ever reserved. Lines are written as cancelled, so that it is found by their products.
-- KEYS orders, counts, order, line_cancelled    ARGV pk, (field, value)...
-- Returns 1, or 0 if the pk has an order already, which stays unchanged.
local function abandon_order(keys, args)
  local orders, counts, order, line_cancelled = unpack(keys)
  if redis.call('EXISTS', order) == 1 then return 0 end
  local time = text_of(now())
  redis.call('HSET', order, unpack(args, 2))
  redis.call('HSET', order, 'status', moves.abandon.to, 'reason', 'cancelled_by_buyer', 'created_at', time,
    'updated_at', time)
  redis.call('HINCRBY', counts, moves.abandon.to, 1)
  redis.call('RPUSH', orders, args[1])
  local lines = redis.call('HGET', order, 'lines')
  if lines then notify_lines(line_cancelled, args[1], lines) end
  return 1
end

-- count_orders: the orders in each status: those that reached it, minus those that left it. An abandoned order counts as
-- one that was pending.    KEYS orders, counts
-- Returns (status, number)...
local function count_orders(keys)
  local came, left = {}, {}
  for _, move in pairs(moves) do
    came[move.to] = tonumber(redis.call('HGET', keys[2], move.to) or nil) or 0
    local from = move.from or moves.place.to
    left[from] = left[from] or {}
    left[from][move.to] = true
  end
  came[moves.place.to] = redis.call('LLEN', keys[1])
  left[moves.place.to][moves.place.to] = nil
  local answer = {}
  for status, number in pairs(came) do
    for next_status in pairs(left[status] or {}) do number = number - came[next_status] end
    answer[#answer + 1] = status
    answer[#answer + 1] = number
  end
  return answer
end

-- A paid order that has a customer waits to be shipped, unless all of it is paid back (fulfilment.lua).
local function await_shipping(out, pk, status)
  if status == moves.settle.to then
    redis.call('ZADD', out.to_ship, 0, pk)
  elseif status == moves.refund.to then
    redis.call('ZREM', out.to_ship, pk)
  end
end

-- An order makes a move. `out` has the keys that its functions write to; `reason` may be ''; `mailed`: its pk if it has a
-- customer.
local function end_order(out, order, move, time, reason, mailed)
  if mailed then await_shipping(out, mailed, move.to) end
  redis.call('HSET', order, 'status', move.to, 'updated_at', time)
  if reason ~= '' then redis.call('HSET', order, 'reason', reason) end
  redis.call('HINCRBY', out.counts, move.to, 1)
  if mailed and move.mail then add_mail(out, order, mailed, move.mail, time) end
end

local function announce_completed(out, pk, product_id)
  redis.call('XADD', out.order_completed, '*', 'pk', pk, 'product_id', product_id)
end

-- remember_key: bind an idempotency key to the order that it places.    KEYS key    ARGV pk, fingerprint of the body
-- Returns the pk and the fingerprint bound to the key: those of the first call, for ever.
local function remember_key(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    redis.call('HSET', keys[1], 'pk', args[1], 'fingerprint', args[2])
  end
  return redis.call('HMGET', keys[1], 'pk', 'fingerprint')
end

register('place_orders', place_orders)
register('abandon_order', abandon_order)
register('remember_key', remember_key)
register('place_order', place_order)
-- It only reads, so it also answers while its partition is moved.
redis.register_function { function_name = 'count_orders', callback = count_orders, flags = { 'no-writes', 'allow-oom' } }
