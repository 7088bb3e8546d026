// The id of a buyer who has signed in.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "describe/describe.hpp"

namespace souk::contracts {

// 32 lower-case hexadecimal digits: a keyed hash of the e-mail address, which names nobody without the key.
struct CustomerId {
  std::string text;
  auto operator<=>(const CustomerId&) const = default;

  static std::optional<CustomerId> parse(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != 32 || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    return CustomerId{std::string(text)};
  }
};

}  // namespace souk::contracts

template <>
struct souk::describe::Scalar<souk::contracts::CustomerId> {
  using CustomerId = souk::contracts::CustomerId;
  static std::expected<CustomerId, Wrong> from_text(std::string_view text) {
    if (auto id = CustomerId::parse(text)) return std::move(*id);
    return std::unexpected(Wrong{"string_pattern_mismatch", "Input should be 32 hexadecimal digits"});
  }
  static std::expected<CustomerId, Wrong> read(const Value& value) { return then(read_string(value), &from_text); }
  static void write(const CustomerId& id, std::string& out) { write_string(id.text, out); }
  static std::string text(const CustomerId& id) { return id.text; }
  static boost::json::object schema() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{32}$"}}; }
};
