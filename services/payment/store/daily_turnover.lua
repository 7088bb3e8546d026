-- Turnover: what was captured and paid back, by day (UTC) and product. The step that books money also counts it, so the sums
-- are those of the orders and their ledgers. docs/decisions/0032.
--
-- turnover:<day>   hash: product id -> "units captured refunded name", money in minor units; `unassigned` -> the same, of
--                  refunds of an amount that is of no line; `orders` -> how many. Orders and units count at their capture.
-- turnover         hash: day -> 1, the days (since 1970) with money; since -> the first day from which all is counted (0: always)
--
-- refused:<day>    hash: product id -> "reason count reason count": orders or lines that were refused, at the door
--                  (count_refusals) or by inventory (reject_orders); expires after three years
--
-- Money that comes back, as a refund that failed does, lowers `refunded` on the day on which it came back.

local day_length = 86400000
local most_at_once = 1000  -- products; Lua passes at most some 8,000 values to a call
local most_days = 1100  -- three years, counted by days that have money, so that a wrong clock drops none of them

-- What a function books is gathered by day, then written with two calls a day.
local function day_of(bookings, time)
  local number = math.floor(time / day_length)
  if not bookings[number] then bookings[number] = { orders = 0, ids = {}, products = {} } end
  return bookings[number]
end

