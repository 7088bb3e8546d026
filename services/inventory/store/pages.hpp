#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "inventory/domain/shop_page.hpp"
#include "redis/client.hpp"
#include "redis/near_cache.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

// The demands of a caller on the page that it writes.
struct ExpectedPage {
  bool exists = false;                                // the page exists
  bool absent = false;                                // it does not
  std::optional<std::vector<Version>> versions = {};  // it has one of these versions; nothing: any
  std::vector<Version> excluded = {};                 // it has none of these
};

// A page as it is served: a cache hit copies bytes and parses nothing.
struct RenderedPage {
  WrittenPage about;
  std::string json;
};

struct WrittenPageResult {
  ShopPage page;
  bool created = false;
};

// The owner's pages: written to Redis, read from memory until Redis reports a change. Every member throws Unavailable
// when Redis is down.
class Pages {
 public:
  // `client` writes; `options` are of the connections that read.
  Pages(redis::Client& client, boost::asio::any_io_executor, redis::Options);

  awaitable<std::vector<WrittenPage>> list();  // those that exist, in the order of their names
  // Refused: page_not_found.
  awaitable<Outcome<std::shared_ptr<const RenderedPage>>> find(PageName);
  // The next find() reads from Redis.
  void forget(PageName);
  // Refused: version_mismatch (the page is not as expected).
  awaitable<Outcome<WrittenPageResult>> write(PageName, PageText, ExpectedPage);
  // Refused: page_not_found, version_mismatch.
  awaitable<Outcome<void>> remove(PageName, ExpectedPage);

 private:
  awaitable<std::shared_ptr<const RenderedPage>> read(PageName);

  redis::Client& redis_;
  redis::NearCache<RenderedPage> cache_;
};

}  // namespace souk::inventory
