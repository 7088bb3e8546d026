#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "payment/domain/customer_term.hpp"
#include "payment/store/buyer_orders.hpp"
#include "payment/store/customer_search.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Finds orders that have a customer, by number, e-mail address or name, and those of a signed-in buyer. Its keys hold
// keyed hashes (HMAC-SHA-256), so no key names a person; the secret is made once and kept in Redis. An order is placed,
// and its customer erased, together with messages that carry the change to the index (customer_terms.lua), so both show
// a moment later. Every member throws Unavailable.
class CustomerIndex final : public CustomerSearch, public BuyerOrders {
 public:
  CustomerIndex(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  // Of an order's number, and of the address and the name of its customer.
  awaitable<std::vector<TermDigest>> digests_of(Ulid pk, const Customer&);
  // The id of a buyer is a keyed hash already.
  static TermDigest digest_of(const CustomerId& buyer) { return TermDigest(buyer.text); }

  awaitable<std::vector<Ulid>> with_number(const OrderNumber&, std::size_t limit) override;
  awaitable<std::vector<Ulid>> with_email(const Email&, std::size_t limit) override;
  awaitable<std::vector<Ulid>> with_name(std::string_view name, std::size_t limit) override;
  awaitable<std::vector<Ulid>> pks_of(CustomerId, std::size_t limit) override;

 private:
  awaitable<std::vector<Ulid>> find(std::string term, std::size_t limit);
  awaitable<std::vector<Ulid>> find(TermDigest, std::size_t limit);
  awaitable<TermDigest> digest_of(std::string_view term);
  awaitable<void> load_secret();

  redis::Client& redis_;
  unsigned partitions_;
  std::string secret_;  // empty until it is needed
};

}  // namespace souk::payment
