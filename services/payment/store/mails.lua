-- Mails to buyers. The function that makes a step of an order writes, in the same step, that its mail is due. Everything
-- that a mail says is stored already, so a worker makes the same mail each time (docs/decisions/0031).
--
-- order      also: customer, 1 if it was placed with one; mail:<step>, "<time of the step> <tries> <state>"
-- mails      list of all mails, in the order of their steps: "<time> <pk> <step>"
-- mails_due  sorted set: "<pk> <step>" of each mail that is to be sent -> when
--
-- Steps that have a mail: confirmed, shipped, cancelled, refunded-<number of the refund, or the provider's id of it>,
-- refunded-line-<line> (its product was deleted, and no provider pays back)

local mail_in_hand = 45000  -- how long a worker has a mail for itself; longer than sending it lasts
local mails_furthest_apart = 900000

-- Writes that the mail of a step is due, once.
local function add_mail(out, order, pk, step, time)
  time = text_of(time)
  if redis.call('HSETNX', order, 'mail:' .. step, time .. ' 0 waiting') == 0 then return end
  redis.call('RPUSH', out.mails, time .. ' ' .. pk .. ' ' .. step)
  redis.call('ZADD', out.mails_due, time, pk .. ' ' .. step)
end

-- take_mails: mails of a partition that a worker is to send.    KEYS mails_due    ARGV most
-- Returns "<pk> <step>"...
local function take_mails(keys, args) return take_due(keys[1], args[1], mail_in_hand, mails_furthest_apart) end

-- note_mail: what became of a mail.    KEYS mails_due, order (of a mail with a code: code_mail, buyers.lua)
-- ARGV pk, step, state, milliseconds until it is tried again (state waiting only), 1 if that was a try
-- Returns 1; 0 if the mail is no longer due, or has expired, and is due no more.
local function note_mail(keys, args)
  local mails_due, order = unpack(keys)
  local pk, step, state, wait, tried = unpack(args)
  local member = pk .. ' ' .. step
  local known = redis.call('HGET', order, 'mail:' .. step)
  if not known then redis.call('ZREM', mails_due, member) end
  if not known or not redis.call('ZSCORE', mails_due, member) then return 0 end
  local at, tries = string.match(known, '^(%d+) (%d+)')
  redis.call('HSET', order, 'mail:' .. step, at .. ' ' .. text_of(tries + tried) .. ' ' .. state)
  if state == 'waiting' then
    redis.call('ZADD', mails_due, text_of(now() + math.min(tonumber(wait), mails_furthest_apart)), member)
  else
    redis.call('ZREM', mails_due, member)
  end
  return 1
end

register('take_mails', take_mails, { 'allow-oom' })
register('note_mail', note_mail, { 'allow-oom' })
