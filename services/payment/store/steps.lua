-- What a worker does for the payments of a partition (worker/worker.hpp), and what the provider said.

-- take_payments: orders of a partition that a worker has something to do for.    KEYS payments_due    ARGV most
-- Returns their pks.
local function take_payments(keys, args) return take_due(keys[1], args[1], in_hand, most_apart) end

-- payment_step: what a worker has to do for an order.    KEYS those of a decision, order, ledger    ARGV pk
-- Returns names and values: verb, attempt, asked_at, tries (without a certain outcome), pending (true: the provider has it
-- and will decide), amount (of the order), session, intent; of a refund also number and refund (its amount); of a lookup
-- also look: what asked for it, if anything did (see note_payment). The verb is 'lookup' when the provider may know more than
-- the ledger. Nothing: there is nothing to do.
local function payment_step(keys, args)
  local out, order_key, ledger_key = read_keys(keys)
  local order, ledger, time = read_order(order_key), read_ledger(ledger_key), now()
  if not order.amount then
    redis.call('ZREM', out.payments_due, args[1])
    return {}
  end
  if not ledger.open then decide(out, order, ledger, time) end  -- time has passed
  local step = { amount = order.amount, session = ledger.is.action_required, intent = intent_of(ledger) }
  local n, refund = open_refund(ledger)
  if ledger.open then
    local call = ledger.calls[ledger.open]
    step.verb, step.attempt, step.asked_at = ledger.open, call.attempt, call.asked_at
  elseif refund then
    if refund_due(ledger, refund, time) > time then return {} end
    step.verb, step.attempt, step.asked_at = 'refund', refund.attempt, refund.asked_at
    step.number, step.refund = n, refund.amount
  elseif order.look or order.status == moves.place.to and ledger.is.action_required then
    local asked = ledger.calls.authorize
    step.verb, step.attempt, step.asked_at = 'lookup', 1, asked and asked.asked_at or time
    step.look = order.look
  else
    return {}
  end
  redis.call('ZADD', out.payments_due, text_of(time + in_hand), args[1])  -- decide() may have scheduled it
  local known = known_of(ledger, step.number and step.verb .. ':' .. text_of(step.number) or step.verb)
  step.tries = known and tonumber(known.tries) or 0
  step.pending = known and known.state == 'undecided' and 'true' or 'false'
  local answer = {}
  for name, value in pairs(step) do
    answer[#answer + 1] = name
    answer[#answer + 1] = type(value) == 'number' and text_of(value) or value
  end
  return answer
end

-- note_payment: what the provider said in an answer, a webhook or a lookup. An event that is known already changes nothing.
-- KEYS those of a decision, order, ledger
-- ARGV pk, look of the step that asked ('': none), (kind, object, the event as JSON)...
-- Ends the look, unless a newer look was requested after this answer.
-- Returns how many it did not know; -1 if the pk has no order that is paid at a provider.
local function note_payment(keys, args)
  local out, order_key, ledger_key = read_keys(keys)
  local order, learnt, new = read_order(order_key), {}, 0
  if not order.amount then return -1 end
  for at = 3, #args, 3 do
    local kind, object, event = args[at], args[at + 1], args[at + 2]
    if redis.call('HSETNX', ledger_key, kind .. ':' .. object, event) == 1 then
      learnt[kind .. ':' .. object], new = true, new + 1
    end
    -- Nothing is captured that was not authorized.
    if kind == 'captured' then redis.call('HSETNX', ledger_key, 'authorized:' .. object, event) end
  end
  if order.look and order.look == args[2] then
    redis.call('HDEL', order_key, 'look')
    order.look = nil
  end
  local ledger = read_ledger(ledger_key)
  if new > 0 then book_learnt(out.turnover, order, ledger, learnt) end
  decide(out, order, ledger, now())
  return new
end

-- look_at_payment: something has happened at the provider, so a worker asks what.
-- KEYS those of a decision, order, ledger
-- ARGV pk, milliseconds after the last look at least. If not 0, a look that has no answer yet is enough.
-- Returns 1; 0 if the pk has no order that is paid at a provider.
local function look_at_payment(keys, args)
  local out, order_key, ledger_key = read_keys(keys)
  local order, time = read_order(order_key), now()
  if not order.amount then return 0 end
  local apart = tonumber(args[2])
  if apart > 0 and order.look then return 1 end
  local earliest = (tonumber(order.looked_at) or 0) + apart
  order.look = text_of(earliest > time + apart and time or math.max(time, earliest))  -- the clock may have been ahead
  redis.call('HSET', order_key, 'look', order.look, 'looked_at', order.look)
  decide(out, order, read_ledger(ledger_key), time)
  return 1
end

-- note_unknown: a call may have run or not.    KEYS those of a decision, order, ledger
-- ARGV pk, call ("capture:1", "refund:2:1"), why, milliseconds to wait (at most most_apart), 'spent' if another attempt is to be
--      made, 'undecided' if the provider has it and will decide, '' otherwise
-- Returns 1; 0 if the call has an outcome meanwhile. A lookup ("lookup:1") is only made again later.
local function note_unknown(keys, args)
  local out, _, ledger_key = read_keys(keys)
  local pk, call, why, wait, state = unpack(args)
  local time, ledger = now(), read_ledger(ledger_key)
  if call == 'lookup:1' and not open_call(ledger) then
    redis.call('ZADD', out.payments_due, 'XX', text_of(time + math.min(most_apart, math.max(poll_after, tonumber(wait)))), pk)
    return 1
  end
  if open_call(ledger) ~= call then return 0 end
  local verb = string.match(call, '^%a+')
  if state == 'spent' and ledger.open then
    ask(ledger, verb, ledger.calls[verb].attempt + 1, time)
  elseif state == 'spent' then
    local n, refund = open_refund(ledger)
    add_event(ledger_key, 'refund_retried', text_of(n) .. ':' .. text_of(refund.attempt + 1), { at = text_of(time) })
  end
  local step = string.match(call, '^(.*):%d+$')
  local known = known_of(ledger, step)
  local tries = (known and tonumber(known.tries) or 0) + 1
  redis.call('HSET', ledger_key, 'unknown:' .. verb,
    cjson.encode { at = text_of(time), step = step, call = call, tries = text_of(tries), why = why, state = state })
  -- The first failure of an attempt is repeated soon: the provider may keep it, so that only another attempt can succeed.
  local is_first = state ~= 'spent' and not (known and known.call == call)
  local pause = is_first and 1000 or 500 * 2 ^ math.min(tries, 10)
  redis.call('ZADD', out.payments_due, text_of(time + math.min(most_apart, math.max(pause, tonumber(wait)))), pk)
  show_payment(read_order(keys[#decision_keys + 1]), read_ledger(ledger_key))
  return 1
end

register('take_payments', take_payments, { 'allow-oom' })
register('payment_step', payment_step, { 'allow-oom' })
register('look_at_payment', look_at_payment, { 'allow-oom' })
register('note_payment', note_payment, { 'allow-oom' })
register('note_unknown', note_unknown, { 'allow-oom' })
