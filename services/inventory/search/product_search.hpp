#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/refusal.hpp"
#include "events/tail.hpp"
#include "inventory/search/product_matches.hpp"
#include "inventory/search/search_index.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

using boost::asio::awaitable;

// The index of this process as a projection of the products in Redis: read from the partitions' lists whenever the
// streams of product_changed begin to be followed, and brought up to date by what they tell. It says which products an
// answer has; what is told of them is read from Redis.
class ProductSearch {
 public:
  // `blocking` is a connection for reads that wait; see events::Tail.
  ProductSearch(boost::asio::any_io_executor, redis::Client&, redis::Client& blocking, unsigned partitions);

  awaitable<void> follow() { return tail_.run(); }  // until stop()
  awaitable<void> run();                            // until stop()
  void stop();

  // This process changed it: who searches next is to find it as it is now.
  void changed(const Ulid& id);
  // Refused: unavailable, while the index is not complete.
  awaitable<Outcome<SearchHits>> search(SearchQuery, std::size_t limit, std::optional<SearchPlace> after);

  // By sku and name, as they were when this was called or later. Refused: unavailable, while it is not complete.
  awaitable<Outcome<const ProductMatches*>> matches();

  bool complete() const { return complete_; }
  std::size_t size() const { return index_.size(); }
  std::vector<std::string> problems() const;  // for /readyz

 private:
  void following(bool complete);
  awaitable<void> work();
  awaitable<void> wait_for_work(SteadyClock::time_point until);
  awaitable<void> rebuild();
  awaitable<std::size_t> count_listed();
  awaitable<void> catch_up();
  awaitable<void> refresh(std::vector<Ulid> ids);
  awaitable<void> refresh_all(std::vector<Ulid> ids);
  void put(const Ulid&, const std::vector<redis::Reply>& fields);
  awaitable<std::vector<Ulid>> listed(Partition, std::string from);
  awaitable<void> caught_up();
  void progressed();

  redis::Client& redis_;
  unsigned partitions_;
  SearchIndex index_;
  ProductMatches matches_;  // of the same products
  events::Tail tail_;
  bool following_ = false;
  unsigned times_followed_ = 0;  // a rebuild counts only if nothing was missed while it ran
  bool complete_ = false;
  bool stopping_ = false;
  std::unordered_set<Ulid> changed_;           // to be read again
  std::uint64_t told_ = 0, applied_ = 0;       // changes
  boost::asio::steady_timer work_, progress_;  // cancelled when there is some
};

}  // namespace souk::inventory
