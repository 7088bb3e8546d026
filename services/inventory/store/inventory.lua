-- All rules about products and stock; no other code decides about them.
--
-- product       hash: id, name, price, quantity (on hand), available (quantity - reserved), description, image,
--               sku (absent from older products), version (raised by every edit, commit_stock and return_stock), created_at,
--               updated_at (milliseconds). Absent or '' unless set: state (absent: active), sale_starts_at, sale_ends_at
--               (milliseconds), limit_per_order, limit_per_customer; and, if any is set, terms:
--               "state starts_at ends_at limit_per_order limit_per_customer" in one field, for reserve_stock ('-': not set), and
--               after a limit for customers of a variant " group". apart: of a product that joined a
--               group, '1' if the group's own variants are in another partition, else '0'.
--               Running totals, absent until there are some: orders (that got their units), sold, returned (units)
--               options, of a variant, mean nothing here: groups.lua
-- reservations  hash of a product: pk of an order -> units held; deleted with the product
-- bought        hash of a product, for limit_per_customer: pk of an order -> "units customer", what it still counts for, and of a
--               variant " group" (docs/decisions/0040, 0048). customer -> units that count: here, or in the same of the group.
--               Deleted with the product, unless it is or was a variant; of a group with the group
-- products      sorted set of the partition's ids, all with score 0: ULIDs, so by time
-- drafts        the same of the products in the state 'draft', which are not in `products`
--
-- Invariants: 0 <= available = quantity - sum of the reservations. What a customer has bought = sum of what its orders count for.

local max_stock = 1000000000 -- units of a product; contracts/events.hpp

local function announce(product_changed, id, change)
  redis.call('XADD', product_changed, 'MAXLEN', '~', 4096, '*', 'id', id, 'change', change)
end

local function id_of(product) return string.match(product, '[^:]+$') end

-- Makes what follows from a product's fields: its terms, and the list of its state.
local function derive(product, products, drafts, id)
  local state, starts_at, ends_at, most, limit, group = unpack(redis.call('HMGET', product, 'state', 'sale_starts_at',
    'sale_ends_at', 'limit_per_order', 'limit_per_customer', 'group'))
  local terms = { state or 'active', starts_at or '', ends_at or '', most or '', limit or '' }
  for place, term in ipairs(terms) do if term == '' then terms[place] = '-' end end
  local text, is_draft = table.concat(terms, ' '), state == 'draft'
  if terms[5] ~= '-' and group and group ~= '' then text = text .. ' ' .. group end
  if text == 'active - - - -' then redis.call('HDEL', product, 'terms') else redis.call('HSET', product, 'terms', text) end
  redis.call('ZADD', is_draft and drafts or products, 0, id)
  redis.call('ZREM', is_draft and products or drafts, id)
end

-- create_product: KEYS product, products, drafts, product_changed, ledger    ARGV kind, reason, who, id, (field, value)...
-- Returns the product, or nil when the id exists.
local function create_product(keys, args)
  if redis.call('EXISTS', keys[1]) == 1 then return nil end
  local time = now()
  redis.call('HSET', keys[1], 'version', 1, 'created_at', time, 'updated_at', time, 'id', unpack(args, 4))
  derive(keys[1], keys[2], keys[3], args[4])
  note(keys[5], keys[1], redis.call('HGET', keys[1], 'quantity'), args[1], args[2], args[3])
  announce(keys[4], args[4], 'created')
  return redis.call('HGETALL', keys[1])
end

-- Checks that the product exists and is as the caller expects. versions: at one of these (',3,7,'; '' is any). quantity:
-- this one ('' is any). excluded: in none of these states (',3-90,': version and available; '*' is every state). Returns
-- the refusal, or ''.
local function refusal(product, versions, excluded, quantity)
  local version, available, on_hand = unpack(redis.call('HMGET', product, 'version', 'available', 'quantity'))
  if not version then return 'product_not_found' end
  local is_expected = (versions == '' or string.find(versions, ',' .. version .. ',', 1, true))
    and (quantity == '' or quantity == on_hand)
    and excluded ~= '*' and not string.find(excluded, ',' .. version .. '-' .. available .. ',', 1, true)
  return is_expected and '' or 'version_mismatch'
