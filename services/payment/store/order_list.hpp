#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "payment/domain/order.hpp"
#include "payment/store/cursor.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// The filter of a listing.
struct OrderFilter {
  std::optional<Status> status = {};
  std::optional<Ulid> product_id = {};          // of any line
  std::optional<Timestamp> from = {}, to = {};  // created at or after `from`, and before `to`

  bool passes(const Order&) const;
};

struct Page {
  std::vector<Order> orders;   // with their whole customers
  std::optional<Cursor> next;  // nothing on the last page
};

// Lists the orders in Redis. Each partition has a list of its orders, and one of the lines of other orders (lines.lua).
class OrderList {
 public:
  OrderList(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  // Newest first. With a filter a page may have fewer than `limit` orders although more follow, because a request reads
  // a limited number of orders. Throws Unavailable.
  awaitable<Page> page(std::size_t limit, OrderFilter, std::optional<Cursor> from);
  // Those of these pks that pass, as a page without a next.
  awaitable<Page> page_of(std::vector<Ulid> pks, std::size_t limit, OrderFilter);
  // The orders of these pks, with their whole customers; without those that do not exist. Throws Unavailable.
  awaitable<std::vector<Order>> read(std::vector<Ulid> pks);

  // How many ends the cursor of such a listing has.
  std::size_t lists(const OrderFilter& filter) const { return filter.product_id ? 2 : partitions_; }

 private:
  struct List {
    Partition partition;
    std::string_view name;  // "orders" or "lines"
  };
  struct Found {
    Ulid pk;           // of an order, or of a line of one
    std::size_t list;  // which it was in
  };
  awaitable<std::vector<Ulid>> with_status(std::vector<Ulid> pks, Status);
  std::vector<List> lists_of(const OrderFilter&) const;
  std::string key(const Ulid& pk, std::string_view kind = "order") const;
  awaitable<Cursor> begin(const std::vector<List>&, const OrderFilter&, const std::optional<Cursor>& from);
  awaitable<Cursor> ends(const std::vector<List>&);
  awaitable<Cursor> placed_before(const std::vector<List>&, Timestamp, Cursor all);
  awaitable<std::vector<Found>> newest(const std::vector<List>&, Cursor& from, std::size_t limit);
  awaitable<std::vector<Ulid>> orders_of(const std::vector<List>&, std::vector<Found>, const OrderFilter&, Cursor&);

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::payment
