-- Decides the next step of an order paid at a provider (its hash has `amount`; "paid order" below). Every function that
-- learns something about it ends with decide(), which reads the order, its lines and its ledger, and makes the one next step.
-- The rules were explored exhaustively (docs/decisions/0030).
--
-- order, also:  amount, line_amounts ("2400 1200", by line), in minor units; hold: how long (milliseconds) an unpaid order
--               keeps its units, hold_until: until when; ending: why it is to end once no call is open;
--               look: the provider is to be asked, from this time on; looked_at: the last such time;
--               and for those who read it, as the ledger says:
--               payment, captured, paid_back, line_refunds ("0 1200"), url and expires_at of the provider's page,
--               reference: the provider's id of the payment
-- payments_due  sorted set: pk of each order that a worker has something to do for -> when (milliseconds)

local in_hand = 20000       -- how long a worker has a payment for itself; longer than a call lasts
local poll_after = 10000    -- after the provider's page was opened: its webhook may not come
local longest_retry = 3600000

local instantly = 'instant' -- the object of `captured` of an order that was paid without a provider

-- The keys of functions that decide, in this order; then the order and its ledger.
local decision_keys = { 'counts', 'order_completed', 'order_cancelled', 'line_cancelled', 'line_completed', 'payments_due',
  'mails', 'mails_due', 'to_ship', 'turnover', 'stock_returned', 'line_restocked' }

