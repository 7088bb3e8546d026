#include "runtime/stored_staff_sessions.hpp"

#include "redis/keys.hpp"

namespace souk::runtime {

using boost::asio::awaitable;

// The partition comes from the hash, so that sessions spread.
std::string StoredStaffSessions::key(const std::string& hash) const {
  const auto p = static_cast<Partition>(std::stoul(hash.substr(0, 4), nullptr, 16)) % partitions_;
  return redis::key("inventory", p, "staff_session", hash);
}

// One command each, which is refused while the partition is moved to another server.
awaitable<void> StoredStaffSessions::add(std::string hash, std::string proof, std::chrono::seconds age) {
  redis::Call call("inventory_change");
  call.key(key(hash)).arg("SET").arg(proof).arg("PX").arg(std::chrono::milliseconds(age).count());
  co_await redis_.call(std::move(call));
}

awaitable<std::optional<std::string>> StoredStaffSessions::proof_of(std::string hash) {
  const auto reply = co_await redis_.call(redis::Command("GET", key(hash)));
  co_return reply.is_nil() ? std::nullopt : std::optional(reply.text());
}

awaitable<void> StoredStaffSessions::remove(std::string hash) {
  redis::Call call("inventory_remove");
  call.key(key(hash)).arg("UNLINK");
  co_await redis_.call(std::move(call));
}

}  // namespace souk::runtime
