// Finds orders by their customers. Implemented by CustomerIndex (on Redis) and in memory in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string_view>
#include <vector>

#include "payment/domain/customer.hpp"
#include "payment/domain/order_number.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Every member throws Unavailable when the database is down.
class CustomerSearch {
 public:
  virtual ~CustomerSearch() = default;

  // The pks, newest first, at most `limit`. What was placed or erased a moment ago may be missing or still be there.
  // Names match by whole words, in any order and case.
  virtual awaitable<std::vector<Ulid>> with_number(const OrderNumber&, std::size_t limit) = 0;
  virtual awaitable<std::vector<Ulid>> with_email(const Email&, std::size_t limit) = 0;
  virtual awaitable<std::vector<Ulid>> with_name(std::string_view name, std::size_t limit) = 0;
};

}  // namespace souk::payment
