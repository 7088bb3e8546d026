// What the door remembers, without a database.
#pragma once

#include <map>
#include <vector>

#include "payment/store/door_store.hpp"

namespace souk::payment {

class MemoryDoor final : public DoorStore {
 public:
  awaitable<std::string> secret() override {
    ++calls;
    co_return "secret";
  }
  awaitable<bool> use_solution(std::string nonce, std::string used_for, Milliseconds) override {
    ++calls;
    co_return used.emplace(std::move(nonce), used_for).first->second == used_for;
  }
  awaitable<std::optional<Milliseconds>> take_hold(Visitor visitor, Ulid pk, Milliseconds, unsigned most) override {
    ++calls;
    auto& held = holds[visitor.buyer ? visitor.buyer->text : visitor.address];
    if (held.size() >= most) co_return Milliseconds(1500);
    held.push_back(pk);
    co_return std::nullopt;
  }

  int calls = 0;
  std::map<std::string, std::string> used;
  std::map<std::string, std::vector<Ulid>> holds;
};

}  // namespace souk::payment
