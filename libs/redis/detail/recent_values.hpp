#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace souk::redis::detail {

// At most `capacity` values by key; the least recently read goes first.
class RecentValues {
 public:
  using Value = std::shared_ptr<const void>;

  explicit RecentValues(std::size_t capacity) : capacity_(capacity) {}

  // Null: not kept. A kept value may itself be null.
  const Value* find(std::string_view key);
  void keep(std::string key, Value value);
  void forget(std::string_view key);
  void clear();
  std::size_t size() const { return by_age_.size(); }

 private:
  struct Entry {
    std::string key;
    Value value;
  };
  std::size_t capacity_;
  std::list<Entry> by_age_;                                                  // the most recently read first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;  // views into the entries
};

}  // namespace souk::redis::detail
