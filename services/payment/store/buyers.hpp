#pragma once

#include "base/partition.hpp"
#include "payment/store/buyer_store.hpp"
#include "payment/store/stored_secret.hpp"
#include "redis/client.hpp"

namespace souk::payment {

// Codes and sessions of buyers in Redis. The rules are in buyers.lua. Every member throws Unavailable when Redis is
// down.
class Buyers final : public BuyerStore {
 public:
  static constexpr std::chrono::minutes window{10};  // a code's life; also of the counts below
  static constexpr int most_tries = 5;               // wrong codes of a buyer
  static constexpr int most_codes = 5;               // of a buyer
  static constexpr int most_requests = 60;           // codes that a client's address asks for, for any buyer
  static constexpr std::chrono::days session_age{30};

  Buyers(redis::Client& redis, unsigned partitions);

  awaitable<Wait> count_request(std::string client) override;
  awaitable<Wait> send_code(Email) override;
  awaitable<Verified> verify(Email, SignInCode) override;
  awaitable<std::optional<Buyer>> find(SessionId) override;
  awaitable<void> end_session(SessionId) override;
  awaitable<void> end_sessions(CustomerId) override;

  awaitable<CustomerId> id_of(Email);

 private:
  std::string key(std::string_view kind, const CustomerId&) const;
  std::string session_key(const SessionId&) const;

  redis::Client& redis_;
  unsigned partitions_;
  StoredSecret secret_;
};

}  // namespace souk::payment
