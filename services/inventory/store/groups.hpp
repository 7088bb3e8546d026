#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <string>

#include "inventory/store/group_store.hpp"
#include "redis/client.hpp"
#include "redis/near_cache.hpp"

namespace souk::inventory {

// The groups in Redis.
class Groups final : public GroupStore {
 public:
  // `client` writes; `options` are of the connections that read for the copies.
  Groups(redis::Client& client, boost::asio::any_io_executor, redis::Options, unsigned partitions);

  awaitable<std::shared_ptr<const Group>> copy(GroupId) override;
  awaitable<std::map<GroupId, Group>> read(std::vector<GroupId>) override;
  awaitable<Outcome<WrittenGroup>> write(GroupId, NewGroup, ExpectedGroup, std::vector<Ulid> products) override;
  awaitable<Outcome<void>> remove(GroupId, ExpectedGroup) override;
  void forget(const GroupId&);  // the next copy() reads from Redis
  static std::unexpected<Refusal> not_found(std::string_view id);

 private:
  std::string key(const GroupId&) const;

  redis::Client& redis_;
  unsigned partitions_;
  redis::NearCache<Group> cache_;
};

}  // namespace souk::inventory
