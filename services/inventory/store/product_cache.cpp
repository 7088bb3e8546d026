#include "inventory/store/product_cache.hpp"

namespace souk::inventory {
namespace {

std::shared_ptr<const RenderedProduct> render(redis::Reply reply) {
  if (reply.array().empty()) return nullptr;
  const auto product = Products::read(reply);
  const auto totals = describe::from_fields<SaleTotals>(reply.pairs(), "product");
  auto rendered = std::make_shared<RenderedProduct>();
  rendered->tag = product_tag(product);
  rendered->is_draft = product.state == contracts::SaleState::draft;
  rendered->figures = figures_of(product, totals.value());
  describe::write_json(product, rendered->json);
  return rendered;
}

}  // namespace

std::string product_tag(const Product& product) {
  return std::to_string(product.version.value()) + '-' + std::to_string(product.available.value());
}

ProductCache::ProductCache(boost::asio::any_io_executor executor, redis::Options options, const Products& products)
    : products_(products), cache_(executor, std::move(options), capacity, render), watch_(executor, cache_) {}

awaitable<Outcome<std::shared_ptr<const RenderedProduct>>> ProductCache::find(Ulid id) {
  auto key = products_.key(id);
  std::shared_ptr<const RenderedProduct> product;
  if (!cache_.peek(key, product)) product = co_await cache_.get(std::move(key));
  if (!product) co_return Products::not_found(id);
  co_return product;
}

void ProductCache::forget(const Ulid& id) {
  cache_.forget(products_.key(id));
}

redis::Watcher<RenderedProduct> ProductCache::watch(const std::vector<Ulid>& ids) {
  std::vector<std::string> keys;
  for (const auto& id : ids) keys.push_back(products_.key(id));
  return watch_.watch(std::move(keys));
}

}  // namespace souk::inventory
