#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/partition.hpp"
#include "redis/client.hpp"

namespace souk::events {

using boost::asio::awaitable;

inline constexpr Milliseconds default_lease{3000};

// How far a consumer has come in one stream of one partition.
struct Position {
  std::string id = "0-0";     // the last entry applied
  std::int64_t read = 0;      // how many were
  Timestamp next_look{};      // Redis' time before which nothing can be due; for delayed streams
  std::string ahead = {};     // entries up to this one, added while Redis' clock was ahead, are due at next_look
  std::string reported = {};  // what the group was last set to; empty: the group may not exist yet
};

struct Owned {
  std::string writer;                                      // of this claim; no other one that was answered has the same
  std::map<std::string, Position, std::less<>> positions;  // by Source::position_name()
  std::string lane = {};                                   // of its consumer, which owns it by the server that has it
};

// The partitions of the consumer `self` among those alive: each gets every n-th. Empty when `self` is not among them.
std::vector<Partition> share_of(std::vector<std::string> alive, std::string_view self, unsigned partitions);

// The partitions that this process may write: keeps its heartbeat, gives back what is no longer its share, claims what
// is free, renews the rest. The protocol is in partition.lua.
class Ownership {
 public:
  // Removes the claimed partitions that must not be consumed; they are released again, all when it throws.
  using Check = std::function<awaitable<void>(std::map<Partition, Owned>& claimed)>;

  Ownership(redis::Client&, std::string service, std::string name, unsigned partitions, Milliseconds lease, Check = {});

  // To be called several times in a lease. Does what it can, then throws Unavailable when a server was away.
  awaitable<void> tick();
  awaitable<void> give_back();  // everything, and the heartbeat: the others need not wait

  // A caller must look an entry up again after every await: a tick may have dropped it.
  std::map<Partition, Owned>& owned() { return owned_; }
  const std::map<Partition, Owned>& owned() const { return owned_; }
  // Those of a lane, as pairs; an await ends the view.
  auto of(std::string_view lane) {
    return std::views::filter(owned_, [lane](const auto& it) { return it.second.lane == lane; });
  }
  Owned* find(Partition, std::string_view writer);
  void drop(Partition, std::string_view why);
  void forget(Partition p) { owned_.erase(p); }  // to be claimed anew
  // How many partitions this consumer should own; nothing before the first tick.
  std::optional<std::size_t> share() const { return share_ ? std::optional(share_->size()) : std::nullopt; }

 private:
  // The steps of a tick; a share is sorted.
  awaitable<void> find_share();
  awaitable<void> release_all_but(const std::vector<Partition>& share);
  awaitable<void> claim_or_renew(const std::vector<Partition>& share);
  redis::Command claim(Partition) const;
  redis::Command renew(Partition, std::string_view writer) const;
  redis::Command release(Partition, std::string_view writer) const;
  awaitable<void> keep_safe(std::map<Partition, Owned> claimed);

  redis::Client& redis_;
  std::string service_, name_;
  std::string life_;  // of this process; no other one has the same
  unsigned partitions_;
  Milliseconds lease_;
  Check check_;
  std::optional<std::vector<Partition>> share_;  // of the last heartbeat
  std::map<Partition, Owned> owned_;
};

}  // namespace souk::events
