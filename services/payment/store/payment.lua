-- The rules about the states of an order; they are nowhere else.
--
--   pending -> completed -> refunded        pending -> rejected        nothing goes back
--
-- order   hash: pk, product_id, product_name, price, fee, total, quantity, amount, status, reason,
--         created_at, updated_at (when it came into its state); reserved_at, once the units are held; completed_at of one
--         that was refunded since (milliseconds)
-- orders  list of the partition's pks, in the order of placing
-- counts  hash: completed, rejected, refunded -> how many orders came into that state

-- place_order: KEYS order, orders, order_placed    ARGV pk, product_id, quantity, (field, value)...
-- Answers the order. One that exists already is left as it is, so that placing twice is placing once.
local function place_order(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    local pk, product_id, quantity = args[1], args[2], args[3]
    local time = now()
    redis.call('HSET', keys[1], 'pk', pk, 'product_id', product_id, 'quantity', quantity, 'status', 'pending',
      'created_at', time, 'updated_at', time, unpack(args, 4))
    redis.call('RPUSH', keys[2], pk)
    redis.call('XADD', keys[3], '*', 'pk', pk, 'product_id', product_id, 'quantity', quantity)
  end
  return redis.call('HGETALL', keys[1])
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
-- `also(order, pk)`, if given, is called for each order that moves, before it does.
local function advance(keys, args, from, to, counts, first, also)
  return apply_batch(keys, args, function(entries, bury)
    local time = now()
    local count = 0
    for _, entry in ipairs(entries) do
      local order, pk, reason = keys[first + entry[2]], entry[3], entry[4]
      local status = redis.call('HGET', order, 'status')
      if status == from then
        if also then also(order, pk) end
        redis.call('HSET', order, 'status', to, 'updated_at', time)
        if reason ~= '' then redis.call('HSET', order, 'reason', reason) end
        count = count + 1
      elseif not status then
        bury(entry[1], 'order_not_found', cjson.encode { pk = pk, reason = reason ~= '' and reason or nil })
      end
    end
    if count > 0 then redis.call('HINCRBY', counts, to, count) end
  end)
end

-- note_reservations: the units are held. Heard at once, while settle_orders waits for the delay.
-- KEYS  ..., order...    Entry values: number of the order among the keys (from 0).
local function note_reservations(keys, args)
  return apply_batch(keys, args, function(entries)
    local time = now()
    for _, entry in ipairs(entries) do
      local order = keys[4 + entry[2]]
      if redis.call('HGET', order, 'status') == 'pending' then redis.call('HSETNX', order, 'reserved_at', time) end
    end
  end)
end

-- settle_orders: the units are reserved and the delay has passed, so the buyer pays.
-- KEYS  ..., counts, order_completed, order...
local function settle_orders(keys, args)
  return advance(keys, args, 'pending', 'completed', keys[4], 6, function(order, pk)
    local about = redis.call('HMGET', order, 'product_id', 'quantity')
    redis.call('XADD', keys[5], '*', 'pk', pk, 'product_id', about[1], 'quantity', about[2])
  end)
end

-- reject_orders: there is no stock for them; nothing was charged.    KEYS  ..., counts, order...
local function reject_orders(keys, args)
  return advance(keys, args, 'pending', 'rejected', keys[4], 5)
end

-- refund_orders: paid, but the product had gone.    KEYS  ..., counts, order...
local function refund_orders(keys, args)
  return advance(keys, args, 'completed', 'refunded', keys[4], 5, function(order)
    redis.call('HSET', order, 'completed_at', redis.call('HGET', order, 'updated_at'))
  end)
end

register('place_order', place_order)
register('remember_key', remember_key)
register('note_reservations', note_reservations, { 'allow-oom' })
register('settle_orders', settle_orders, { 'allow-oom' })
register('reject_orders', reject_orders, { 'allow-oom' })
register('refund_orders', refund_orders, { 'allow-oom' })
