#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "payment/store/door_store.hpp"
#include "payment/store/stored_secret.hpp"
#include "redis/client.hpp"

namespace souk::payment {

// The door's records in Redis. The rules are in door.lua. No key and no value has an address: keyed hashes name them.
class DoorRecords final : public DoorStore {
 public:
  DoorRecords(redis::Client& redis, unsigned partitions);

  awaitable<std::string> secret() override { return secret_.value(); }
  awaitable<bool> use_solution(std::string nonce, std::string used_for, Milliseconds valid) override;
  awaitable<std::optional<Milliseconds>> take_hold(Visitor, Ulid pk, Milliseconds hold, unsigned most) override;

 private:
  // How long to wait, and for which orders. Empty: taken.
  struct Full {
    Milliseconds wait;
    std::vector<Ulid> pks;
  };
  awaitable<std::optional<Full>> take(std::string key, Ulid pk, Milliseconds hold, unsigned most,
                                      std::vector<Ulid> ended);
  awaitable<std::vector<Ulid>> ended_or_paid(std::vector<Ulid> pks);
  std::string key(std::string_view kind, const contracts::CustomerId&) const;

  redis::Client& redis_;
  unsigned partitions_;
  StoredSecret secret_;
};

}  // namespace souk::payment
