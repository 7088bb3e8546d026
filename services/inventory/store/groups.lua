-- Groups of products. The products say to which group they belong, in their fields `group` and `options`.
--
-- group  hash: id, name, description, options (JSON: domain/group.hpp), version (raised by every change), created_at,
--        updated_at (milliseconds)

-- Whether a group of this version (false: none) is as its writer expects: '' any, '0' none, '*' one, or of these: ',3,7,'.
local function is_as_expected(version, expected)
  return expected == '' or expected == '*' and version or expected == '0' and not version
    or version and string.find(expected, ',' .. version .. ',', 1, true)
end

-- write_group: KEYS group, product_changed
-- ARGV id, name, description, options, expected version, (id of a product of the group)...
-- Returns 'created', 'updated' or 'version_mismatch', and the group. The same content makes no new version. The search reads
-- a group with its products, so these are announced, in the group's partition.
local function write_group(keys, args)
  local group = keys[1]
  local version, name, description, options = unpack(redis.call('HMGET', group, 'version', 'name', 'description', 'options'))
  if not is_as_expected(version, args[5]) then return { 'version_mismatch', redis.call('HGETALL', group) } end
  if name ~= args[2] or description ~= args[3] or options ~= args[4] then
    local time = text_of(now())
    redis.call('HSETNX', group, 'created_at', time)
    redis.call('HSET', group, 'id', args[1], 'name', args[2], 'description', args[3], 'options', args[4], 'updated_at', time)
    redis.call('HINCRBY', group, 'version', 1)
    for product = 6, #args do announce(keys[2], args[product], 'updated') end
  end
  return { version and 'updated' or 'created', redis.call('HGETALL', group) }
end

-- delete_group: KEYS group, bought (of its variants: inventory.lua)    ARGV expected version
-- Returns 'deleted', 'group_not_found' or 'version_mismatch'.
local function delete_group(keys, args)
  local version = redis.call('HGET', keys[1], 'version')
  if not version then return redis.status_reply('group_not_found') end
  if not is_as_expected(version, args[1]) then return redis.status_reply('version_mismatch') end
  redis.call('UNLINK', unpack(keys))
  return redis.status_reply('deleted')
end

register('write_group', write_group)
register('delete_group', delete_group, { 'allow-oom' })
