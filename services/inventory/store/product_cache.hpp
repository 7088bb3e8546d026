#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "inventory/store/products.hpp"
#include "redis/near_cache.hpp"
#include "redis/watch.hpp"

namespace souk::inventory {

// The ETag of a product, without quotes: "<version>-<available>" (docs/decisions/0018).
std::string product_tag(const Product&);

// A product as it is answered: a hit copies bytes and parses nothing.
class RenderedProduct {
 public:
  explicit RenderedProduct(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  static std::string render(const Product&);
  static std::optional<RenderedProduct> of(redis::NearCache::Value);  // nothing: there is no such product

  std::string_view tag() const { return std::string_view(*text_).substr(0, text_->find('\n')); }
  std::string_view json() const { return std::string_view(*text_).substr(text_->find('\n') + 1); }

 private:
  std::shared_ptr<const std::string> text_;  // tag, a new line, JSON
};

// Products kept in memory until Redis says that they changed. Never used for a decision.
class ProductCache {
 public:
  static constexpr std::size_t capacity = 100'000;  // products, about 700 bytes each

  ProductCache(boost::asio::any_io_executor, redis::Options, const Products&);

  // Refused: product_not_found. Throws Unavailable.
  awaitable<Outcome<RenderedProduct>> find(Ulid id);
  // This process changed it, and must read its own write before Redis' word of it has come.
  void forget(const Ulid& id);
  // Tells of these products, in this order; see RenderedProduct::of.
  redis::Watcher watch(const std::vector<Ulid>& ids);

 private:
  const Products& products_;
  redis::NearCache cache_;
  redis::Watch watch_;
};

}  // namespace souk::inventory
