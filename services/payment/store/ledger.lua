-- The ledger of an order's payment: what was asked of the provider and what it said. A hash beside the order: event id ->
-- JSON. An id is the event's kind and an object, so an event that comes twice, in an answer, a webhook or a lookup, is
-- written once, and amounts (in minor units) are sums of unique events. docs/decisions/0030.
--
-- Every value is text, since cjson keeps only 14 digits of a number.
--
--   authorize_requested:<attempt>, expire_..., capture_..., cancel_...      {at}
--   refund_requested:<n>   {at, amount, parts: {line: amount}, restocked, units, uncounted: {line: units}, reason, key,
--                          fingerprint}; n counts from 1
--   refund_retried:<n>:<attempt>                                            {at}
--   action_required:<session> {at, url, expires_at}    expired:<session>    failed:<attempt>    {at}
--   authorized:<intent> {at, amount}    captured:<intent> {at, amount}      cancelled:<intent>  capture_refused:<intent>
--   refunded:<n, or the provider's id of a refund that we did not ask for> {at, amount}         refund_failed:<same>
--   disputed:<dispute>
--   unknown:<verb>    {at, step, call, tries, why, state}, overwritten. Of the open call only if `step` is its name

-- Facts that end an open call of a verb, from an answer, a webhook or a lookup.
local closers = {
  authorize = { 'action_required', 'authorized', 'captured', 'cancelled', 'expired', 'failed' },
  expire    = { 'authorized', 'captured', 'cancelled', 'expired' },
  capture   = { 'captured', 'capture_refused', 'cancelled' },
  cancel    = { 'cancelled', 'captured' },
}

-- Our calls: the kind of their event -> their verb.
local verbs = {
  authorize_requested = 'authorize', expire_requested = 'expire', capture_requested = 'capture', cancel_requested = 'cancel',
}

local refund_kinds = { refund_requested = true, refund_retried = true, refunded = true, refund_failed = true }

local function add_event(key, kind, object, event)
  return redis.call('HSETNX', key, kind .. ':' .. object, cjson.encode(event)) == 1
end

local function refund_of(ledger, n)
  if not ledger.refunds[n] then ledger.refunds[n] = { attempt = 1 } end
  return ledger.refunds[n]
end

-- Our own refunds have numbers.
local function read_refund(ledger, kind, object, event)
  if kind == 'refund_retried' then
    local n, attempt = string.match(object, '^(%d+):(%d+)$')
    local refund = refund_of(ledger, tonumber(n))
    if tonumber(attempt) > refund.attempt then
      refund.attempt, refund.asked_at = tonumber(attempt), tonumber(event.at)
    end
    return
  end
  local refund = refund_of(ledger, tonumber(object) or object)
  if kind == 'refund_requested' then
    refund.amount, refund.parts, refund.key = tonumber(event.amount), event.parts, event.key
    refund.restocked, refund.units, refund.uncounted = event.restocked, event.units, event.uncounted
    refund.fingerprint, refund.asked_at = event.fingerprint, refund.asked_at or tonumber(event.at)
    ledger.last_refund = math.max(ledger.last_refund, tonumber(object))
  else
    refund[kind] = tonumber(event.at)
    refund.amount = refund.amount or tonumber(event.amount)
  end
end

