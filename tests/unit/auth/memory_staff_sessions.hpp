// Staff sessions without a database.
#pragma once

#include <map>

#include "auth/staff_sessions.hpp"
#include "base/unavailable.hpp"

namespace souk::auth::testing {

struct MemoryStaffSessions final : StaffSessions {
  std::map<std::string, std::string> proofs = {};  // by the hash of the session's id
  std::chrono::seconds age{};                      // of the last one
  int asked = 0;                                   // how often a session was looked up
  bool away = false;

  awaitable<void> add(std::string hash, std::string proof, std::chrono::seconds its_age) override {
    check();
    proofs[std::move(hash)] = std::move(proof);
    age = its_age;
    co_return;
  }
  awaitable<std::optional<std::string>> proof_of(std::string hash) override {
    check();
    ++asked;
    const auto known = proofs.find(hash);
    co_return known == proofs.end() ? std::nullopt : std::optional(known->second);
  }
  awaitable<void> remove(std::string hash) override {
    check();
    proofs.erase(hash);
    co_return;
  }

 private:
  void check() const {
    if (away) throw Unavailable(Dependency::database, "away");
  }
};

}  // namespace souk::auth::testing
