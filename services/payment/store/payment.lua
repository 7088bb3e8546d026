-- The rules about the states of an order; they are nowhere else.
--
--   pending -> completed -> refunded        pending -> rejected        cancelled from the start        nothing goes back
--
-- order   hash: pk, product_id, product_name, quantity, price, fee, status, reason, created_at, updated_at (when it came
--         into its state, unless that is pending), reserved_at (when the units were held), completed_at (of one that was
--         refunded since); times in milliseconds
-- orders  list of the partition's pks, in the order of placing
-- counts  hash: completed, rejected, refunded, cancelled -> how many orders came into that state

-- place_orders: KEYS orders, order_placed, order...    ARGV (pk, product_id, product_name, quantity, price, fee)...
-- Answers the time, and for each order 1, or 0 if it exists already: it is left as it is, so that placing twice is placing
-- once.
local function place_orders(keys, args)
  local time = text_of(now())
  local none_exists = redis.call('EXISTS', unpack(keys, 3)) == 0
  local answer, placed, seen = { time }, {}, {}
  for number = 1, #keys - 2 do
    local order, at = keys[number + 2], number * 6 - 5
    local pk, product_id, quantity = args[at], args[at + 1], args[at + 3]
    local is_new = not seen[order] and (none_exists or redis.call('EXISTS', order) == 0)
    if is_new then
      redis.call('HSET', order, 'status', 'pending', 'pk', pk, 'product_id', product_id, 'product_name', args[at + 2],
        'quantity', quantity, 'price', args[at + 4], 'fee', args[at + 5], 'created_at', time)
      redis.call('XADD', keys[2], '*', 'pk', pk, 'product_id', product_id, 'quantity', quantity)
      placed[#placed + 1] = pk
    end
    seen[order] = true
    answer[number + 1] = is_new and 1 or 0
  end
  if #placed > 0 then redis.call('RPUSH', keys[1], unpack(placed)) end
  return answer
end

-- abandon_order: place a pk as cancelled, so that an order that comes late under it finds it and changes nothing. No
-- order_placed: nothing is ever reserved.    KEYS order, orders, counts    ARGV pk, (field, value)...
-- Answers 1, or 0 if the pk has an order already: it is left as it is.
local function abandon_order(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then return 0 end
  local time = text_of(now())
  redis.call('HSET', keys[1], unpack(args, 2))
  redis.call('HSET', keys[1], 'status', 'cancelled', 'reason', 'cancelled_by_buyer', 'created_at', time, 'updated_at', time)
  redis.call('RPUSH', keys[2], args[1])
  redis.call('HINCRBY', keys[3], 'cancelled', 1)
  return 1
end

-- remember_key: bind an idempotency key to the order that it places.    KEYS key    ARGV pk, fingerprint of the body
-- Answers the pk and the fingerprint bound to it, those of the first call for ever.
local function remember_key(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    redis.call('HSET', keys[1], 'pk', args[1], 'fingerprint', args[2])
  end
  return redis.call('HMGET', keys[1], 'pk', 'fingerprint')
end

-- What settle, reject and refund have in common: each entry's order goes from one state to the next. An order that is
-- in another state stays as it is; an entry without an order is a dead letter.
-- Entry values: number of the order among the keys (from 0), pk, reason or ''.
-- `also(order, pk, product_id, updated_at)`, if given, is called for each order that moves, before it does.
local function advance(keys, args, from, to, counts, first, also)
  return apply_batch(keys, args, function(entries, bury)
    local time = text_of(now())
    local count = 0
    for _, at in ipairs(entries) do
      local order, pk, reason = keys[first + args[at + 1]], args[at + 2], args[at + 3]
      local state = redis.call('HMGET', order, 'status', 'product_id', 'updated_at')
      if state[1] == from then
        if also then also(order, pk, state[2], state[3]) end
        if reason == '' then
          redis.call('HSET', order, 'status', to, 'updated_at', time)
        else
          redis.call('HSET', order, 'status', to, 'updated_at', time, 'reason', reason)
        end
        count = count + 1
      elseif not state[1] then
        bury(args[at], 'order_not_found', cjson.encode { pk = pk, reason = reason ~= '' and reason or nil })
      end
    end
    if count > 0 then redis.call('HINCRBY', counts, to, count) end
  end)
end

-- note_reservations: the units are held. Heard at once, while settle_orders waits for the delay.
-- KEYS  ..., order...    Entry values: number of the order among the keys (from 0).
local function note_reservations(keys, args)
  return apply_batch(keys, args, function(entries)
    local time = text_of(now())
    local all_exist = redis.call('EXISTS', unpack(keys, 4)) == #keys - 3
    for _, at in ipairs(entries) do
      local order = keys[4 + args[at + 1]]
      if all_exist or redis.call('EXISTS', order) == 1 then redis.call('HSETNX', order, 'reserved_at', time) end
    end
  end)
end

-- settle_orders: the units are reserved and the delay has passed, so the buyer pays.
-- KEYS  ..., counts, order_completed, order...
local function settle_orders(keys, args)
  return advance(keys, args, 'pending', 'completed', keys[4], 6, function(_, pk, product_id)
    redis.call('XADD', keys[5], '*', 'pk', pk, 'product_id', product_id)
  end)
end

-- reject_orders: there is no stock for them; nothing was charged.    KEYS  ..., counts, order...
local function reject_orders(keys, args)
  return advance(keys, args, 'pending', 'rejected', keys[4], 5)
end

-- refund_orders: paid, but the product had gone.    KEYS  ..., counts, order...
local function refund_orders(keys, args)
  return advance(keys, args, 'completed', 'refunded', keys[4], 5, function(order, _, _, updated_at)
    redis.call('HSET', order, 'completed_at', updated_at)
  end)
end

register('place_orders', place_orders)
register('abandon_order', abandon_order)
register('remember_key', remember_key)
register('note_reservations', note_reservations, { 'allow-oom' })
register('settle_orders', settle_orders, { 'allow-oom' })
register('reject_orders', reject_orders, { 'allow-oom' })
register('refund_orders', refund_orders, { 'allow-oom' })