local function read_keys(keys)
  local out = {}
  for place, name in ipairs(decision_keys) do out[name] = keys[place] end
  return out, keys[#decision_keys + 1], keys[#decision_keys + 2]
end

local function words_of(text)
  local words = {}
  for word in string.gmatch(text or '', '%S+') do words[#words + 1] = word end
  return words
end

-- All fields of the order's hash, and its key.
local function read_order(key)
  local stored, order = redis.call('HGETALL', key), { key = key }
  for place = 1, #stored, 2 do order[stored[place]] = stored[place + 1] end
  order.line_amounts = words_of(order.line_amounts)
  order.mailed = order.customer and order.pk
  order.line_statuses = order.lines and words_of(order.line_statuses) or { order.deleted and line_moves.refund.to or '' }
  for _, name in ipairs { 'amount', 'hold', 'hold_until' } do order[name] = tonumber(order[name]) end
  return order
end

-- It ends without being paid: its units go back. Those that are reserved later: see settle_orders and move_line.
local function cancel_sale(out, order, time, reason)
  end_order(out, order.key, moves.cancel, time, reason, order.mailed)
  order.status = moves.cancel.to
  if order.lines then
    notify_lines(out.line_cancelled, order.pk, order.lines)
  elseif order.reserved_at then
    release(out, order.pk, order.product_id)
  end
end

local function complete_sale(out, order, time)
  end_order(out, order.key, moves.settle, time, '', order.mailed)
  redis.call('HDEL', order.key, 'ending')
  order.status, order.updated_at = moves.settle.to, text_of(time)
  if order.lines then
    notify_lines(out.line_completed, order.pk, order.lines)
  else
    announce_completed(out, order.pk, order.product_id)
  end
end

local function is_by_person(ending)
  return ending == 'cancelled_by_buyer' or ending == 'cancelled_by_store'
end

-- The one next step of an order that is pending. At most one call is open; nothing else happens meanwhile.
local function decide_sale(out, order, ledger, time)
  local is, calls = ledger.is, ledger.calls
  if not calls.authorize then
    if order.ending then return cancel_sale(out, order, time, order.ending) end
    if order.reserved_at then ask(ledger, 'authorize', 1, time) end
  elseif ledger.open then
    return
  elseif is.captured then
    complete_sale(out, order, time)
  elseif is.cancelled or is.expired or is.failed then
    cancel_sale(out, order, time, order.ending or 'payment_failed')
  elseif is.capture_refused then
    if not calls.cancel then ask(ledger, 'cancel', 1, time) end
  elseif is.authorized then
    if calls.capture or calls.cancel then return end
    ask(ledger, is_by_person(order.ending) and 'cancel' or 'capture', 1, time)
  elseif order.ending and is.action_required and not calls.expire then
    ask(ledger, 'expire', 1, time)
  end
end

local function ask_refund(ledger, time, amount, parts, more)
  local n = ledger.last_refund + 1
  local event = { at = text_of(time), amount = text_of(amount), parts = parts }
  for name, value in pairs(more) do event[name] = value end
  add_event(ledger.key, 'refund_requested', text_of(n), event)
  ledger.last_refund = n
  ledger.refunds[n] = { attempt = 1, asked_at = time, amount = amount, parts = parts }
  return n
end

-- It ended without being delivered, so nothing of it may stay charged.
local function is_void(order)
  return order.status == moves.cancel.to or order.status == moves.reject.to
end

-- What is owed without anybody asking: of a line whose product was deleted after the payment, what was not paid back of it;
-- of an order that ended otherwise, everything. It is computed, not stored, so a refund that failed leaves it owed.
local function refund_what_is_owed(order, ledger, time)
  if is_void(order) then
    local owed = ledger.captured - promised(ledger)
    if owed > 0 then ask_refund(ledger, time, owed, nil, { reason = 'not_delivered' }) end
    return
  end
  for line, status in ipairs(order.line_statuses) do
    local rest = tonumber(order.line_amounts[line]) - promised(ledger, line)
    local owed = math.min(rest, ledger.captured - promised(ledger))
    if status == line_moves.refund.to and owed > 0 then
      ask_refund(ledger, time, owed, { [text_of(line)] = text_of(owed) }, { reason = 'product_deleted' })
    end
  end
end

-- Without a provider money comes back at once.
local function settle_instantly(out, order, ledger, time)
  local bookings = {}
  for n, refund in pairs(ledger.refunds) do
    if not refund.refunded then
      note_refund(ledger, n, time)
      book_refund(bookings, order, refund, time, 1)
    end
  end
  write_bookings(out.turnover, bookings)
end

-- Whether it is of one line whose mail was sent before the order had a ledger.
local function has_mail_of_line(order, refund)
  local line, amount = next(refund.parts or {})
  return amount and not next(refund.parts, line) and order['mail:refunded-line-' .. line]
end

local function mail_refunds(out, order, ledger, time)
  for n, refund in pairs(ledger.refunds) do
    if refund.refunded and not refund.refund_failed and not has_mail_of_line(order, refund) then
      add_mail(out, order.key, order.pk, 'refunded-' .. n, time)
    end
  end
end

local function decide_refunds(out, order, ledger, time)
  refund_what_is_owed(order, ledger, time)
  if ledger.is.captured == instantly then settle_instantly(out, order, ledger, time) end
  if order.mailed then mail_refunds(out, order, ledger, time) end
  if order.status == moves.refund.from and ledger.refunded >= ledger.captured then
    redis.call('HSET', order.key, 'completed_at', order.updated_at)
    end_order(out, order.key, moves.refund, time, order.line_statuses[1] == line_moves.refund.to and 'product_deleted'
      or 'refunded_by_store')
    order.status = moves.refund.to
    count_no_longer(out, order)
  end
end

local function refunds_by_line(order, ledger)
  local by_line = {}
  for line in ipairs(order.line_amounts) do
    local sum = 0
    for _, refund in pairs(ledger.refunds) do
      local is_back = refund.refunded and not refund.refund_failed
      sum = sum + (is_back and tonumber((refund.parts or {})[text_of(line)] or 0) or 0)
    end
    by_line[line] = text_of(sum)
  end
  return table.concat(by_line, ' ')
end

-- The provider's id of the payment.
local function intent_of(ledger)
  local intent = ledger.is.captured or ledger.is.authorized
  return intent ~= instantly and intent or nil
end

-- Fields of the order for its readers.
local shown_fields = { 'payment', 'captured', 'paid_back', 'line_refunds', 'url', 'expires_at', 'reference' }

-- Writes those that have changed.
local function show_payment(order, ledger)
  local is_open = ledger.session and order.status == moves.place.to and not ledger.is.authorized
  local shown = {
    payment = payment_status(ledger), captured = text_of(ledger.captured), paid_back = text_of(ledger.refunded),
    line_refunds = refunds_by_line(order, ledger), url = is_open and ledger.session.url,
    expires_at = is_open and text_of(order.hold_until),
    reference = intent_of(ledger),
  }
  local changed, gone = {}, {}
  for _, name in ipairs(shown_fields) do
    if not shown[name] and order[name] then gone[#gone + 1] = name end
    if shown[name] and shown[name] ~= order[name] then
      changed[#changed + 1] = name
      changed[#changed + 1] = shown[name]
    end
  end
  if #changed > 0 then redis.call('HSET', order.key, unpack(changed)) end
  if #gone > 0 then redis.call('HDEL', order.key, unpack(gone)) end
end

-- When to ask the provider whether the buyer has paid: 10 s and 30 s after the page was opened, then each minute.
local function next_poll(opened_at, time)
  local passed = time - opened_at
  if passed < poll_after then return opened_at + poll_after end
  if passed < 3 * poll_after then return opened_at + 3 * poll_after end
  return time + most_apart
end

-- Refunds that the provider refuses for good are not repeated at once; one that is later than now was asked for while the
-- clock was ahead.
local function refund_due(ledger, refund, time)
  local failed = failed_refunds(ledger)
  if failed == 0 or refund.asked_at > time then return time end
  return math.max(time, refund.asked_at + math.min(longest_retry, poll_after * 2 ^ failed))
end

-- When a worker must look at the order again; nothing if it need not.
local function next_look(order, ledger, time)
  if ledger.open then return time end
  local _, refund = open_refund(ledger)
  if refund then return refund_due(ledger, refund, time) end
  if order.look then return math.max(time, math.min(tonumber(order.look), time + poll_after)) end
  if order.status ~= moves.place.to then return nil end
  local look = order.ending and math.huge or order.hold_until
  if ledger.is.action_required then look = math.min(look, next_poll(ledger.at.action_required, time)) end
  return look < math.huge and look or nil
end

-- `asked_before`: the call that was open before; its worker has the order in hand.
local function schedule(out, order, ledger, asked_before, time)
  local look, asked = next_look(order, ledger, time), open_call(ledger)
  if not look then
    redis.call('ZREM', out.payments_due, order.pk)
  elseif not asked or asked ~= asked_before then
    redis.call('ZADD', out.payments_due, text_of(math.min(look, time + most_apart)), order.pk)
  end
end

-- Once the money is asked for, the end of the hold changes nothing. A cancel by a person outranks it.
local function end_hold(order, ledger, time)
  if order.hold_until > time + order.hold then  -- the clock was ahead when it was placed
    order.hold_until = time + order.hold
    redis.call('HSET', order.key, 'hold_until', text_of(order.hold_until))
  end
  if order.ending or ledger.calls.capture or time < order.hold_until then return end
  order.ending = 'payment_timeout'
  redis.call('HSET', order.key, 'ending', order.ending)
end

-- An order that has ended unpaid is authorized nevertheless: the buyer paid in another session of it.
local function void_what_is_left(order, ledger, time)
  local is = ledger.is
  local is_left = is.authorized and not is.captured and not is.cancelled
  if is_void(order) and is_left and not ledger.open and not ledger.calls.cancel then ask(ledger, 'cancel', 1, time) end
end

-- Makes the next steps. Every function that changes a paid order or its ledger ends with it. `asked_before`, if the caller
-- has asked for something: the call that was open before, or false.
local function decide(out, order, ledger, time, asked_before)
  if asked_before == nil then asked_before = open_call(ledger) end
  if order.status == moves.place.to then
    end_hold(order, ledger, time)
    decide_sale(out, order, ledger, time)
  end
  if order.status ~= moves.place.to then
    void_what_is_left(order, ledger, time)
    if ledger.captured > 0 then decide_refunds(out, order, ledger, time) end
  end
  show_payment(order, ledger)
  schedule(out, order, ledger, asked_before, time)
  return order, ledger
end

-- The first refund of an order that was paid without a provider gives it a ledger.
local function begin_ledger(order, ledger_key, amount, line_amounts)
  if redis.call('HEXISTS', order, 'amount') == 1 then return end
  redis.call('HSET', order, 'amount', amount, 'line_amounts', line_amounts)
  add_event(ledger_key, 'captured', instantly, { at = redis.call('HGET', order, 'updated_at'), amount = amount })
end

-- cancel_order: before it is paid. Units that are reserved go back; see also settle_orders. A paid order keeps that it is to
-- end, and ends once the provider has said that nobody can pay it any more.
-- KEYS those of a decision, order, ledger    ARGV pk, reason
-- Returns the status that the order then has; 'ending' for a paid order that is to end; 'paid' if that is too late; '' if there
-- is no order.
local function cancel_order(keys, args)
  local out, order_key, ledger_key = read_keys(keys)
  local order, time, reason = read_order(order_key), now(), args[2]
  if not order.status or order.parent then return redis.status_reply('') end
  if order.status == moves.settle.to or order.status == moves.refund.to then return redis.status_reply('paid') end
  if order.status ~= moves.cancel.from then return redis.status_reply(order.status) end
  if not order.amount then
    cancel_sale(out, order, time, reason)
    return redis.status_reply(order.status)
  end
  local ledger = read_ledger(ledger_key)
  if ledger.calls.capture then return redis.status_reply('paid') end
  if not is_by_person(order.ending) then
    redis.call('HSET', order_key, 'ending', reason)
    order.ending = reason
  end
  decide(out, order, ledger, time)
  return redis.status_reply(order.status == moves.cancel.from and 'ending' or order.status)
end

-- The amounts and units of lines that are to be paid back. A line without units: all that is left of it.
local function parts_of(order, ledger, quantities, args, first)
  local parts, units, sum = {}, {}, 0
  for at = first, #args, 2 do
    local line, wanted = tonumber(args[at]), tonumber(args[at + 1])
    local total = tonumber(order.line_amounts[line])
    local left = total - promised(ledger, line)
    local amount = wanted > 0 and total / quantities[line] * wanted or left
    if amount > left then return nil, nil, nil, left end
    parts[text_of(line)], units[line] = text_of(amount), wanted > 0 and wanted or quantities[line]
    sum = sum + amount
  end
  return parts, units, sum
end

-- Of the units that are to go back into the stock, those that have not before: line -> units.
local function not_restocked(ledger, units, quantities)
  local rest = {}
  for line, wanted in pairs(units) do
    local most = quantities[line] - restocked_units(ledger, line)
    if most > 0 then rest[text_of(line)] = text_of(math.min(wanted, most)) end
  end
  return rest
end

-- Units that no longer count for the limit of their buyer. A refund that failed has taken its units off already, so those of a
-- later one are taken off only beyond them.
local function not_uncounted(ledger, units)
  local rest = {}
  for line, wanted in pairs(units) do
    local name, more = text_of(line), wanted
    for _, refund in pairs(ledger.refunds) do
      local asked = not refund.refund_failed and tonumber((refund.units or {})[name] or 0) or 0
      more = more + asked - tonumber((refund.uncounted or {})[name] or 0)
    end
    rest[line] = math.max(0, math.min(more, wanted))
  end
  return rest
end

local function by_name(units)
  local named = {}
  for line, quantity in pairs(units) do named[text_of(line)] = text_of(quantity) end
  return named
end

-- refund_order: pay back an amount, or lines. Asked for again with the same key it changes nothing.
-- KEYS those of a decision, order, ledger
-- ARGV pk, key, fingerprint, reason, amount ('': of the lines), 1 to restock, amount of the order, line_amounts, quantities,
--      (line, units or 0)...
-- Returns the number of the refund, and 1 for a repeat; or a status: '' (no order), 'open', 'reused', or the most that can
-- be paid back ("1200").
local function refund_order(keys, args)
  local out, order_key, ledger_key = read_keys(keys)
  local _, key, fingerprint, reason, amount, is_restocked, order_amount, line_amounts, quantities = unpack(args)
  local time = now()
  local status, parent = unpack(redis.call('HMGET', order_key, 'status', 'parent'))
  if not status or parent then return redis.status_reply('') end
  local ledger = read_ledger(ledger_key)
  for n, refund in pairs(ledger.refunds) do
    if refund.key == key then return refund.fingerprint == fingerprint and { n, 1 } or redis.status_reply('reused') end
  end
  local has_ledger = redis.call('HEXISTS', order_key, 'amount') == 1
  if status == moves.refund.to and not has_ledger then return redis.status_reply('0') end
  if status ~= moves.refund.from and status ~= moves.refund.to then return redis.status_reply('open') end
  local paid = has_ledger and ledger.captured or tonumber(order_amount)
  local left = paid - promised(ledger)
  local order = read_order(order_key)
  if #order.line_amounts == 0 then order.line_amounts = words_of(line_amounts) end
  quantities = words_of(quantities)
  local parts, units, sum, of_line = nil, {}, tonumber(amount), nil
  if amount == '' then parts, units, sum, of_line = parts_of(order, ledger, quantities, args, 10) end
  if not sum or sum > left or sum <= 0 then return redis.status_reply(text_of(math.max(0, math.min(left, of_line or left)))) end
  begin_ledger(order_key, ledger_key, order_amount, line_amounts)
  order, ledger = read_order(order_key), read_ledger(ledger_key)
  local asked_before = open_call(ledger) or false
  local restocked = is_restocked == '1' and not_restocked(ledger, units, quantities) or nil
  local more = { reason = reason, key = key, fingerprint = fingerprint, restocked = restocked }
  local uncounted = not_uncounted(ledger, units)
  if order.buyer then more.units, more.uncounted = by_name(units), by_name(uncounted) end
  local n = ask_refund(ledger, time, sum, parts, more)
  give_back(out, order, restocked or {}, uncounted, text_of(n))
  decide(out, order, ledger, time, asked_before)
  return { n, 0 }
end

register('refund_order', refund_order, { 'allow-oom' })
register('cancel_order', cancel_order, { 'allow-oom' })
