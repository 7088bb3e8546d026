-- The index of customers. An order and its customer are in the order's partition, a term (a number, an address, a word of a
-- name) under its keyed hash in another. Messages bring the changes there; those of an order and a term in their order.
--
-- customers:<digest>  sorted set: pks of the orders that the term finds, all with score 0: ULIDs, so by time

-- Writes a message for each term: its digest is args[first] to args[last].
local function change_terms(customer_terms, pk, change, args, first, last)
  for at = first, last do
    redis.call('XADD', customer_terms, '*', 'pk', pk, 'digest', args[at], 'change', change)
  end
end

local nobody = '00000000000000000000000000000000'  -- a buyer who was erased: what counts for a limit still does, for nobody known

-- erase_customer: who an order is for, and who was signed in. Nobody is left to ship it to.
-- KEYS order, customer, customer_terms, to_ship    ARGV pk, digest of each term of the customer...
local function erase_customer(keys, args)
  local order, customer, customer_terms, to_ship = unpack(keys)
  if redis.call('UNLINK', customer) == 1 then
    change_terms(customer_terms, args[1], 'remove', args, 2, #args)
    redis.call('ZREM', to_ship, args[1])
  end
  local buyer = redis.call('HGET', order, 'buyer')
  if buyer and buyer ~= nobody then
    change_terms(customer_terms, args[1], 'remove', { buyer }, 1, 1)
    redis.call('HSET', order, 'buyer', nobody)
  end
end

-- change_customer_terms.    Entry values: pk, change.
local function change_customer_terms(batch)
  for _, number, pk, change in batch.entries() do
    if change == 'add' then
      redis.call('ZADD', batch.customers[number], 0, pk)
    else
      redis.call('ZREM', batch.customers[number], pk)
    end
  end
end

register('erase_customer', erase_customer, { 'allow-oom' })
register_relayed('change_customer_terms', {}, { 'customers' }, change_customer_terms)
