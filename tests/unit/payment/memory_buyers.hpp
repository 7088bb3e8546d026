// Codes and sessions of buyers without a database.
#pragma once

#include <map>

#include "base/unavailable.hpp"
#include "payment/store/buyer_orders.hpp"
#include "payment/store/buyer_store.hpp"

namespace souk::payment {

class MemoryBuyers final : public BuyerStore {
 public:
  awaitable<Wait> count_request(std::string client) override {
    check();
    clients.push_back(std::move(client));
    co_return client_waits;
  }
  awaitable<Wait> send_code(Email email) override {
    check();
    if (!address_waits) sent.push_back(std::move(email.value));
    co_return address_waits;
  }
  awaitable<Verified> verify(Email email, SignInCode guess) override {
    check();
    ++verified;
    if (address_waits) co_return Verified{.wait = address_waits};
    if (guess.digits != code) co_return Verified{};
    code.clear();
    auto session = SessionId::of(7, std::string(2 * SessionId::random_bytes, 'a'));
    sessions.emplace(session.text, Buyer{{std::string(32, 'b')}, masked(email)});
    co_return Verified{.session = std::move(session)};
  }
  awaitable<std::optional<Buyer>> find(SessionId session) override {
    check();
    ++asked;
    const auto known = sessions.find(session.text);
    co_return known == sessions.end() ? std::nullopt : std::optional(known->second);
  }
  awaitable<void> end_session(SessionId session) override {
    check();
    sessions.erase(session.text);
    co_return;
  }
  awaitable<void> end_sessions(CustomerId buyer) override {
    check();
    std::erase_if(sessions, [&](const auto& session) { return session.second.id == buyer; });
    co_return;
  }

  std::vector<std::string> clients, sent;
  std::string code = "123456";            // the only right one
  std::map<std::string, Buyer> sessions;  // by their ids
  Wait client_waits = {}, address_waits = {};
  int asked = 0;     // how often a session was looked up
  int verified = 0;  // how often a code was compared
  bool away = false;

 private:
  void check() const {
    if (away) throw Unavailable(Dependency::database, "away");
  }
};

class MemoryBuyerOrders final : public BuyerOrders {
 public:
  awaitable<std::vector<Ulid>> pks_of(CustomerId buyer, std::size_t limit) override {
    auto own = pks[buyer.text];
    if (own.size() > limit) own.resize(limit);
    co_return own;
  }

  std::map<std::string, std::vector<Ulid>> pks;  // newest first
};

}  // namespace souk::payment
