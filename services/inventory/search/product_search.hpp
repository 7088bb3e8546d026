#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "events/tail.hpp"
#include "inventory/search/product_index.hpp"
#include "inventory/search/product_matches.hpp"
#include "inventory/search/search_index.hpp"
#include "redis/client.hpp"

namespace souk::inventory {

// This process' index, a projection of the products in Redis. It is rebuilt from the partitions' lists when the
// product_changed streams begin to be followed, and then updated by their events. It finds the ids of products; their
// data is read from Redis.
class ProductSearch final : public ProductIndex {
 public:
  // `streams` is for product_changed; see events::Tail.
  ProductSearch(boost::asio::any_io_executor, redis::Client&, redis::TrackingClient& streams, unsigned partitions);

  awaitable<void> follow() { return tail_.run(); }  // until stop()
  awaitable<void> run();                            // until stop()
  void stop();

  void changed(const Ulid& id) override;
  awaitable<Outcome<SearchHits>> search(SearchQuery, std::size_t limit, std::optional<SearchPlace> after) override;
  awaitable<Outcome<std::vector<std::string>>> suggestions(std::string text) override;
  awaitable<Outcome<const ProductMatches*>> matches() override;
  awaitable<Outcome<std::vector<Variant>>> variants(GroupId) override;
  bool has_variants() const override { return !index_.variants().empty(); }

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
  // What is searched with the products that these replies are of: the names and descriptions of their groups.
  awaitable<std::unordered_map<std::string, std::string>> texts_of_groups(const std::vector<redis::Reply>& products);
  void put(const Ulid&, const std::vector<redis::Reply>& fields, const std::string& text_of_group);
  awaitable<std::vector<Ulid>> listed(std::string key, std::string from);
  awaitable<Outcome<void>> caught_up();
  awaitable<Outcome<void>> usable();
  bool shows_what_it_had() const;
  void progressed();

  redis::Client& redis_;
  redis::TrackingClient& changes_;
  unsigned partitions_;
  SearchIndex index_;
  ProductMatches matches_;  // of the same products
  events::Tail tail_;
  bool following_ = false;
  unsigned times_followed_ = 0;  // a rebuild counts only if no change was missed while it ran
  bool complete_ = false, was_complete_ = false;
  bool stopping_ = false;
  std::unordered_set<Ulid> changed_;           // to be read again
  std::uint64_t reported_ = 0, applied_ = 0;   // numbers of changes
  boost::asio::steady_timer work_, progress_;  // cancelled to wake the waiter
};

}  // namespace souk::inventory
