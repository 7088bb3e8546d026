-- The rules about the states of an order; they are nowhere else.
--
-- order   hash: pk, product_id, product_name, quantity, price, fee, status, reason, created_at, updated_at (when it came
--         into its state, unless that is pending), reserved_at (when the units were held), completed_at (of one that was
--         refunded since); times in milliseconds
-- orders  list of the partition's pks, in the order of placing
-- counts  hash: status -> how many orders ever came into it; `orders` counts those that were placed

-- Every move of an order, from a status (false: there was no order) to the next. Nothing goes back, and one move leads to
-- each status.
local moves = {
  place   = { from = false,       to = 'pending' },
  abandon = { from = false,       to = 'cancelled' },
  settle  = { from = 'pending',   to = 'completed' },
  reject  = { from = 'pending',   to = 'rejected' },
  refund  = { from = 'completed', to = 'refunded' },
}

-- place_orders: KEYS orders, order_placed, order...
-- ARGV (pk, product_id, product_name, quantity, price, fee)...
-- Answers the time, and for each order 1, or 0 if it exists already: it is left as it is, so that placing twice is placing
-- once.
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

-- abandon_order: place a pk as cancelled, so that an order that comes late under it finds it and changes nothing. No
-- order_placed: nothing is ever reserved.    KEYS orders, counts, order    ARGV pk, (field, value)...
-- Answers 1, or 0 if the pk has an order already: it is left as it is.
local function abandon_order(keys, args)
  local orders, counts, order = unpack(keys)
  if redis.call('EXISTS', order) == 1 then return 0 end
  local time = text_of(now())
  redis.call('HSET', order, unpack(args, 2))
  redis.call('HSET', order, 'status', moves.abandon.to, 'reason', 'cancelled_by_buyer', 'created_at', time,
    'updated_at', time)
  redis.call('HINCRBY', counts, moves.abandon.to, 1)
  redis.call('RPUSH', orders, args[1])
  return 1
end

-- count_orders: how many are in each status: those that came into it, less those that went on.    KEYS orders, counts
-- Answers (status, number)...
local function count_orders(keys)
  local came, placed = {}, redis.call('LLEN', keys[1])
  for _, move in pairs(moves) do
    local number = tonumber(redis.call('HGET', keys[2], move.to) or nil) or 0
    came[move.to] = number
    if not move.from then placed = placed - number end
  end
  came[moves.place.to] = placed
  local answer = {}
  for status, number in pairs(came) do
    for _, move in pairs(moves) do
      if move.from == status then number = number - came[move.to] end
    end
    answer[#answer + 1] = status
    answer[#answer + 1] = number
  end
  return answer
end

-- remember_key: bind an idempotency key to the order that it places.    KEYS key    ARGV pk, fingerprint of the body
-- Answers the pk and the fingerprint bound to it, those of the first call for ever.
local function remember_key(keys, args)
  if redis.call('EXISTS', keys[1]) == 0 then
    redis.call('HSET', keys[1], 'pk', args[1], 'fingerprint', args[2])
  end
  return redis.call('HMGET', keys[1], 'pk', 'fingerprint')
end

-- What settle, reject and refund have in common: each entry's order makes the move. An order that is in another state stays
-- as it is; an entry without an order is a dead letter.    Entry values: pk, reason or ''.
-- `also(batch, order, pk, product_id, updated_at)`, if given, is called for each order that moves, before it does.
local function make(move, also)
  return function(batch)
    local time, moved = text_of(now()), 0
    for id, number, pk, reason in batch.entries() do
      local order = batch.order[number]
      local status, product_id, updated_at = unpack(redis.call('HMGET', order, 'status', 'product_id', 'updated_at'))
      if status == move.from then
        if also then also(batch, order, pk, product_id, updated_at) end
        if reason == '' then
          redis.call('HSET', order, 'status', move.to, 'updated_at', time)
        else
          redis.call('HSET', order, 'status', move.to, 'updated_at', time, 'reason', reason)
        end
        moved = moved + 1
      elseif not status then
        batch.bury(id, 'order_not_found', cjson.encode { pk = pk, reason = reason ~= '' and reason or nil })
      end
    end
    if moved > 0 then redis.call('HINCRBY', batch.counts, move.to, moved) end
  end
end

-- note_reservations: the units are held. Heard at once, while settle_orders waits for the delay. No entry values.
local function note_reservations(batch)
  local time = text_of(now())
  local all_exist = #batch.order > 0 and redis.call('EXISTS', unpack(batch.order)) == #batch.order
  for _, number in batch.entries() do
    local order = batch.order[number]
    if all_exist or redis.call('EXISTS', order) == 1 then redis.call('HSETNX', order, 'reserved_at', time) end
  end
end

local function announce_completed(batch, _, pk, product_id)
  redis.call('XADD', batch.order_completed, '*', 'pk', pk, 'product_id', product_id)
end

local function keep_completed_at(_, order, _, _, updated_at)
  redis.call('HSET', order, 'completed_at', updated_at)
end

register('place_orders', place_orders)
register('abandon_order', abandon_order)
register('count_orders', count_orders, { 'no-writes', 'allow-oom' })
register('remember_key', remember_key)
register_batch('note_reservations', {}, { 'order' }, note_reservations)
-- The units are reserved and the delay has passed, so the buyer pays.
register_batch('settle_orders', { 'counts', 'order_completed' }, { 'order' },
  make(moves.settle, announce_completed))
-- There is no stock for them; nothing was charged.
register_batch('reject_orders', { 'counts' }, { 'order' }, make(moves.reject))
-- Paid, but the product had gone.
register_batch('refund_orders', { 'counts' }, { 'order' }, make(moves.refund, keep_completed_at))
