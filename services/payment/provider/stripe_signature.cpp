#include "payment/provider/stripe_signature.hpp"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <ranges>
#include <vector>

#include "http/ascii.hpp"

namespace souk::payment {
namespace {

constexpr std::chrono::seconds tolerance{300};

struct Signature {
  std::string_view time;                // as signed
  std::vector<std::string_view> hexes;  // of scheme v1; others are ignored
};

std::optional<Signature> parse(std::string_view header) {
  Signature signature;
  for (const auto part : header | std::views::split(',')) {
    const auto item = http::trimmed({part.begin(), part.end()});
    if (item.starts_with("t=")) signature.time = item.substr(2);
    if (item.starts_with("v1=")) signature.hexes.push_back(item.substr(3));
  }
  if (signature.time.empty() || signature.hexes.empty()) return std::nullopt;
  return signature;
}

std::optional<std::chrono::sys_seconds> time_of(std::string_view text) {
  std::uint32_t seconds = 0;  // until 2106
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

bool is_same(std::string_view given, std::string_view expected) {
  return given.size() == expected.size() && CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

}  // namespace

std::string stripe_signature(std::string_view secret, std::string_view time, std::string_view body) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto text = std::string(time).append(".").append(body);
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data(), &size);
  std::string hex;
  for (const auto byte : std::span(bytes).first(size)) (hex += digits[byte >> 4]) += digits[byte & 15];
  return hex;
}

std::expected<void, std::string> check_signature(std::string_view header, std::string_view body,
                                                 std::span<const std::string> secrets, Timestamp now) {
  const auto signature = parse(header);
  if (!signature) return std::unexpected("The header Stripe-Signature is missing, or has no t or no v1");
  const auto time = time_of(signature->time);
  if (!time) return std::unexpected("The time in Stripe-Signature is not a number of seconds");
  bool signed_by_us = false;
  for (const auto& secret : secrets) {
    const auto expected = stripe_signature(secret, signature->time, body);
    for (const auto hex : signature->hexes) signed_by_us |= is_same(hex, expected);
  }
  if (!signed_by_us) return std::unexpected("The signature is not of one of our secrets");
  if (std::chrono::abs(now - *time) > tolerance) {
    return std::unexpected("The signature's time is more than 300 s from ours");
  }
  return {};
}

}  // namespace souk::payment
