-- Every change of a product's stock, price or state by a person: what, when, why and who (docs/decisions/0046).
--
-- ledger    stream of a product, deleted with it; the newest 1,000 entries or some more. Entry: kind (domain/stock_ledger.hpp),
--           reason, who, change (units, with their sign); and as they are afterwards: quantity, price, state, taken (units that
--           orders have taken until then, without those that came back)
-- adjusted  hash of a product, deleted with it: idempotency key -> fingerprint of the change of stock that it was used for
--
-- Orders write no entry; the product counts them: sold and returned (units), absent until there are some. So after each entry,
-- and now:  quantity = quantity of an earlier entry + the changes since - (taken - taken of that entry)

local most_entries = 1000

-- Notes what a person did, after it was done.
local function note(ledger, product, change, kind, reason, who)
  local quantity, price, state, sold, returned =
    unpack(redis.call('HMGET', product, 'quantity', 'price', 'state', 'sold', 'returned'))
  redis.call('XADD', ledger, 'MAXLEN', '~', most_entries, '*', 'kind', kind, 'reason', reason, 'who', who,
    'change', text_of(change), 'quantity', quantity, 'price', price, 'state', state or 'active',
    'taken', text_of((sold or 0) - (returned or 0)))
end

-- A product of before there were ledgers: its first entry says what there was. Before the change.
local function open_ledger(ledger, product)
  if redis.call('EXISTS', ledger) == 0 then note(ledger, product, 0, 'opened', '', '') end
end

-- read_ledger: KEYS product, ledger    Returns quantity, sold and returned of the product, and all entries, the newest first.
local function read_ledger(keys)
  return { redis.call('HMGET', keys[1], 'quantity', 'sold', 'returned'), redis.call('XREVRANGE', keys[2], '+', '-') }
end

-- It only reads, so it also answers while its partition is moved.
redis.register_function { function_name = 'read_ledger', callback = read_ledger, flags = { 'no-writes', 'allow-oom' } }
