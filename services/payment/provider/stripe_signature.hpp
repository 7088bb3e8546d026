// The header Stripe-Signature: "t=<seconds>,v1=<hex of HMAC-SHA256 over "<t>.<body>">", v1 once for each live secret.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace souk::payment {

// The v1 of a body that is sent at this time.
std::string stripe_signature(std::string_view secret, std::string_view time, std::string_view body);

// One of the signatures must be of one of the secrets, and its time at most 300 s from ours, in either direction.
// Compares in constant time. The error is the reason, in words for people.
std::expected<void, std::string> check_signature(std::string_view header, std::string_view body,
                                                 std::span<const std::string> secrets, Timestamp now);

}  // namespace souk::payment
