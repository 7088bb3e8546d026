#pragma once

#include "auth/staff_sessions.hpp"
#include "redis/client.hpp"

namespace souk::runtime {

// The sessions of the staff in the Redis of inventory, which signs them in. payment reads them there: its user of Redis
// may read these keys, and no other process may write them.
class StoredStaffSessions final : public auth::StaffSessions {
 public:
  // `redis`: of inventory's data; in inventory with its library, so that it may write.
  StoredStaffSessions(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  auth::awaitable<void> add(std::string hash, std::string proof, std::chrono::seconds age) override;
  auth::awaitable<std::optional<std::string>> proof_of(std::string hash) override;
  auth::awaitable<void> remove(std::string hash) override;

 private:
  std::string key(const std::string& hash) const;

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::runtime
