// Who a signed-in buyer is, without an address: 32 lower-case hexadecimal digits, the first 128 bits of an HMAC-SHA-256
// of the normalised e-mail address.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "describe/scalar.hpp"

namespace souk::contracts {

class CustomerId {
 public:
  static constexpr std::size_t size = 32;
  CustomerId() = default;
  static std::optional<CustomerId> parse(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != size || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    CustomerId id;
    id.text_ = text;
    return id;
  }
  const std::string& text() const { return text_; }
  auto operator<=>(const CustomerId&) const = default;

 private:
  std::string text_ = std::string(size, '0');
};

}  // namespace souk::contracts

// In Redis fields only.
template <>
struct souk::describe::Scalar<souk::contracts::CustomerId> {
  using CustomerId = souk::contracts::CustomerId;
  static std::string text(const CustomerId& id) { return id.text(); }
  static std::expected<CustomerId, Wrong> from_text(std::string_view text) {
    if (auto id = CustomerId::parse(text)) return std::move(*id);
    return std::unexpected(Wrong{"customer_id_parsing", "Input should be 32 hexadecimal digits"});
  }
};
