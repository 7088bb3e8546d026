#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "payment/store/customer_search.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Finds orders that have a customer, by number, e-mail address or name. Its keys hold keyed hashes (HMAC-SHA-256), so
// no key names a person; the secret is made once and kept in Redis. An order is added before it is placed, so every
// order is found; what is found may not exist. Every member throws Unavailable.
class CustomerIndex final : public CustomerSearch {
 public:
  CustomerIndex(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<void> add(Ulid pk, const Customer&);
  awaitable<void> remove(Ulid pk, const Customer&);

  awaitable<std::vector<Ulid>> with_number(const OrderNumber&, std::size_t limit) override;
  awaitable<std::vector<Ulid>> with_email(const Email&, std::size_t limit) override;
  awaitable<std::vector<Ulid>> with_name(std::string_view name, std::size_t limit) override;

 private:
  awaitable<std::vector<std::string>> keys_of(Ulid pk, const Customer&);
  awaitable<std::vector<Ulid>> find(std::string term, std::size_t limit);
  awaitable<std::string> key(std::string_view term);
  awaitable<void> load_secret();

  redis::Client& redis_;
  unsigned partitions_;
  std::string secret_;  // empty until it is needed
};

}  // namespace souk::payment
