#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/partition.hpp"
#include "base/refusal.hpp"
#include "payment/domain/order.hpp"
#include "payment/store/customer_index.hpp"
#include "payment/store/order_batcher.hpp"
#include "payment/store/order_store.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

redis::FunctionLibrary library();  // events/partition.lua, and the functions of this folder

// The orders in Redis. Every member throws Unavailable when Redis is down.
class Orders final : public OrderStore {
 public:
  Orders(redis::Client&, unsigned partitions);

  Ulid new_pk(const std::vector<WantedLine>&) const override;
  awaitable<Placed> place(OrderRecord, std::optional<Customer>, Hold) override;
  awaitable<Order> abandon(OrderRecord) override;
  awaitable<Outcome<Order>> find(Ulid pk) override;
  awaitable<std::vector<Order>> find_all(std::vector<Ulid> pks) override;
  awaitable<Outcome<OrderRecord>> record_of(Ulid pk) override;
  awaitable<Outcome<Order>> cancel(Ulid pk, Reason) override;
  awaitable<void> erase_customer(Ulid pk) override;
  awaitable<std::optional<Bound>> recall(std::string key) override;
  awaitable<Bound> remember(std::string key, Bound) override;

  // With the whole customer, and the provider's id of the payment.
  awaitable<Outcome<Order>> find_for_admin(Ulid pk);

  // The whole customer of an order; nothing if it has none any more.
  awaitable<std::optional<Customer>> customer_of(Ulid pk);

  // The index of the orders that have a customer. What it finds may not exist.
  CustomerIndex& customers() { return customers_; }

  awaitable<std::map<Status, std::int64_t>> count_by_status();

  std::string key(const Ulid& pk) const;  // of its hash
  static std::unexpected<Refusal> not_found(const Ulid& pk);

 private:
  std::string key(Partition, std::string_view kind) const;
  std::string idempotency_key(std::string_view key) const;
  std::string customer_key(const Ulid& pk) const;
  struct Stored {
    OrderRecord record;
    std::optional<Customer> customer;  // nothing if it has none any more
  };
  awaitable<std::vector<Stored>> read(const std::vector<Ulid>& pks);
  awaitable<std::optional<Timestamp>> place_whole(const OrderRecord&, const std::optional<Customer>&, Hold);

  redis::Client& redis_;
  unsigned partitions_;
  OrderBatcher batcher_;
  CustomerIndex customers_;
};

}  // namespace souk::payment
