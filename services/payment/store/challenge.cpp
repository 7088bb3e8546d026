#include "payment/store/challenge.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <ranges>

#include "secrets/secrets.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t challenge_bytes = 16, prefix_digits = 32, longest_solution = 300;

template <class T>
std::optional<T> number_of(std::string_view text, int base = 10) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string signature(std::string_view secret, const ChallengeTerms& terms, std::string_view signed_part) {
  std::string text = "challenge:";
  text.append(signed_part).append(":").append(terms.product.text()).append(":").append(terms.visitor);
  return secrets::hmac_hex(secret, text);
}

// The nonce's bytes, then the counter as four bytes, the highest first.
std::string prefix_of(std::string_view nonce, std::uint32_t counter) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < nonce.size(); at += 2) {
    bytes += static_cast<char>(number_of<unsigned char>(nonce.substr(at, 2), 16).value_or(0));
  }
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(counter >> shift);
  return secrets::sha256_hex(bytes).substr(0, prefix_digits);
}

std::uint32_t random_below(unsigned limit) {
  return static_cast<std::uint32_t>(*number_of<std::uint64_t>(secrets::random_hex(8), 16) % limit);
}

}  // namespace

std::string new_challenge(std::string_view secret, const ChallengeTerms& terms, Timestamp expires, unsigned work) {
  const auto nonce = secrets::random_hex(challenge_bytes);
  auto text = std::to_string(expires.time_since_epoch().count());
  text.append(".").append(std::to_string(work)).append(".").append(nonce);
  text.append(".").append(prefix_of(nonce, random_below(work)));
  const auto proof = signature(secret, terms, text);
  return text.append(".").append(proof);
}

std::expected<Solved, Unsolved> check_solution(std::string_view secret, const ChallengeTerms& terms,
                                               std::string_view solution, Timestamp now) {
  std::array<std::string_view, 6> parts;  // expires, work, nonce, prefix, signature, counter
  std::size_t count = 0;
  if (solution.size() > longest_solution) return std::unexpected(Unsolved::malformed);
  for (const auto part : solution | std::views::split('.')) {
    if (count == parts.size()) return std::unexpected(Unsolved::malformed);
    parts[count++] = std::string_view(part);
  }
  const auto expires = number_of<std::int64_t>(parts[0]);
  const auto counter = number_of<std::uint32_t>(parts[5]);
  if (count < parts.size() || !expires || !counter) return std::unexpected(Unsolved::malformed);
  const auto signed_part = solution.substr(0, static_cast<std::size_t>(parts[4].data() - 1 - solution.data()));
  if (!secrets::same(parts[4], signature(secret, terms, signed_part))) return std::unexpected(Unsolved::foreign);
  const Timestamp until{Milliseconds(*expires)};
  if (until <= now) return std::unexpected(Unsolved::expired);
  if (prefix_of(parts[2], *counter) != parts[3]) return std::unexpected(Unsolved::wrong);
  return Solved{std::string(parts[2]), until};
}

}  // namespace souk::payment
