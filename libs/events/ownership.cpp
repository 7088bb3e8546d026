#include "events/ownership.hpp"

#include <algorithm>
#include <exception>
#include <random>

#include "base/log.hpp"
#include "events/streams.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

// With an epoch it is short enough for a string that allocates nothing.
std::string new_life() {
  return std::to_string(std::random_device()());
}

// What claim_partition answers.
Owned parse_claim(redis::Reply&& reply) {
  Owned owned{.writer = std::move(reply.array().at(0).text()), .positions = {}};
  for (auto& [field, value] : reply.array().at(1).pairs()) {
    if (field.ends_with(":read")) {
      owned.positions[field.substr(0, field.size() - 5)].read = std::stoll(value);
    } else {
      owned.positions[field].id = value;
    }
  }
  return owned;
}

}  // namespace

std::vector<Partition> share_of(std::vector<std::string> alive, std::string_view self, unsigned partitions) {
  std::ranges::sort(alive);
  auto place = std::ranges::find(alive, self);
  std::vector<Partition> share;
  if (place == alive.end()) return share;
  for (auto p = static_cast<Partition>(place - alive.begin()); p < partitions; p += alive.size()) share.push_back(p);
  return share;
}

Ownership::Ownership(redis::Client& redis, std::string service, std::string name, unsigned partitions,
                     Milliseconds lease, Check check)
    : redis_(redis),
      service_(std::move(service)),
      name_(std::move(name)),
      life_(new_life()),
      partitions_(partitions),
      lease_(lease),
      check_(std::move(check)) {}

redis::Command Ownership::claim(Partition p) const {
  return redis::Call(service_ + "_claim_partition")
      .key(redis::key(service_, p, "lease"))
      .key(redis::key(service_, p, "positions"))
      .arg(name_)
      .arg(life_)
      .arg(lease_.count());
}

redis::Command Ownership::renew(Partition p, std::string_view writer) const {
  return redis::Call(service_ + "_renew_partition")
      .key(redis::key(service_, p, "lease"))
      .arg(writer)
      .arg(lease_.count());
}

redis::Command Ownership::release(Partition p, std::string_view writer) const {
  return redis::Call(service_ + "_release_partition").key(redis::key(service_, p, "lease")).arg(writer);
}

awaitable<void> Ownership::tick() {
  std::exception_ptr away;
  try {
    co_await find_share();
  } catch (const Unavailable&) {  // the server of the heartbeats: the others' partitions go on
    if (!share_ || !redis_.connected_to_any()) throw;
    away = std::current_exception();
  }
  const auto share = *share_;
  co_await release_all_but(share);
  co_await claim_or_renew(share);
  if (away) std::rethrow_exception(away);
}

awaitable<void> Ownership::find_share() {
  redis::Command heartbeat =
      redis::Call(service_ + "_heartbeat").key(consumers_key(service_)).arg(name_).arg(lease_.count());
  auto names = co_await redis_.call(std::move(heartbeat));
  std::vector<std::string> alive;
  for (const auto& name : names.array()) alive.push_back(name.text());
  share_ = share_of(std::move(alive), name_, partitions_);
}

awaitable<void> Ownership::release_all_but(const std::vector<Partition>& share) {
  std::vector<redis::Command> releases;
  std::erase_if(owned_, [&](const auto& item) {
    if (std::ranges::binary_search(share, item.first)) return false;
    releases.push_back(release(item.first, item.second.writer));
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
    calls.push_back(held == owned_.end() ? claim(p) : renew(p, held->second.writer));
  }
  if (calls.empty()) co_return;
  std::map<Partition, Owned> claimed;
  std::exception_ptr failure;
  auto replies = co_await redis_.pipeline(std::move(calls));
  for (std::size_t i = 0; i < share.size(); ++i) {
    redis::Reply reply;
    try {
      reply = redis::raise_if_error(std::move(replies[i]));
    } catch (const std::exception&) {
      failure = std::current_exception();
      continue;
    }
    if (reply.kind() == redis::Reply::Kind::array) {
      claimed.emplace(share[i], parse_claim(std::move(reply)));
    } else if (owned_.contains(share[i]) && reply.integer() == 0) {
      drop(share[i], "its lease was claimed by another consumer");
    }
  }
  if (!claimed.empty()) co_await keep_safe(std::move(claimed));
  if (failure) std::rethrow_exception(failure);
}

awaitable<void> Ownership::keep_safe(std::map<Partition, Owned> claimed) {
  std::map<Partition, std::string> refused;  // and their writers
  for (const auto& [p, owned] : claimed) refused.emplace(p, owned.writer);
  std::exception_ptr failure;
  try {
    if (check_) co_await check_(claimed);
  } catch (...) {
    failure = std::current_exception();
    claimed.clear();
  }
  for (const auto& [p, owned] : claimed) refused.erase(p);
  if (!claimed.empty()) {
    log::info("partitions claimed", {{"count", std::to_string(claimed.size())},
                                     {"owned", std::to_string(owned_.size() + claimed.size())},
                                     {"share", std::to_string(share_->size())}});
    owned_.merge(claimed);
  }
  std::vector<redis::Command> releases;
  for (const auto& [p, writer] : refused) releases.push_back(release(p, writer));
  if (!releases.empty()) co_await redis_.pipeline(std::move(releases));
  if (failure) std::rethrow_exception(failure);
}

awaitable<void> Ownership::give_back() {
  std::vector<redis::Command> calls;
  for (const auto& [p, owned] : owned_) calls.push_back(release(p, owned.writer));
  calls.push_back(redis::Command("ZREM", consumers_key(service_), name_));
  owned_.clear();
  co_await redis_.pipeline(std::move(calls));
}

Owned* Ownership::find(Partition p, std::string_view writer) {
  auto held = owned_.find(p);
  return held != owned_.end() && held->second.writer == writer ? &held->second : nullptr;
}

void Ownership::drop(Partition p, std::string_view why) {
  if (owned_.erase(p) > 0) {
    log::warn("partition lost", {{"partition", std::to_string(p)}, {"why", std::string(why)}});
  }
}

}  // namespace souk::events
