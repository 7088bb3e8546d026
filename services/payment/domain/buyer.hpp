// A buyer who signs in: an e-mail address, proved by a code that was sent to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "contracts/customer_id.hpp"
#include "payment/domain/customer.hpp"

namespace souk::payment {

using contracts::CustomerId;

// Who asks, as a session knows it.
struct Buyer {
  CustomerId id;
  std::string email;  // masked: "a…@example.com"
};

// Addresses that are equal but for the case of their ASCII letters are one buyer. Nothing else is folded: the code goes
// to the address as it was written, so two addresses that could be two mailboxes must not be one buyer.
std::string normalised(const Email&);

// Six digits, read with spaces and hyphens between them: "123 456".
struct SignInCode {
  std::string digits;
  bool operator==(const SignInCode&) const = default;
};

// The id of a session, which its cookie holds: the partition of its buyer, then random digits. It is stored as a hash.
struct SessionId {
  std::string text;

  static constexpr std::size_t partition_digits = 4, random_bytes = 20;
  static std::optional<SessionId> parse(std::string_view text);
  static SessionId of(unsigned partition, std::string_view random);
  unsigned partition() const;
};

}  // namespace souk::payment

template <>
struct souk::describe::Scalar<souk::payment::SignInCode> {
  using SignInCode = souk::payment::SignInCode;
  static std::expected<SignInCode, Wrong> read(const Value&);
  static void write(const SignInCode&, std::string& out);
  static std::string text(const SignInCode& code) { return code.digits; }
  static std::expected<SignInCode, Wrong> from_text(std::string_view);
  static boost::json::object schema();
};
