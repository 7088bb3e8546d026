-- The door: what an order passes before it is placed, and who has placed one.
--
-- holds:<hash>    sorted set: pk of each unpaid order of a buyer, or of guests at an address -> until when it holds its units;
--                 expires. An order that has ended or is paid may still be in it: it is asked about only when a set is full.
-- solved:<nonce>  hash of what the solution of a challenge was used for; expires with the challenge
-- visitors        stream: entries with `lines`, one for each order, "pk address buyer" (no buyer: a guest), at about the time
--                 of the entry

local longest_hold = 24 * 3600000

-- take_hold: room for one more unpaid order.    KEYS holds    ARGV pk, hold (milliseconds), most, pk that holds nothing now...
-- Returns nothing: the order has it, perhaps since an earlier call; else how long until one of the others ends, and their pks.
local function take_hold(keys, args)
  local holds, pk, hold, most = keys[1], args[1], tonumber(args[2]), tonumber(args[3])
  local time = now()
  if #args > 3 then redis.call('ZREM', holds, unpack(args, 4)) end
  redis.call('ZREMRANGEBYSCORE', holds, '-inf', text_of(time))
  if redis.call('ZSCORE', holds, pk) then return {} end
  if redis.call('ZCARD', holds) >= most then
    local answer = redis.call('ZRANGE', holds, 0, -1)
    local first = redis.call('ZSCORE', holds, answer[1])
    table.insert(answer, 1, text_of(first - time))
    return answer
  end
  redis.call('ZADD', holds, text_of(time + hold), pk)
  redis.call('PEXPIRE', holds, longest_hold)
  return {}
end

-- use_solution: once, but the repeat of the same order may use it again.
-- KEYS solved    ARGV hash of what it is used for, how long the challenge is valid (milliseconds)    Returns 1, or 0: it was used
local function use_solution(keys, args)
  local used = redis.call('GET', keys[1])
  if used then return used == args[1] and 1 or 0 end
  redis.call('SET', keys[1], args[1], 'PX', args[2])
  return 1
end

-- note_visitors: who has placed orders; forgets what is too old.    KEYS visitors    ARGV age (milliseconds), lines or ''
local function note_visitors(keys, args)
  local visitors, age, lines = keys[1], tonumber(args[1]), args[2]
  if lines ~= '' then redis.call('XADD', visitors, '*', 'lines', lines) end
  redis.call('XTRIM', visitors, 'MINID', text_of(now() - age))
end

register('take_hold', take_hold)
register('use_solution', use_solution)
register('note_visitors', note_visitors)
