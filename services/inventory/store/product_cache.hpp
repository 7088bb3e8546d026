#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <vector>

#include "inventory/domain/stock_ledger.hpp"
#include "inventory/store/products.hpp"
#include "redis/near_cache.hpp"
#include "redis/watch.hpp"

namespace souk::inventory {

// The ETag of a product, without quotes: "<version>-<available>" (docs/decisions/0018).
std::string product_tag(const Product&);

// A rendered product: a cache hit copies bytes and parses nothing.
struct RenderedProduct {
  std::string tag;
  std::string json;
  bool is_draft = false;
  SaleFigures figures = {};
  bool operator==(const RenderedProduct&) const = default;
};

// Caches products in memory until Redis reports a change. Never used for a decision.
class ProductCache final : public ProductCopies {
 public:
  static constexpr std::size_t capacity = 100'000;  // products, about 700 bytes each

  ProductCache(boost::asio::any_io_executor, redis::Options, const Products&);

  // Refused: product_not_found. Throws Unavailable.
  awaitable<Outcome<std::shared_ptr<const RenderedProduct>>> find(Ulid id);
  void forget(const Ulid& id) override;
  // Reports changes of these products, by their index. null: the product does not exist.
  redis::Watcher<RenderedProduct> watch(const std::vector<Ulid>& ids);

 private:
  const Products& products_;
  redis::NearCache<RenderedProduct> cache_;
  redis::Watch<RenderedProduct> watch_;
};

}  // namespace souk::inventory
