#include "redis/command.hpp"

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
