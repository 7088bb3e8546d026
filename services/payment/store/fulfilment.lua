-- What becomes of the goods of a paid order: open -> packed -> shipped. What is shipped stays shipped.
--
-- order    also: fulfilment (packed or shipped; absent: open), tracking, shipped_at (milliseconds)
-- to_ship  sorted set: pks of the completed orders with a customer that are not shipped, all with score 0: ULIDs, so by
--          time (await_shipping in orders.lua)

-- fulfil_order: KEYS order, to_ship, mails, mails_due    ARGV pk, state, tracking ('': none)
-- Asked for again it changes nothing; a tracking number may be given at any time, and another one later.
-- Returns 'ok', or the refusal: 'order_not_found', 'not_paid' (not completed), 'already_shipped' (and it was asked to be packed
-- or open).
local function fulfil_order(keys, args)
  local order, to_ship, pk, state, tracking = keys[1], keys[2], args[1], args[2], args[3]
  local status, parent, known, customer =
    unpack(redis.call('HMGET', order, 'status', 'parent', 'fulfilment', 'customer'))
  if not status or parent then return redis.status_reply('order_not_found') end
  if status ~= moves.settle.to then return redis.status_reply('not_paid') end
  if known == 'shipped' and state ~= known then return redis.status_reply('already_shipped') end
  redis.call('HSET', order, 'fulfilment', state)
  if tracking ~= '' then redis.call('HSET', order, 'tracking', tracking) end
  if state == 'shipped' then
    local time = text_of(now())
    redis.call('HSETNX', order, 'shipped_at', time)
    redis.call('ZREM', to_ship, pk)
    if customer then add_mail({ mails = keys[3], mails_due = keys[4] }, order, pk, 'shipped', time) end
  end
  return redis.status_reply('ok')
end

register('fulfil_order', fulfil_order)
