-- Sorted sets of what a worker has to do: member -> when (milliseconds).

-- Members that are due. The caller has them for itself for `in_hand`; another worker takes them after that. Nothing is
-- scheduled later than `furthest` from now, so what is later was scheduled while the clock was ahead.
local function take_due(key, most, in_hand, furthest)
  local time = now()
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. text_of(time + furthest), '+inf')) do
    redis.call('ZADD', key, text_of(time), member)
  end
  local members = redis.call('ZRANGEBYSCORE', key, '-inf', time, 'LIMIT', 0, most)
  for _, member in ipairs(members) do redis.call('ZADD', key, time + in_hand, member) end
  return members
end