-- `named`: an order or a line of the product, or the key of an order.
local function book(day, id, named, units, captured, refunded)
  local product = day.products[id]
  if not product then
    product = { units = 0, captured = 0, refunded = 0, named = named }
    day.products[id], day.ids[#day.ids + 1] = product, id
  end
  product.units, product.captured, product.refunded =
    product.units + units, product.captured + captured, product.refunded + refunded
end

local function name_of(named)
  local name = type(named) == 'string' and redis.call('HGET', named, 'product_name') or named.product_name
  return type(name) == 'string' and name or ''
end

-- Several counters are one field: to HINCRBY each is dearer.
local function added(stored, product)
  if not stored then stored = '0 0 0 ' .. name_of(product.named) end
  local units, captured, refunded, name = string.match(stored, '^(%d+) (%d+) (-?%d+) (.*)$')
  return string.format('%d %d %d %s', units + product.units, captured + product.captured, refunded + product.refunded, name)
end

-- Drops the oldest day if there are too many.
local function add_day(turnover, day)
  redis.call('HSET', turnover, day, 1)
  if redis.call('HLEN', turnover) <= most_days then return end
  local oldest = math.huge
  for _, name in ipairs(redis.call('HKEYS', turnover)) do oldest = math.min(oldest, tonumber(name) or math.huge) end
  local since = tonumber(redis.call('HGET', turnover, 'since') or '0')
  redis.call('HSET', turnover, 'since', text_of(math.max(since, oldest + 1)))
  redis.call('HDEL', turnover, text_of(oldest))
  redis.call('UNLINK', turnover .. ':' .. text_of(oldest))
end

-- The products `first` to `last` of a day, and `orders`. Returns whether the day is new.
local function write_products(key, day, first, last, orders)
  local fields, known = {}, redis.call('HMGET', key, 'orders', unpack(day.ids, first, last))
  for place = first, last do
    local id = day.ids[place]
    fields[#fields + 1], fields[#fields + 2] = id, added(known[place - first + 2], day.products[id])
  end
  redis.call('HSET', key, 'orders', (known[1] or 0) + orders, unpack(fields))
  return not known[1]
end

local function write_day(turnover, number, day)
  local name, count = text_of(number), #day.ids
  local key = turnover .. ':' .. name
  local is_new = write_products(key, day, 1, math.min(count, most_at_once), day.orders)
  for first = most_at_once + 1, count, most_at_once do
    write_products(key, day, first, math.min(count, first + most_at_once - 1), 0)
  end
  if is_new then add_day(turnover, name) end
end

-- The keys of days are in the slot of `turnover`.
local function write_bookings(turnover, bookings)
  for number, day in pairs(bookings) do write_day(turnover, number, day) end
end

-- An amount of an order, spread over its lines as they cost.
local function shares_of(order, amount)
  local shares, cost, given = {}, 0, 0
  for line, of_line in ipairs(order.line_amounts) do
    cost = cost + of_line
    shares[line] = amount == order.amount and tonumber(of_line) or math.floor(amount * cost / order.amount) - given
    given = given + shares[line]
  end
  shares[#shares] = shares[#shares] + amount - given
  return shares
end

-- The lines of an order: its JSON, or itself.
local function sold_lines(order) return order.lines and cjson.decode(order.lines) or { order } end

-- `is_first`: the order was not captured before, so it and its units count now.
local function book_capture(bookings, order, time, amount, is_first)
  local shares, units, day = shares_of(order, amount), is_first and 1 or 0, day_of(bookings, time)
  day.orders = day.orders + units
  for line, sold in ipairs(sold_lines(order)) do
    book(day, sold.product_id, sold, units * sold.quantity, shares[line], 0)
  end
end

-- A refund of an order; sign -1 when it comes back. An amount does not say for which of several lines it is.
local function book_refund(bookings, order, refund, time, sign)
  if order.lines and not refund.parts and refund.amount ~= order.amount then
    return book(day_of(bookings, time), 'unassigned', order, 0, 0, sign * refund.amount)
  end
  local shares = not refund.parts and shares_of(order, refund.amount)
  for line, sold in ipairs(sold_lines(order)) do
    local amount = tonumber(shares and shares[line] or refund.parts[text_of(line)] or 0)
    if amount ~= 0 then book(day_of(bookings, time), sold.product_id, sold, 0, 0, sign * amount) end
  end
end

-- What the ledger has now and had not: `learnt`, ids of events. A refund that failed is booked as made, and as come back, since
-- its events may come in any order.
local function book_learnt(turnover, order, ledger, learnt)
  local bookings, known = {}, ledger.captured
  for intent, event in pairs(ledger.captures) do
    if learnt['captured:' .. intent] then known = known - event.amount end
  end
  for intent, event in pairs(ledger.captures) do
    if learnt['captured:' .. intent] then
      book_capture(bookings, order, tonumber(event.at), tonumber(event.amount), known == 0)
      known = known + event.amount
    end
  end
  for n, refund in pairs(ledger.refunds) do
    local object = type(n) == 'number' and text_of(n) or n
    local is_made, is_failed = learnt['refunded:' .. object], learnt['refund_failed:' .. object]
    if is_made then book_refund(bookings, order, refund, refund.refunded, 1) end
    if refund.refunded and refund.refund_failed and (is_made or is_failed) then
      book_refund(bookings, order, refund, refund.refund_failed, -1)
    end
  end
  write_bookings(turnover, bookings)
end

-- One more, gathered as product id -> reason -> how many.
local function add_refusal(refusals, id, reason, count)
  refusals[id] = refusals[id] or {}
  refusals[id][reason] = (refusals[id][reason] or 0) + count
end

-- Only refused orders cost something for it.
local function write_refusals(turnover, refusals, time)
  if next(refusals) == nil then return end
  local key = string.gsub(turnover, ':turnover$', ':refused:' .. text_of(math.floor(time / day_length)), 1)
  for id, by_reason in pairs(refusals) do
    for reason, count in string.gmatch(redis.call('HGET', key, id) or '', '(%S+) (%d+)') do
      add_refusal(refusals, id, reason, count)
    end
    local words = {}
    for reason, count in pairs(by_reason) do words[#words + 1] = reason .. ' ' .. text_of(count) end
    redis.call('HSET', key, id, table.concat(words, ' '))
  end
  redis.call('PEXPIRE', key, text_of(most_days * day_length))
end

-- count_refusals: those at the door, gathered for a second.    KEYS turnover    ARGV (product id, reason, how many)...
local function count_refusals(keys, args)
  local refusals = {}
  for at = 1, #args, 3 do add_refusal(refusals, args[at], args[at + 1], tonumber(args[at + 2])) end
  write_refusals(keys[1], refusals, now())
end

-- begin_turnover: when the functions are loaded. Orders that were paid before are not counted, so that counters are complete
-- from the next day on.    KEYS counts, turnover    Returns 1; 0 if it has begun before.
local function begin_turnover(keys)
  local paid_before = redis.call('HEXISTS', keys[1], 'completed') == 1
  local since = paid_before and math.floor(now() / day_length) + 1 or 0
  return redis.call('HSETNX', keys[2], 'since', text_of(since))
end

register('begin_turnover', begin_turnover)
register('count_refusals', count_refusals)
