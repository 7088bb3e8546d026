-- Who may write a partition, and which entries it has had. The code of every service's library begins with this file.
--
-- lease      hash: owner, epoch (raised by each claim), since and until (milliseconds of Redis' clock)
-- positions  hash: <stream> -> id of the last entry applied; <stream>:read -> how many were
-- retries    hash of a stream's dead letters: <letter>:attempts -> how often one was retried in vain, <letter>:reason -> why the
--            last time
--
-- A lease is only for liveness. What keeps two writers apart is the epoch: a batch that carries an older one is refused.

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A whole number as text, once, where it is to be written several times: redis.call takes longer to print one.
local function text_of(number) return string.format('%.0f', number) end

-- heartbeat: say that a consumer is alive. KEYS consumers    ARGV name, milliseconds until it counts as gone
-- Answers the names of those alive.
local function heartbeat(keys, args)
  local time = now()
  redis.call('ZADD', keys[1], time, args[1])
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', time - args[2])
  redis.call('ZREMRANGEBYSCORE', keys[1], '(' .. text_of(time), '+inf')  -- the clock was ahead, then set back
  return redis.call('ZRANGE', keys[1], 0, -1)
end

-- claim_partition: become its writer.    KEYS lease, positions    ARGV name, milliseconds
-- Answers the new epoch and the positions, or 0 while another owner's lease runs.
local function claim_partition(keys, args)
  local time = now()
  local lease = redis.call('HMGET', keys[1], 'owner', 'until')
  -- A lease that runs longer than one can was taken while the clock was ahead.
  local runs = lease[2] and tonumber(lease[2]) > time and tonumber(lease[2]) <= time + args[2]
  local taken = runs and lease[1] ~= '' and lease[1] ~= args[1]
  if taken then return 0 end
  redis.call('HSET', keys[1], 'owner', args[1], 'since', time, 'until', time + args[2])
  return { redis.call('HINCRBY', keys[1], 'epoch', 1), redis.call('HGETALL', keys[2]) }
end

-- renew_partition: stay its writer.    KEYS lease    ARGV epoch, milliseconds    Answers 1, or 0 when fenced.
local function renew_partition(keys, args)
  if redis.call('HGET', keys[1], 'epoch') ~= args[1] then return 0 end
  redis.call('HSET', keys[1], 'until', now() + args[2])
  return 1
end

-- release_partition: let the next one have it at once.    KEYS lease    ARGV epoch    Answers 1, or 0 when fenced.
local function release_partition(keys, args)
  if redis.call('HGET', keys[1], 'epoch') ~= args[1] then return 0 end
  redis.call('HSET', keys[1], 'owner', '', 'until', 0)
  return 1
end

local function split(id)
  local milliseconds, sequence = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(milliseconds), tonumber(sequence)
end

-- A predicate: is this entry newer than the position?
local function newer_than(position)
  local last, last_sequence = split(position)
  return function(id)
    local milliseconds, sequence = split(id)
    return milliseconds > last or (milliseconds == last and sequence > last_sequence)
  end
end

-- Where among a batch's arguments those entries are that `wanted` lets pass: at each, args[at] is the id and args[at + 1],
-- ... are the values. And where the rest of the arguments begins.
local function entries_of(args, wanted)
  local entries, at, width = {}, 6, 1 + tonumber(args[5])
  for _ = 1, tonumber(args[4]) do
    if wanted(args[at]) then entries[#entries + 1] = at end
    at = at + width
  end
  return entries, at
end

-- Dead letters have neither position nor writer: a letter is there until a retry has its effect, and goes with it in one step.
--   KEYS  as of a batch, then retries    ARGV  'retry', stream, '', n, width, as of a batch with the letters' ids
-- Answers how many had their effect and how many stay, with one attempt more. Those that are gone count as neither.
local function retry_letters(keys, args, effect)
  local letters, retries = keys[3], keys[#keys]
  local seen, reasons = {}, {}
  local function is_there(id)
    if seen[id] then return false end
    seen[id] = true
    return #redis.call('XRANGE', letters, id, id) == 1
  end
  local entries, at = entries_of(args, is_there)
  for dead = at, #args, 3 do
    if is_there(args[dead]) then reasons[args[dead]] = args[dead + 1] end
  end
  effect(entries, function(id, reason) reasons[id] = reason end)
  local retried, failed = 0, 0
  for _, at in ipairs(entries) do
    local id = args[at]
    if not reasons[id] then
      redis.call('XDEL', letters, id)
      redis.call('HDEL', retries, id .. ':attempts', id .. ':reason')
      retried = retried + 1
    end
  end
  for id, reason in pairs(reasons) do
    redis.call('HSET', retries, id .. ':reason', reason)
    redis.call('HINCRBY', retries, id .. ':attempts', 1)
    failed = failed + 1
  end
  return { retried, failed }
end

-- What every function that applies a batch begins and ends with.
--   KEYS  lease, positions, dead letters, then the function's own
--   ARGV  epoch, stream, id of the last entry, n, width, (id, value ...) n times, (id, reason, payload) ...
-- `effect(entries, bury)` gets the places of the entries that are newer than the position (see entries_of); it checks all,
-- then writes. bury(id, reason, payload) puts an entry among the dead letters; its payload is the entry's fields as JSON, so
-- that it can be retried.
-- Answers the position afterwards and how many entries have been read up to it, or 'fenced': the epoch is not the
-- partition's.
local function apply_batch(keys, args, effect)
  local epoch, stream, last = args[1], args[2], args[3]
  if epoch == 'retry' then return retry_letters(keys, args, effect) end
  if redis.call('HGET', keys[1], 'epoch') ~= epoch then return redis.status_reply('fenced') end
  local position = redis.call('HGET', keys[2], stream) or '0-0'
  local newer = newer_than(position)
  if not newer(last) then return { position, tonumber(redis.call('HGET', keys[2], stream .. ':read')) } end

  -- They are in the order of the stream: when the first is newer, all are.
  local all_newer = args[4] ~= '0' and newer(args[6])
  local entries, at = entries_of(args, all_newer and function() return true end or newer)
  local read = 0
  local function bury(id, reason, payload)
    redis.call('XADD', keys[3], '*', 'entry', id, 'stream', stream, 'reason', reason, 'payload', payload)
  end
  effect(entries, bury)
  for dead = at, #args, 3 do
    if newer(args[dead]) then
      bury(args[dead], args[dead + 1], args[dead + 2])
      read = read + 1
    end
  end
  redis.call('HSET', keys[2], stream, last)
  return { last, redis.call('HINCRBY', keys[2], stream .. ':read', read + #entries) }
end

local function register(name, callback, flags)
  redis.register_function { function_name = name, callback = callback, flags = flags or {} }
end

-- These keep a partition moving, so they run when memory is full, too.
register(SERVICE .. '_heartbeat', heartbeat, { 'allow-oom' })
register(SERVICE .. '_claim_partition', claim_partition, { 'allow-oom' })
register(SERVICE .. '_renew_partition', renew_partition, { 'allow-oom' })
register(SERVICE .. '_release_partition', release_partition, { 'allow-oom' })
