-- The writer of a partition, and the entries that were applied to it. Every service's library begins with this file, so
-- its functions can use what is local here: now, text_of, register, register_batch, register_relayed.
--
-- state      'open'; 'held' and 'copy' while the partition is moved to another server, there and here
--            (deploy/partition_move.py); 'new' until all have one (partition_states.hpp). Without one the partition's data
--            is not on this server.
-- lease      hash: owner, epoch (raised by each claim), writer, since and until (milliseconds of Redis' clock)
-- positions  hash: <stream> -> id of the last entry applied; <stream>:read -> how many were
-- retries    hash of a stream's dead letters: <letter>:attempts -> how often its retry failed, <letter>:reason -> why the
--            last one did
--
-- A lease is only for liveness. `writer` keeps two of them apart: a batch with another one is refused. It is the epoch and the
-- life of the process that claimed, which no other process has: a failover may lose a claim, and an epoch with it.

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Turns a whole number into text once. redis.call is slower when it prints the same number several times, and %.0f takes twice
-- as long.
local function text_of(number) return string.format('%d', number) end

-- heartbeat: say that a consumer is alive. KEYS consumers    ARGV name, milliseconds until it counts as gone
-- Returns the names of those alive.
local function heartbeat(keys, args)
  local time = now()
  redis.call('ZADD', keys[1], time, args[1])
  redis.call('ZREMRANGEBYSCORE', keys[1], '-inf', time - args[2])
  redis.call('ZREMRANGEBYSCORE', keys[1], '(' .. text_of(time), '+inf')  -- the clock was ahead, then set back
  return redis.call('ZRANGE', keys[1], 0, -1)
end

-- claim_partition: become its writer.    KEYS lease, positions    ARGV name, life of the process, milliseconds
-- Returns the writer and the positions, or 0 while another owner's lease runs.
local function claim_partition(keys, args)
  local time = now()
  local lease = redis.call('HMGET', keys[1], 'owner', 'until')
  -- A lease that runs longer than one can was taken while the clock was ahead.
  local runs = lease[2] and tonumber(lease[2]) > time and tonumber(lease[2]) <= time + args[3]
  local taken = runs and lease[1] ~= '' and lease[1] ~= args[1]
  if taken then return 0 end
  local writer = args[2] .. ':' .. redis.call('HINCRBY', keys[1], 'epoch', 1)
  redis.call('HSET', keys[1], 'owner', args[1], 'writer', writer, 'since', time, 'until', time + args[3])
  return { writer, redis.call('HGETALL', keys[2]) }
end

-- renew_partition: stay its writer.    KEYS lease    ARGV writer, milliseconds    Returns 1, or 0 when fenced.
local function renew_partition(keys, args)
  if redis.call('HGET', keys[1], 'writer') ~= args[1] then return 0 end
  redis.call('HSET', keys[1], 'until', now() + args[2])
  return 1
end

-- release_partition: let the next one have it at once.    KEYS lease    ARGV writer    Returns 1, or 0 when fenced.
local function release_partition(keys, args)
  if redis.call('HGET', keys[1], 'writer') ~= args[1] then return 0 end
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

-- register: a function of one partition. It writes only where the partition is open: what was copied must not change.
local function register(name, callback, flags)
  redis.register_function { function_name = name, flags = flags or {}, callback = function(keys, args)
    local partition = string.match(keys[1], '^.-}')
    local state = redis.call('GET', partition .. ':state')
    if state == 'open' then return callback(keys, args) end
    if state then return redis.error_reply('HELD ' .. partition .. ' is ' .. state .. ': it is being set up or moved') end
    return redis.error_reply('HELD ' .. partition .. ' has no data on this server')
  end }
end

-- A batch of stream entries. A batch function gets these keys and arguments:
--
--   KEYS  lease, positions, dead letters, retries, outputs..., (the keys of a subject)...
--   ARGV  'apply' or 'retry', writer, stream, id of the last entry, n, width, (id, number of its subject, value...) n times,
--         (id, reason, payload) of each entry that was not understood...
--
--   batch.<output>             the key of that name
--   batch.<subject>[number]    a subject is a record that an entry changes, such as an order: its key of that name
--   batch.entries()            for id, number, value... in batch.entries() do
--   batch.dead_letter(id, ...) makes an entry a dead letter, with a reason and with its fields as JSON, for a retry
--
-- `wanted` says which ids count; `keys_before` and `args_before` stand before outputs and n. Returns the batch, the places of
-- its entries and where the rest of the arguments begins.
local function read_batch(keys, keys_before, args, args_before, outputs, subject, wanted)
  local batch, first = {}, keys_before + #outputs
  for place, name in ipairs(outputs) do batch[name] = keys[keys_before + place] end
  for place, name in ipairs(subject) do
    local of_name = {}
    for at = first + place, #keys, #subject do of_name[#of_name + 1] = keys[at] end
    batch[name] = of_name
  end

  local places, at, width = {}, args_before + 3, tonumber(args[args_before + 2])
  for _ = 1, tonumber(args[args_before + 1]) do
    if wanted(args[at]) then places[#places + 1] = at end
    at = at + width
  end
  function batch.entries()
    local entry = 0
    return function()
      entry = entry + 1
      local place = places[entry]
      if place then return args[place], tonumber(args[place + 1]), unpack(args, place + 2, place + width - 1) end
    end
  end
  return batch, places, at
end

-- Dead letters have neither position nor writer. A letter stays until a retry has its effect; the same step removes it.
-- The ids are those of the letters; writer and last id are empty.
-- Returns how many had their effect and how many stay, with one attempt more. Those that are gone count as neither.
local function retry_letters(keys, args, outputs, subject, effect)
  local letters, retries = keys[3], keys[4]
  local seen, reasons = {}, {}
  local function is_there(id)
    if seen[id] then return false end
    seen[id] = true
    return #redis.call('XRANGE', letters, id, id) == 1
  end
  local batch, places, rest = read_batch(keys, 4, args, 4, outputs, subject, is_there)
  for at = rest, #args, 3 do
    if is_there(args[at]) then reasons[args[at]] = args[at + 1] end
  end
  function batch.dead_letter(id, reason) reasons[id] = reason end
  effect(batch)
  local retried, failed = 0, 0
  for _, place in ipairs(places) do
    local id = args[place]
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

-- Applies the entries that are newer than the position.
-- Returns the position afterwards and how many entries have been read up to it, or 'fenced': the writer is not the
-- partition's.
local function apply_batch(keys, args, outputs, subject, effect)
  local writer, stream, last = args[2], args[3], args[4]
  if redis.call('HGET', keys[1], 'writer') ~= writer then return redis.status_reply('fenced') end
  local position = redis.call('HGET', keys[2], stream) or '0-0'
  local newer = newer_than(position)
  if not newer(last) then return { position, tonumber(redis.call('HGET', keys[2], stream .. ':read')) } end

  -- They are in the order of the stream: when the first is newer, all are.
  local all_newer = args[5] ~= '0' and newer(args[7])
  local wanted = all_newer and function() return true end or newer
  local batch, places, rest = read_batch(keys, 4, args, 4, outputs, subject, wanted)
  function batch.dead_letter(id, reason, payload)
    redis.call('XADD', keys[3], '*', 'entry', id, 'stream', stream, 'reason', reason, 'payload', payload)
  end
  effect(batch)
  local read = #places
  for at = rest, #args, 3 do
    if newer(args[at]) then
      batch.dead_letter(args[at], args[at + 1], args[at + 2])
      read = read + 1
    end
  end
  redis.call('HSET', keys[2], stream, last)
  return { last, redis.call('HINCRBY', keys[2], stream .. ':read', read) }
end

-- register_batch: a function that applies a batch, or retries dead letters, in one step. `effect(batch)` writes only what
-- it has checked. A batch finishes orders that were acknowledged, so it runs even when memory is full.
--   outputs  names of the keys that it has in the partition
--   subject  names of the keys that an entry touches
local function register_batch(name, outputs, subject, effect)
  register(name, function(keys, args)
    local run = args[1] == 'retry' and retry_letters or apply_batch
    return run(keys, args, outputs, subject, effect)
  end, { 'allow-oom' })
end

-- register_relayed: a function that applies entries of another partition's stream, which the relay brings (relay.hpp). It
-- may get an entry twice, late, or from two relays, so its effect must be idempotent.
--   KEYS  outputs..., (the keys of a subject)...
--   ARGV  n, width, (id, number of its subject, value...) n times
-- Returns (id, reason) of each entry that has no effect here: a dead letter of its own partition.
local function register_relayed(name, outputs, subject, effect) -- luacheck: ignore 211 (a service may relay nothing)
  register(name, function(keys, args)
    local refused = {}
    local batch = read_batch(keys, 0, args, 0, outputs, subject, function() return true end)
    function batch.dead_letter(id, reason)
      refused[#refused + 1] = id
      refused[#refused + 1] = reason
    end
    effect(batch)
    return refused
  end, { 'allow-oom' })
end

-- advance_partition: the relay has brought all entries of a stream up to this one.    KEYS lease, positions, dead letters
-- ARGV writer, stream, id of the last entry, how many it has brought ever, (id, reason, payload) of each dead letter...
-- Returns 1, or 0 when fenced.
local function advance_partition(keys, args)
  local stream, last = args[2], args[3]
  if redis.call('HGET', keys[1], 'writer') ~= args[1] then return 0 end
  for at = 5, #args, 3 do
    redis.call('XADD', keys[3], '*', 'entry', args[at], 'stream', stream, 'reason', args[at + 1], 'payload', args[at + 2])
  end
  redis.call('HSET', keys[2], stream, last, stream .. ':read', args[4])
  return 1
end

-- note_retry: a dead letter of the relay was tried again.    KEYS dead letters, retries
-- ARGV id, why it failed ('': it had its effect, so the letter is removed)    Returns 1, or 0 when the letter is gone.
local function note_retry(keys, args)
  local id, reason = args[1], args[2]
  if #redis.call('XRANGE', keys[1], id, id) == 0 then return 0 end
  if reason == '' then
    redis.call('XDEL', keys[1], id)
    redis.call('HDEL', keys[2], id .. ':attempts', id .. ':reason')
  else
    redis.call('HSET', keys[2], id .. ':reason', reason)
    redis.call('HINCRBY', keys[2], id .. ':attempts', 1)
  end
  return 1
end

-- change: one command on a key, only where its partition is open.    KEYS key    ARGV command, its words after the key...
-- Returns what the command returns.
local function change_key(keys, args) return redis.call(args[1], keys[1], unpack(args, 2)) end

register(SERVICE .. '_change', change_key)
register(SERVICE .. '_remove', change_key, { 'allow-oom' })  -- a command that frees memory

-- open_partition: the first time.    KEYS state
local function open_partition(keys)
  if redis.call('GET', keys[1]) == 'new' then redis.call('SET', keys[1], 'open') end
end

redis.register_function { function_name = SERVICE .. '_open_partition', callback = open_partition, flags = { 'allow-oom' } }

-- These keep a partition moving, so they run when memory is full, too. The heartbeat is of no partition.
redis.register_function { function_name = SERVICE .. '_heartbeat', callback = heartbeat, flags = { 'allow-oom' } }
register(SERVICE .. '_claim_partition', claim_partition, { 'allow-oom' })
register(SERVICE .. '_renew_partition', renew_partition, { 'allow-oom' })
register(SERVICE .. '_release_partition', release_partition, { 'allow-oom' })
register(SERVICE .. '_advance_partition', advance_partition, { 'allow-oom' })
register(SERVICE .. '_note_retry', note_retry, { 'allow-oom' })
