#include "inventory/store/product_cache.hpp"

namespace souk::inventory {
namespace {

redis::NearCache::Value render(redis::Reply reply) {
  if (reply.array().empty()) return nullptr;
  return std::make_shared<const std::string>(RenderedProduct::render(Products::read(reply)));
}

}  // namespace

std::string product_tag(const Product& product) {
  return std::to_string(product.version.value()) + '-' + std::to_string(product.available.value());
}

std::string RenderedProduct::render(const Product& product) {
  auto text = product_tag(product) + '\n';
  describe::write_json(product, text);
  return text;
}

std::optional<RenderedProduct> RenderedProduct::of(redis::NearCache::Value value) {
  if (!value) return std::nullopt;
  return RenderedProduct(std::move(value));
}

ProductCache::ProductCache(boost::asio::any_io_executor executor, redis::Options options, const Products& products)
    : products_(products), cache_(executor, std::move(options), capacity, render), watch_(executor, cache_) {}

awaitable<Outcome<RenderedProduct>> ProductCache::find(Ulid id) {
  auto key = products_.key(id);
  redis::NearCache::Value text;
  if (!cache_.peek(key, text)) text = co_await cache_.get(std::move(key));
  if (!text) co_return Products::not_found(id);
  co_return RenderedProduct(std::move(text));
}

void ProductCache::forget(const Ulid& id) {
  cache_.forget(products_.key(id));
}

redis::Watcher ProductCache::watch(const std::vector<Ulid>& ids) {
  std::vector<std::string> keys;
  for (const auto& id : ids) keys.push_back(products_.key(id));
  return watch_.watch(std::move(keys));
}

}  // namespace souk::inventory
