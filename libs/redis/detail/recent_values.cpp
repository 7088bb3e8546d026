#include "redis/detail/recent_values.hpp"

#include <utility>

namespace souk::redis::detail {

const RecentValues::Value* RecentValues::find(std::string_view key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  by_age_.splice(by_age_.begin(), by_age_, found->second);
  return &found->second->value;
}

void RecentValues::keep(std::string key, Value value) {
  if (capacity_ == 0) return;
  forget(key);
  if (by_age_.size() == capacity_) forget(by_age_.back().key);
  by_age_.push_front({std::move(key), std::move(value)});
  by_key_.emplace(by_age_.front().key, by_age_.begin());
}

void RecentValues::forget(std::string_view key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  const auto entry = found->second;
  by_key_.erase(found);  // before the key that it views
  by_age_.erase(entry);
}

void RecentValues::clear() {
  by_key_.clear();
  by_age_.clear();
}

}  // namespace souk::redis::detail