-- Returns:  is     kind -> the object of its newest event     at     kind -> when
--           calls  verb -> { attempt, asked_at }              open   the verb of the call without an outcome
--           refunds  number or id -> { amount, parts, restocked, attempt, asked_at, key, fingerprint, and refunded and
--                    refund_failed: when }             captures  intent -> its event
--           captured, refunded: sums     session: { url, expires_at }     unknown  verb -> its newest event
local function read_ledger(key)
  local ledger = { key = key, is = {}, at = {}, calls = {}, captures = {}, refunds = {}, last_refund = 0 }
  ledger.captured, ledger.refunded = 0, 0
  local stored = redis.call('HGETALL', key)
  for place = 1, #stored, 2 do
    local colon = string.find(stored[place], ':', 1, true)
    local kind, object = string.sub(stored[place], 1, colon - 1), string.sub(stored[place], colon + 1)
    local event = cjson.decode(stored[place + 1])
    local verb = verbs[kind]
    if refund_kinds[kind] then
      read_refund(ledger, kind, object, event)
    elseif verb then
      local call, attempt = ledger.calls[verb], tonumber(object)
      if not call or attempt > call.attempt then ledger.calls[verb] = { attempt = attempt, asked_at = tonumber(event.at) } end
    elseif kind == 'unknown' then
      ledger.unknown = ledger.unknown or {}
      ledger.unknown[object] = event
    else
      ledger.is[kind], ledger.at[kind] = object, tonumber(event.at)
      if kind == 'action_required' then ledger.session = event end
      if kind == 'captured' then
        ledger.captures[object], ledger.captured = event, ledger.captured + tonumber(event.amount)
      end
    end
  end
  for verb in pairs(ledger.calls) do
    local closed = false
    for _, kind in ipairs(closers[verb]) do closed = closed or ledger.is[kind] ~= nil end
    if not closed then ledger.open = verb end
  end
  for _, refund in pairs(ledger.refunds) do
    if refund.refunded and not refund.refund_failed then ledger.refunded = ledger.refunded + refund.amount end
  end
  return ledger
end

local function ask(ledger, verb, attempt, time)
  add_event(ledger.key, verb .. '_requested', text_of(attempt), { at = text_of(time) })
  ledger.calls[verb], ledger.open = { attempt = attempt, asked_at = time }, verb
end

-- A refund of ours that was made.
local function note_refund(ledger, n, time)
  local refund = ledger.refunds[n]
  add_event(ledger.key, 'refunded', text_of(n), { at = text_of(time), amount = text_of(refund.amount) })
  refund.refunded, ledger.refunded = time, ledger.refunded + refund.amount
end

-- What was paid back or will be: of one line, or of all (line nil). Refunds that failed do not count.
local function promised(ledger, line)
  local sum = 0
  for _, refund in pairs(ledger.refunds) do
    if not refund.refund_failed then
      sum = sum + (line and tonumber((refund.parts or {})[text_of(line)] or 0) or not line and refund.amount or 0)
    end
  end
  return sum
end

-- Units of a line that were put back into the stock, also for a refund that failed.
local function restocked_units(ledger, line)
  local sum = 0
  for _, refund in pairs(ledger.refunds) do sum = sum + tonumber((refund.restocked or {})[text_of(line)] or 0) end
  return sum
end

-- The oldest of our refunds without an outcome: they are made one after the other.
local function open_refund(ledger)
  for n = 1, ledger.last_refund do
    local refund = ledger.refunds[n]
    if not refund.refunded and not refund.refund_failed then return n, refund end
  end
end

-- Names the call that has no outcome: "capture:1", "refund:2:1"; nothing when all have one.
local function open_call(ledger)
  if ledger.open then return ledger.open .. ':' .. text_of(ledger.calls[ledger.open].attempt) end
  local n, refund = open_refund(ledger)
  return n and 'refund:' .. text_of(n) .. ':' .. text_of(refund.attempt)
end

-- Of a step, whatever the attempt ("capture", "refund:2"): what is known of its outcome; nothing if it was not tried.
local function known_of(ledger, step)
  local known = ledger.unknown and ledger.unknown[string.match(step, '^%a+')]
  return known and known.step == step and known or nil
end

local function failed_refunds(ledger)
  local count = 0
  for _, refund in pairs(ledger.refunds) do count = count + (refund.refund_failed and 1 or 0) end
  return count
end

local function payment_status(ledger)
  if ledger.captured > 0 then
    if ledger.refunded >= ledger.captured then return 'refunded' end
    return ledger.refunded > 0 and 'partially_refunded' or 'captured'
  end
  if ledger.is.cancelled or ledger.is.expired or ledger.is.failed then return 'cancelled' end
  if ledger.open and known_of(ledger, ledger.open) then return 'unknown' end
  if ledger.is.authorized then return 'authorized' end
  return ledger.is.action_required and 'requires_payment' or 'none'
end
