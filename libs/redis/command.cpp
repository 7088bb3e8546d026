#include "redis/command.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace souk::redis {
namespace {

using Digits = std::array<char, 24>;

std::string_view decimal(std::int64_t value, Digits& digits) {
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

void append_size(std::string& out, char sign, std::size_t size) {
  Digits digits;
  out += sign;
  out += decimal(static_cast<std::int64_t>(size), digits);
  out += "\r\n";
}

void append_bulk(std::string& out, std::string_view value) {
  append_size(out, '$', value.size());
  out += value;
  out += "\r\n";
}

// Takes the first "$size\r\nvalue\r\n" off the text; empty when there is none.
std::string_view take_bulk(std::string_view& text) {
  if (text.empty()) return {};
  std::size_t size = 0;
  const char* end = std::from_chars(text.data() + 1, text.data() + text.size(), size).ptr;
  const std::string_view value(end + 2, size);
  text.remove_prefix(static_cast<std::size_t>(value.data() - text.data()) + size + 2);
  return value;
}

// Where the first key stands; of those that are not here, behind the name.
constexpr std::array<std::string_view, 19> without_key = {
    "ACL",  "ASKING", "AUTH",     "CLIENT", "CLUSTER", "CONFIG",   "DBSIZE",    "FUNCTION", "INFO", "PING",
    "ROLE", "SCAN",   "READONLY", "SCRIPT", "SELECT",  "SHUTDOWN", "SUBSCRIBE", "TIME",     "WAIT"};
constexpr std::array<std::string_view, 3> behind_subcommand = {"OBJECT", "XGROUP", "XINFO"};

bool is_in(const auto& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

Command& Command::arg(std::string_view value) {
  append_bulk(body_, value);
  ++count_;
  return *this;
}

Command& Command::number(std::int64_t value) {
  Digits digits;
  return arg(decimal(value, digits));
}

std::string_view Command::argument(std::size_t index) const {
  std::string_view rest = body_;
  while (index-- > 0) take_bulk(rest);
  return take_bulk(rest);
}

std::string_view Command::label() const {
  const auto first = argument(0);
  return first == "FCALL" && count_ > 1 ? argument(1) : first;
}

std::string_view Command::key() const {
  const auto name = argument(0);
  if (is_in(without_key, name)) return {};
  if (is_in(behind_subcommand, name)) return argument(2);
  if (name == "FCALL" || name == "EVAL") return argument(2) == "0" ? std::string_view() : argument(3);
  if (name != "XREAD") return argument(1);
  for (std::size_t i = 1; i + 1 < count_; ++i) {
    if (argument(i) == "STREAMS") return argument(i + 1);
  }
  return {};
}

std::string Command::encoded() const {
  std::string out;
  append_to(out);
  return out;
}

void Command::append_to(std::string& out) const {
  append_size(out, '*', count_);
  out += body_;
}

Call& Call::key(std::string_view key) {
  append_bulk(keys_, key);
  ++key_count_;
  return *this;
}

Call& Call::arg(std::string_view value) {
  append_bulk(args_, value);
  ++arg_count_;
  return *this;
}

Call::operator Command() const {
  Command command("FCALL");
  command.body_.reserve(command.body_.size() + function_.size() + keys_.size() + args_.size() + 32);
  command.arg(function_).arg(key_count_);
  command.body_.append(keys_).append(args_);
  command.count_ += key_count_ + arg_count_;
  return command;
}

}  // namespace souk::redis
