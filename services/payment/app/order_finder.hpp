#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payment/store/customer_search.hpp"
#include "payment/store/order_pages.hpp"
#include "payment/store/order_store.hpp"

namespace souk::payment {

// What an order with a customer is searched by: all that are given must match, and one is.
struct CustomerQuery {
  std::optional<OrderNumber> number;
  std::optional<Email> email;
  std::optional<PersonName> name;  // whole words, in any case and order

  bool is_empty() const { return !number && !email && !name; }
};

// Limits how often a client may guess wrong.
class Guesses {
 public:
  virtual ~Guesses() = default;

  // How long the client must wait. Nothing: it may try now.
  virtual std::optional<std::chrono::seconds> wait(std::string_view client) const = 0;
  virtual void failed(std::string_view client) = 0;
};

// Why a buyer does not get an order.
struct NotFound {
  std::optional<std::chrono::seconds> wait = {};  // after too many wrong pairs; nothing: there is no such order
};

// Finds orders by who they are for. Every member throws Unavailable when Redis is down.
class OrderFinder {
 public:
  static constexpr std::size_t most = 1000;  // orders of one number, e-mail address or name: the newest

  OrderFinder(OrderStore& orders, CustomerSearch& customers, OrderPages& list, Guesses& guesses)
      : orders_(orders), customers_(customers), list_(list), guesses_(guesses) {}

  // The newest that also pass the filter, as a page without a next.
  awaitable<Page> page(CustomerQuery, std::size_t limit, OrderFilter);
  // For a buyer who knows both. `client`: who counts as one that guesses.
  awaitable<std::expected<Order, NotFound>> find(std::string client, OrderNumber, Email);

 private:
  awaitable<std::vector<Ulid>> search(const CustomerQuery&);

  OrderStore& orders_;
  CustomerSearch& customers_;
  OrderPages& list_;
  Guesses& guesses_;
};

}  // namespace souk::payment
