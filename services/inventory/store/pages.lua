-- The owner's pages. All of them are in one partition: they are few, and read from memory.
--
-- page  hash: name, text and updated_at (milliseconds), both absent when the page is deleted, version (raised by every
--       change; a deleted page keeps it, so that no version ever names two texts)

-- Checks a page against what its caller expects. versions: it has one of these (',3,7,'), or it exists ('*'); '' is any.
-- excluded: it has none of these (',3,'), or it does not exist ('*').
local function is_page_as_expected(page, versions, excluded)
  local version, text = unpack(redis.call('HMGET', page, 'version', 'text'))
  local function is_among(list)
    return text and (list == '*' or string.find(list, ',' .. version .. ',', 1, true))
  end
  return (versions == '' or is_among(versions)) and not is_among(excluded)
end

-- write_page: KEYS page    ARGV name, text, expected versions, excluded versions
-- Returns 'created', 'updated' or 'version_mismatch', and the page. The same text makes no new version.
local function write_page(keys, args)
  local page, name, text = keys[1], args[1], args[2]
  if not is_page_as_expected(page, args[3], args[4]) then return { 'version_mismatch', {} } end
  local before = redis.call('HGET', page, 'text')
  if before ~= text then
    redis.call('HSET', page, 'name', name, 'text', text, 'updated_at', now())
    redis.call('HINCRBY', page, 'version', 1)
  end
  return { before and 'updated' or 'created', redis.call('HGETALL', page) }
end

-- delete_page: KEYS page    ARGV expected versions, excluded versions
-- Returns 'deleted', 'page_not_found' or 'version_mismatch'.
local function delete_page(keys, args)
  if redis.call('HEXISTS', keys[1], 'text') == 0 then return redis.status_reply('page_not_found') end
  if not is_page_as_expected(keys[1], args[1], args[2]) then return redis.status_reply('version_mismatch') end
  redis.call('HDEL', keys[1], 'text', 'updated_at')
  redis.call('HINCRBY', keys[1], 'version', 1)
  return redis.status_reply('deleted')
end

register('write_page', write_page)
register('delete_page', delete_page, { 'allow-oom' })