end

-- The changes of an edit as (field, value)..., and the names of the fields in `args` that differ. nil: the quantity would
-- fall below the units that orders hold.
local function differences(product, args, from)
  local changes, names = {}, {}
  for at = from, #args, 2 do
    local field, value = args[at], args[at + 1]
    local current = redis.call('HGET', product, field) or field == 'state' and 'active' or ''
    if current ~= value then
      if field == 'quantity' then
        local available = redis.call('HGET', product, 'available') + value - current
        if available < 0 then return nil, {} end
        changes[#changes + 1] = 'available'
        changes[#changes + 1] = available
      end
      names[#names + 1] = field
      changes[#changes + 1] = field
      changes[#changes + 1] = value
    end
  end
  return changes, names
end

-- The changes of an edit by their fields.
local function by_field(changes)
  local edit = {}
  for at = 1, #changes, 2 do edit[changes[at]] = changes[at + 1] end
  return edit
end

-- Whether the sale would end before it starts.
local function ends_too_early(product, changes)
  local edit, starts_at, ends_at = by_field(changes), unpack(redis.call('HMGET', product, 'sale_starts_at', 'sale_ends_at'))
  starts_at = tonumber(edit.sale_starts_at or starts_at or '')
  ends_at = tonumber(edit.sale_ends_at or ends_at or '')
  return starts_at and ends_at and ends_at <= starts_at
end

-- Whether a limit for customers would count over a group whose own variants are in another partition. `apart`: '1' or '0', of the
-- group that is set; '': none is.
local function limit_is_apart(product, changes, apart)
  local edit = by_field(changes)
  local limit, group, was_apart = unpack(redis.call('HMGET', product, 'limit_per_customer', 'group', 'apart'))
  limit, group = edit.limit_per_customer or limit or '', edit.group or group or ''
  if apart == '' then apart = was_apart end
  return limit ~= '' and group ~= '' and apart == '1'
end

-- What an edit means for the ledger: its kind and by how many units the stock changes; nothing if it is not noted.
local function noted(product, kind, changes)
  local edit, quantity, state = by_field(changes), unpack(redis.call('HMGET', product, 'quantity', 'state'))
  if not (edit.quantity or edit.price or edit.state) then return nil end
  if edit.state == 'frozen' then kind = 'frozen' elseif edit.state == 'active' and state == 'frozen' then kind = 'released' end
  return kind, (edit.quantity or quantity) - quantity
end

-- edit_product: KEYS product, products, drafts, product_changed, ledger
-- ARGV id, 'write' or 'preview', expected versions, excluded states, expected quantity, kind, reason, who, apart,
-- (field, value)...
-- Returns '' or a refusal, the names of the fields that differ, and the product after the call. Refusals:
-- 'product_not_found', 'version_mismatch', 'stock_reserved' (the quantity would fall below the units that orders hold),
-- 'ends_too_early' (before the sale starts), 'limit_is_apart'. A preview decides the same and writes nothing. An edit without
-- a change makes no new version.
local function edit_product(keys, args)
  local refused = refusal(keys[1], args[3], args[4], args[5])
  if refused ~= '' then return { refused, {}, redis.call('HGETALL', keys[1]) } end
  local changes, names = differences(keys[1], args, 10)
  if not changes then return { 'stock_reserved', {}, redis.call('HGETALL', keys[1]) } end
  if ends_too_early(keys[1], changes) then return { 'ends_too_early', {}, redis.call('HGETALL', keys[1]) } end
  if limit_is_apart(keys[1], changes, args[9]) then return { 'limit_is_apart', {}, redis.call('HGETALL', keys[1]) } end
  if #changes > 0 and args[2] == 'write' then
    local kind, change = noted(keys[1], args[6], changes)
    if kind then open_ledger(keys[5], keys[1]) end
    redis.call('HSET', keys[1], 'updated_at', now(), unpack(changes))
    redis.call('HINCRBY', keys[1], 'version', 1)
    if args[9] ~= '' then redis.call('HSET', keys[1], 'apart', args[9]) end
    derive(keys[1], keys[2], keys[3], args[1])
    if kind then note(keys[5], keys[1], change, kind, args[7], args[8]) end
    announce(keys[4], args[1], 'updated')
  end
  return { '', names, redis.call('HGETALL', keys[1]) }
end

-- adjust_stock: KEYS product, ledger, adjusted, product_changed
-- ARGV id, idempotency key ('': none), 'added' or 'counted', units, reason, who
-- Returns '' or a refusal, 1 if this is a repeat, and the product. Refusals: 'product_not_found', 'key_reused',
-- 'stock_reserved' (less would be left than orders hold), 'too_many_units'. A count that finds what there should be is noted.
local function adjust_stock(keys, args)
  local product, id, key, kind, units = keys[1], unpack(args)
  local quantity, available = unpack(redis.call('HMGET', product, 'quantity', 'available'))
  if not quantity then return { 'product_not_found', 0, {} } end
  local mark = redis.sha1hex(table.concat({ kind, units, args[5] }, ' '))
  local known = key ~= '' and redis.call('HGET', keys[3], key)
  if known then return { known == mark and '' or 'key_reused', 1, redis.call('HGETALL', product) } end
  local change = kind == 'added' and tonumber(units) or units - quantity
  if available + change < 0 then return { 'stock_reserved', 0, {} } end
  if quantity + change > max_stock then return { 'too_many_units', 0, {} } end
  open_ledger(keys[2], product)
  if change ~= 0 then
    redis.call('HSET', product, 'quantity', text_of(quantity + change), 'available', text_of(available + change),
      'updated_at', now())
    redis.call('HINCRBY', product, 'version', 1)
    announce(keys[4], id, 'updated')
  end
  note(keys[2], product, change, kind, args[5], args[6])
  if key ~= '' then redis.call('HSET', keys[3], key, mark) end
  return { '', 0, redis.call('HGETALL', product) }
end

-- delete_product: KEYS product, reservations, bought, ledger, adjusted, products, drafts, product_changed
-- ARGV id, expected versions, excluded states
-- Returns 'deleted', 'product_not_found' or 'version_mismatch'. Orders of a variant are paid back later: they still count for its
-- group, so what they count for stays.
local function delete_product(keys, args)
  local refused = refusal(keys[1], args[2], args[3], '')
  if refused ~= '' then return redis.status_reply(refused) end
  local group, apart = unpack(redis.call('HMGET', keys[1], 'group', 'apart'))
  redis.call('UNLINK', keys[1], keys[2], keys[4], keys[5])
  if (group or '') == '' and not apart then redis.call('UNLINK', keys[3]) end
  redis.call('ZREM', keys[6], args[1])
  redis.call('ZREM', keys[7], args[1])
  announce(keys[8], args[1], 'deleted')
  return redis.status_reply('deleted')
end

-- The key of what customers bought of a product, or of its group. It is made of a declared one, so that a product without a
-- limit costs no key.
local function bought_key(product, group)
  if group ~= '' then return (string.gsub(product, ':product:.*', ':bought:' .. group, 1)) end
  return (string.gsub(product, ':product:', ':bought:', 1))
end

-- The terms of a product: closed: whether it may not be ordered at this time; most: units an order; limit: units a customer;
-- orders, bought: where its orders and where its customers are counted.
local function read_terms(product, text, time)
  local state, starts_at, ends_at, most, limit, group = string.match(text, '^(%S+) (%S+) (%S+) (%S+) (%S+) ?(%S*)$')
  starts_at, ends_at, limit = tonumber(starts_at), tonumber(ends_at), tonumber(limit)
  return {
    closed = state ~= 'active' or starts_at and time < starts_at or ends_at and time >= ends_at,
    most = tonumber(most), limit = limit, group = group,
    orders = limit and bought_key(product, ''), bought = limit and bought_key(product, group),
  }
end

-- Why the terms refuse an order, if they do; else, if there is a limit, how many units the customer will have bought with it.
local function check_terms(terms, customer, units)
  if terms.closed then return 'not_on_sale' end
  if terms.most and units > terms.most then return 'limit_reached' end
  if not terms.limit then return nil end
  if not customer then return 'sign_in_required' end
  local count = (redis.call('HGET', terms.bought, customer) or 0) + units
  if count > terms.limit then return 'limit_reached' end
  return nil, count
end

-- Counts an order for its customer's limit. `wanted`: "units customer".
local function count_more(terms, customer, count, pk, wanted)
  if terms.group == '' then
    redis.call('HSET', terms.bought, customer, count, pk, wanted)
  else
    redis.call('HSET', terms.bought, customer, count)
    redis.call('HSET', terms.orders, pk, wanted .. ' ' .. terms.group)
  end
end

-- reserve_stock: hold units for a batch of placed orders, in the order in which they were placed. An order that has its units
-- already is announced again and counted no second time: a retried dead letter, or an entry that is read again after a failover.
-- Entry values: pk, units; of a signed-in buyer "units customer", as `bought` has it.
local function reserve_stock(batch)
  local stock = {}  -- number of a product -> units available now; false: no such product
  local orders = {} -- number of a product -> orders that got their units
  local terms = {}  -- number of a product -> what decides besides its stock
  local taken = {}  -- number of a product -> its key, if this batch takes units of it
  local time = nil  -- by the clock of this Redis, once a product has terms
  for _, number, pk, wanted in batch.entries() do
    local product, reservations = batch.product[number], batch.reservations[number]
    local units, quantity, customer = tonumber(wanted), wanted, nil
    if not units then
      quantity, customer = string.match(wanted, '^(%d+) (.+)$')
      units = tonumber(quantity)
    end
    if stock[number] == nil then
      local stored = redis.call('HMGET', product, 'available', 'terms', 'orders')
      stock[number], orders[number] = tonumber(stored[1] or nil) or false, stored[3] or 0
      if stored[2] then
        time = time or now()
        terms[number] = read_terms(product, stored[2], time)
      end
    end
    local available, reason, count = stock[number], nil, nil
    if not available then
      reason = 'product_not_found'
    elseif terms[number] then
      reason, count = check_terms(terms[number], customer, units)
    end
    reason = reason or available == 0 and 'sold_out' or available < units and 'insufficient_stock'
    if reason and redis.call('HEXISTS', reservations, pk) == 0 then
      redis.call('XADD', batch.stock_rejected, '*', 'pk', pk, 'reason', reason)
    else
      if not reason and redis.call('HSETNX', reservations, pk, quantity) == 1 then
        stock[number], orders[number], taken[number] = available - units, orders[number] + 1, product
        if count then count_more(terms[number], customer, count, pk, wanted) end
        if stock[number] == 0 then announce(batch.product_changed, id_of(product), 'sold_out') end
      end
      redis.call('XADD', batch.stock_reserved, '*', 'pk', pk)
    end
  end
  for number, product in pairs(taken) do
    redis.call('HSET', product, 'available', text_of(stock[number]), 'orders', text_of(orders[number]))
  end
end

-- So many units of an order no longer count for its customer's limit; at most those that it still counts for. An order that
-- was reserved without a limit, or by a guest, counts for none.
local function count_less(product, pk, most)
  local orders = bought_key(product, '')
  local counted = redis.call('HGET', orders, pk)
  if not counted then return end
  local units, customer, group = string.match(counted, '^(%d+) (%S+) ?(%S*)$')
  local bought, less = bought_key(product, group), math.min(units, most)
  if less == tonumber(units) then
    redis.call('HDEL', orders, pk)
  else
    redis.call('HSET', orders, pk, text_of(units - less) .. string.sub(counted, #units + 1))
  end
  if redis.call('HINCRBY', bought, customer, text_of(-less)) <= 0 then redis.call('HDEL', bought, customer) end
end

-- commit_stock: remove the units of a batch of completed orders from the stock. The position keeps an entry from being
-- applied twice, so a missing reservation means that the product was deleted: the order is sent back for a refund.
-- Entry values: pk.
local function commit_stock(batch)
  local time = text_of(now())
  local sold = {}  -- number of a product -> units
  for _, number, pk in batch.entries() do
    local reservations = batch.reservations[number]
    local units = redis.call('HGET', reservations, pk)
    if units then
      redis.call('HDEL', reservations, pk)
      sold[number] = (sold[number] or 0) + units
    else
      count_less(batch.product[number], pk, math.huge)
      redis.call('XADD', batch.refund_order, '*', 'pk', pk, 'reason', 'product_deleted')
    end
  end
  for number, units in pairs(sold) do
    local product = batch.product[number]
    local current = redis.call('HMGET', product, 'quantity', 'version', 'sold')
    redis.call('HSET', product, 'quantity', text_of(current[1] - units), 'version', text_of(current[2] + 1),
      'sold', text_of((current[3] or 0) + units), 'updated_at', time)
  end
end

-- release_stock: give back the units of a batch of cancelled orders. Without a reservation there is nothing to give back: an
-- order may be cancelled before it is reserved, or its product was deleted. That of a deleted variant may still count.
-- Entry values: pk.
local function release_stock(batch)
  local released = {}  -- number of a product -> units
  for _, number, pk in batch.entries() do
    local units = redis.call('HGET', batch.reservations[number], pk)
    if units then
      redis.call('HDEL', batch.reservations[number], pk)
      released[number] = (released[number] or 0) + units
    end
    local product = batch.product[number]
    if units or redis.call('EXISTS', product) == 0 then count_less(product, pk, math.huge) end
  end
  for number, units in pairs(released) do
    redis.call('HINCRBY', batch.product[number], 'available', units)
    announce(batch.product_changed, id_of(batch.product[number]), 'updated')
  end
end

-- return_stock: units of paid orders come back. Those of a deleted product do not, and count no longer all the same. It makes a
-- new version, so that an edit of the quantity that was read before is refused. No stock grows above max_stock, which no reader
-- understands. `refunded`: units that were paid back, of which `units` are 0 or more.
-- Entry values: pk, units, refunded ('': the order is of a guest).
local function return_stock(batch)
  local time = now()
  for _, number, pk, units, refunded in batch.entries() do
    local quantity = redis.call('HGET', batch.product[number], 'quantity')
    if refunded ~= '' then count_less(batch.product[number], pk, tonumber(refunded)) end
    if quantity and units ~= '0' then
      local returned = text_of(math.min(units, max_stock - quantity))
      redis.call('HINCRBY', batch.product[number], 'quantity', returned)
      redis.call('HINCRBY', batch.product[number], 'available', returned)
      redis.call('HINCRBY', batch.product[number], 'returned', returned)
      redis.call('HINCRBY', batch.product[number], 'version', 1)
      redis.call('HSET', batch.product[number], 'updated_at', time)
      announce(batch.product_changed, id_of(batch.product[number]), 'updated')
    end
  end
end

register('create_product', create_product)
register('edit_product', edit_product)
register('adjust_stock', adjust_stock)
register('delete_product', delete_product, { 'allow-oom' })
register_batch('reserve_stock', { 'stock_reserved', 'stock_rejected', 'product_changed' }, { 'product', 'reservations' },
  reserve_stock)
register_batch('commit_stock', { 'refund_order' }, { 'product', 'reservations' }, commit_stock)
register_batch('release_stock', { 'product_changed' }, { 'product', 'reservations' }, release_stock)
register_batch('return_stock', { 'product_changed' }, { 'product' }, return_stock)
