#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "payment/store/order_pages.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Lists the orders in Redis. Each partition has a list of its orders, and one of the lines of other orders (lines.lua).
class OrderList final : public OrderPages {
 public:
  OrderList(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<Page> page(std::size_t limit, OrderFilter, std::optional<Cursor> from) override;
  awaitable<Page> page_of(std::vector<Ulid> pks, std::size_t limit, OrderFilter) override;
  awaitable<std::vector<Order>> read(std::vector<Ulid> pks) override;

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
