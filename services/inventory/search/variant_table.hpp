#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ulid.hpp"

namespace souk::inventory {

// Which products belong to which group, in memory.
class VariantTable {
 public:
  using Number = std::uint32_t;  // of a group in this process; 0: no group
  struct Member {
    Ulid product;
    std::string options;  // as its hash has them
    bool is_pictured = false;
  };

  // Returns the number of the group. A product belongs to one group: leave() it first.
  Number join(std::string_view group, Member);
  void leave(Number, const Ulid& product);
  const std::vector<Member>& of(std::string_view group) const;  // in the order in which they were created
  const std::vector<Member>& of(Number number) const { return groups_[number].members; }
  const std::string& id(Number number) const { return groups_[number].id; }
  std::size_t numbers() const { return groups_.size(); }  // every number is below it
  bool empty() const { return members_ == 0; }

 private:
  struct Group {
    std::string id;
    std::vector<Member> members;
  };

  std::vector<Group> groups_ = std::vector<Group>(1);  // by number
  std::unordered_map<std::string, Number> numbers_;
  std::size_t members_ = 0;
};

}  // namespace souk::inventory
