#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "redis/reply.hpp"
#include "redis/slot.hpp"
#include "redis/url.hpp"

namespace souk::redis::detail {

// Which primary has which slots.
class Topology {
 public:
  Topology() { owners_.fill(nobody); }
  // From CLUSTER SLOTS, as the node at `asked` answered it. A node that does not know its own host leaves it out.
  // Throws Unexpected.
  Topology(const Reply& cluster_slots, const Url::Address& asked);

  const Url::Address* owner(Slot) const;  // null: nobody
  const std::vector<Url::Address>& primaries() const { return primaries_; }
  bool is_whole() const;  // each slot has a primary
  void move(Slot, const Url::Address& to);
  bool operator==(const Topology&) const = default;

 private:
  using Index = std::uint16_t;
  static constexpr Index nobody = 0xffff;
  Index index_of(const Url::Address&);

  std::vector<Url::Address> primaries_;
  std::array<Index, slots> owners_;
};

// "MOVED 3999 127.0.0.1:6381" and "ASK 3999 127.0.0.1:6381": where a command belongs instead.
struct Redirection {
  bool ask;  // this once, since the slot is being moved; else from now on
  Slot slot;
  Url::Address to;
  // Nothing when the error is another. The node at `asked` leaves out a host that is its own.
  static std::optional<Redirection> parse(const Reply& error, const Url::Address& asked);
};

}  // namespace souk::redis::detail
