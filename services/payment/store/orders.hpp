#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "base/refusal.hpp"
#include "payment/domain/order.hpp"
#include "payment/store/cursor.hpp"
#include "payment/store/placing.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

redis::FunctionLibrary library();  // events/partition.lua and payment.lua

// Which orders a listing wants.
struct OrderFilter {
  std::optional<Status> status = {};
  std::optional<Ulid> product_id = {};
  std::optional<Timestamp> from = {}, to = {};  // placed then or later, and before then

  bool passes(const Order&) const;
};

struct Page {
  std::vector<Order> orders;
  std::optional<Cursor> next;  // nothing: this is the last page
};

struct Placed {
  Order order;
  bool replayed;  // it was there already, and is as it was
};

// What an idempotency key is bound to.
struct Bound {
  Ulid pk;
  std::string fingerprint;  // of the body
};

// The orders in Redis. Every member throws Unavailable when Redis is away.
class Orders {
 public:
  Orders(redis::Client&, unsigned partitions);

  Ulid new_pk(const Ulid& product_id) const;  // in the product's partition

  // Placing the same pk again places nothing and answers the order as it is.
  awaitable<Placed> place(OrderRecord);
  // Places the pk as cancelled, unless it has an order: that one is answered as it is.
  awaitable<Order> abandon(OrderRecord);
  awaitable<Outcome<Order>> find(Ulid pk);
  // Newest first. With a filter a page may hold fewer than `limit` although more follow: a request looks through a
  // bounded number of orders.
  awaitable<Page> list(std::size_t limit, OrderFilter, std::optional<Cursor> from);
  awaitable<std::map<Status, std::int64_t>> count_by_status();

  std::string key(const Ulid& pk) const;        // of its hash
  static Order read(const redis::Reply& hash);  // HGETALL of one that exists
  static std::unexpected<Refusal> not_found(const Ulid& pk);

  // What the key is bound to already.
  awaitable<std::optional<Bound>> recall(std::string key);
  // Binds the key, unless it is bound; what it is bound to then.
  awaitable<Bound> remember(std::string key, Bound);

 private:
  std::string key(Partition, std::string_view kind) const;
  std::string idempotency_key(std::string_view key) const;
  awaitable<Cursor> ends();
  awaitable<Cursor> begin(const OrderFilter&, const std::optional<Cursor>& from);
  awaitable<Cursor> placed_before(Timestamp time, Cursor all);
  awaitable<std::vector<Ulid>> newest(Cursor& from, std::size_t limit);
  awaitable<std::vector<Order>> read(std::vector<Ulid> pks);

  redis::Client& redis_;
  unsigned partitions_;
  Placing placing_;
};

}  // namespace souk::payment
