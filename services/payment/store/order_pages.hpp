// Lists orders by page. Implemented by OrderList (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <vector>

#include "payment/domain/order.hpp"
#include "payment/store/cursor.hpp"

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

// Every member throws Unavailable when the database is down.
class OrderPages {
 public:
  virtual ~OrderPages() = default;

  // Newest first. With a filter a page may have fewer than `limit` orders although more follow, because a request reads
  // a limited number of orders.
  virtual awaitable<Page> page(std::size_t limit, OrderFilter, std::optional<Cursor> from) = 0;
  // Those of these pks that have a customer and pass, as a page without a next.
  virtual awaitable<Page> page_of(std::vector<Ulid> pks, std::size_t limit, OrderFilter) = 0;
  // The orders of these pks, with their whole customers; without those that do not exist.
  virtual awaitable<std::vector<Order>> read(std::vector<Ulid> pks) = 0;
};

}  // namespace souk::payment
