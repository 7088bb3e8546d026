#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace souk::redis {

// One command, encoded as RESP while it is built: Command("HSET", key).arg("price").arg(1999).
class Command {
 public:
  template <class... Args>
  explicit Command(std::string_view name, const Args&... args) {
    arg(name);
    (arg(args), ...);
  }

  Command& arg(std::string_view value);
  Command& arg(std::integral auto value) { return number(static_cast<std::int64_t>(value)); }

  std::string_view label() const;  // the first argument, but of FCALL the function's name; valid as long as the command
  std::string_view key() const;    // the first key, empty when it has none; valid as long as the command
  std::string encoded() const;     // the whole command in RESP
  void append_to(std::string& out) const;

 private:
  friend class Call;
  Command& number(std::int64_t value);
  std::string_view argument(std::size_t index) const;
  std::string body_;
  std::size_t count_ = 0;
};

// FCALL name with its keys and arguments.
class Call {
 public:
  explicit Call(std::string_view function) : function_(function) {
    keys_.reserve(256);
    args_.reserve(256);
  }
  Call& key(std::string_view key);
  Call& arg(std::string_view value);
  Call& arg(std::integral auto value) { return arg(std::string_view(std::to_string(value))); }
  operator Command() const;

 private:
  // Keys and arguments are encoded apart, since FCALL names the number of keys in between.
  std::string function_;
  std::string keys_, args_;
  std::size_t key_count_ = 0, arg_count_ = 0;
};

}  // namespace souk::redis
