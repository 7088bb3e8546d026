-- Buyers: a code proves an e-mail address, a session remembers it. All of a buyer is in one partition, which the buyer's id
-- gives and a session's id names. No key and no value has the address, but the mail with the code until it is sent.
--
-- sign_in:<buyer>          the newest code, as a keyed hash; expires
-- sign_in_tries:<buyer>    how many wrong codes came for the buyer, whether one was sent or not; expires
-- sign_in_asked:<hash>     how many codes a buyer, or a client's address, has asked for; expires
-- code_mail:<pk>           hash of what the mail with a code is made of, and as in an order mail:sign_in; expires
-- session:<hash of its id> hash: buyer, email (masked); expires
-- sessions:<buyer>         sorted set: hash of each session's id -> when it ends

local most_sessions = 20  -- of a buyer; one more ends the oldest

-- How long until one more may be counted (milliseconds); 0: now.
local function wait_for(key, most)
  if tonumber(redis.call('GET', key) or 0) < tonumber(most) then return 0 end
  return math.max(redis.call('PTTL', key), 1)
end

local function count_one(key, window)
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, window) end
end

-- count_code_request: a client asks for a code.    KEYS sign_in_asked    ARGV most, window (milliseconds)
-- Returns how long the client must wait; 0: it was counted.
local function count_code_request(keys, args)
  local wait = wait_for(keys[1], args[1])
  if wait == 0 then count_one(keys[1], args[2]) end
  return wait
end

-- send_code: a code for a buyer, in place of an older one.    KEYS sign_in, sign_in_asked, code_mail, mails_due
-- ARGV most, window, keyed hash of the code, pk of the mail, (field, value) of the mail...
-- Returns how long to wait because too many were asked for; 0: the mail is due.
local function send_code(keys, args)
  local sign_in, asked, mail, mails_due = unpack(keys)
  local most, window, code, pk = unpack(args)
  local wait = wait_for(asked, most)
  if wait > 0 then return wait end
  local time = text_of(now())
  count_one(asked, window)
  redis.call('SET', sign_in, code, 'PX', window)
  redis.call('HSET', mail, 'mail:sign_in', time .. ' 0 waiting', unpack(args, 5))
  redis.call('PEXPIRE', mail, window)
  redis.call('ZADD', mails_due, time, pk .. ' sign_in')
  return 0
end

-- verify_code: the right code begins a session, once.    KEYS sign_in, sign_in_tries, session, sessions
-- ARGV most tries, window, keyed hash of the guess, hash of the session's id, its age, what stands before that hash in a key,
--      (field, value) of the session...
-- Returns 0: it has begun; -1: the code is not the buyer's newest one, or that has expired; else how long to wait after too
-- many of these.
local function verify_code(keys, args)
  local sign_in, tries, session, sessions = unpack(keys)
  local most, window, guess, hash, age, prefix = unpack(args)
  local wait = wait_for(tries, most)
  if wait > 0 then return wait end
  if redis.call('GET', sign_in) ~= guess then
    count_one(tries, window)
    return -1
  end
  redis.call('UNLINK', sign_in, tries)
  redis.call('HSET', session, unpack(args, 7))
  redis.call('PEXPIRE', session, age)
  local time = now()
  redis.call('ZREMRANGEBYSCORE', sessions, '-inf', text_of(time))
  redis.call('ZADD', sessions, text_of(time + age), hash)
  for _, oldest in ipairs(redis.call('ZRANGE', sessions, 0, -most_sessions - 1)) do
    redis.call('UNLINK', prefix .. oldest)
    redis.call('ZREM', sessions, oldest)
  end
  redis.call('PEXPIRE', sessions, age)
  return 0
end

-- end_session: the buyer signs out here.    KEYS session, sessions    ARGV hash of the session's id
local function end_session(keys, args)
  redis.call('UNLINK', keys[1])
  redis.call('ZREM', keys[2], args[1])
end

-- end_sessions: the buyer signs out everywhere.    KEYS sessions    ARGV what stands before a session's hash in its key
local function end_sessions(keys, args)
  for _, hash in ipairs(redis.call('ZRANGE', keys[1], 0, -1)) do redis.call('UNLINK', args[1] .. hash) end
  redis.call('UNLINK', keys[1])
end

register('count_code_request', count_code_request)
register('send_code', send_code)
register('verify_code', verify_code)
register('end_session', end_session, { 'allow-oom' })
register('end_sessions', end_sessions, { 'allow-oom' })
