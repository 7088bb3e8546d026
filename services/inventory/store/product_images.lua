-- The pictures that the owner uploaded for a product, and which products have any.
--
-- images    field of a product: JSON (domain/product_images.hpp); absent or '' without any
-- pictured  sorted set, all with score 0, of the partition's products that have some; the id of a product that was deleted
--           may stay in it

-- write_images: KEYS product, pictured, product_changed
-- ARGV id, expected versions, excluded states, images before, images after
-- Returns '' or a refusal, and the product. Refusals: 'product_not_found', 'version_mismatch', 'images_changed' (they are
-- not those before: the caller reads them again). The same images make no new version.
local function write_images(keys, args)
  local product, before, after = keys[1], args[4], args[5]
  local refused = refusal(product, args[2], args[3], '')
  if refused == '' and (redis.call('HGET', product, 'images') or '') ~= before then refused = 'images_changed' end
  if refused == '' and before ~= after then
    redis.call('HSET', product, 'images', after, 'updated_at', now())
    redis.call('HINCRBY', product, 'version', 1)
    if after == '' then
      redis.call('ZREM', keys[2], args[1])
    else
      redis.call('ZADD', keys[2], 0, args[1])
    end
    announce(keys[3], args[1], 'updated')
  end
  return { refused, redis.call('HGETALL', product) }
end

register('write_images', write_images)
