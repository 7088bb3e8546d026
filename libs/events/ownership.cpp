#include "events/ownership.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "redis/keys.hpp"

namespace souk::events {

std::vector<Partition> share_of(std::vector<std::string> alive, std::string_view self, unsigned partitions) {
  std::ranges::sort(alive);
  auto place = std::ranges::find(alive, self);
  std::vector<Partition> share;
  if (place == alive.end()) return share;
  for (auto p = static_cast<Partition>(place - alive.begin()); p < partitions; p += alive.size()) share.push_back(p);
  return share;
}

Ownership::Ownership(redis::Client& redis, std::string service, std::string name, unsigned partitions,
                     Milliseconds lease)
    : redis_(redis), service_(std::move(service)), name_(std::move(name)), partitions_(partitions), lease_(lease) {}

redis::Command Ownership::claim(Partition p) const {
  return redis::Call(service_ + "_claim_partition")
      .key(redis::key(service_, p, "lease"))
      .key(redis::key(service_, p, "positions"))
      .arg(name_)
      .arg(lease_.count());
}

redis::Command Ownership::renew(Partition p, std::int64_t epoch) const {
  return redis::Call(service_ + "_renew_partition")
      .key(redis::key(service_, p, "lease"))
      .arg(epoch)
      .arg(lease_.count());
}

redis::Command Ownership::release(Partition p, std::int64_t epoch) const {
  return redis::Call(service_ + "_release_partition").key(redis::key(service_, p, "lease")).arg(epoch);
}

awaitable<void> Ownership::tick() {
  const auto share = co_await own_share();
  share_ = share.size();
  co_await release_all_but(share);
  co_await claim_or_renew(share);
}

awaitable<std::vector<Partition>> Ownership::own_share() {
  redis::Command heartbeat =
      redis::Call(service_ + "_heartbeat").key(service_ + ":consumers").arg(name_).arg(lease_.count());
  auto names = co_await redis_.call(std::move(heartbeat));
  std::vector<std::string> alive;
  for (const auto& name : names.array()) alive.push_back(name.text());
  co_return share_of(std::move(alive), name_, partitions_);
}

awaitable<void> Ownership::release_all_but(const std::vector<Partition>& share) {
  std::vector<redis::Command> releases;
  std::erase_if(owned_, [&](const auto& item) {
    if (std::ranges::binary_search(share, item.first)) return false;
    releases.push_back(release(item.first, item.second.epoch));
    return true;
  });
  if (releases.empty()) co_return;
  log::info("partitions given back", {{"count", std::to_string(releases.size())}});
  co_await redis_.pipeline(std::move(releases));
}

awaitable<void> Ownership::claim_or_renew(const std::vector<Partition>& share) {
  std::vector<redis::Command> calls;
  for (auto p : share) {
    auto held = owned_.find(p);
    calls.push_back(held == owned_.end() ? claim(p) : renew(p, held->second.epoch));
  }
  if (calls.empty()) co_return;
  const auto before = owned_.size();
  auto replies = co_await redis_.pipeline(std::move(calls));
  for (std::size_t i = 0; i < share.size(); ++i) {
    auto reply = redis::raise_if_error(std::move(replies[i]));
    if (reply.kind() == redis::Reply::Kind::array) {
      claimed(share[i], std::move(reply));
    } else if (owned_.contains(share[i]) && reply.integer() == 0) {
      drop(share[i], "its lease was claimed by another consumer");
    }
  }
  if (owned_.size() > before) {
    log::info("partitions claimed", {{"count", std::to_string(owned_.size() - before)},
                                     {"owned", std::to_string(owned_.size())},
                                     {"share", std::to_string(share.size())}});
  }
}

void Ownership::claimed(Partition p, redis::Reply&& reply) {
  Owned owned{.epoch = reply.array().at(0).integer(), .positions = {}};
  for (auto& [field, value] : reply.array().at(1).pairs()) {
    if (field.ends_with(":read")) {
      owned.positions[field.substr(0, field.size() - 5)].read = std::stoll(value);
    } else {
      owned.positions[field].id = value;
    }
  }
  owned_[p] = std::move(owned);
}

awaitable<void> Ownership::give_back() {
  std::vector<redis::Command> calls;
  for (const auto& [p, owned] : owned_) calls.push_back(release(p, owned.epoch));
  calls.push_back(redis::Command("ZREM", service_ + ":consumers", name_));
  owned_.clear();
  co_await redis_.pipeline(std::move(calls));
}

Owned* Ownership::find(Partition p, std::int64_t epoch) {
  auto held = owned_.find(p);
  return held != owned_.end() && held->second.epoch == epoch ? &held->second : nullptr;
}

void Ownership::drop(Partition p, std::string_view why) {
  if (owned_.erase(p) > 0) {
    log::warn("partition lost", {{"partition", std::to_string(p)}, {"why", std::string(why)}});
  }
}

}  // namespace souk::events
