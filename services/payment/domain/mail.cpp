#include "payment/domain/mail.hpp"

#include <algorithm>

#include "base/stable_hash.hpp"

namespace souk::payment {

namespace {

constexpr std::size_t longest_step = 100;

bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

std::optional<MailId> MailId::parse(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == text.npos || dot + 1 == text.size()) return std::nullopt;
  const auto pk = Ulid::parse(text.substr(0, dot));
  if (!pk) return std::nullopt;
  return MailId{*pk, std::string(text.substr(dot + 1))};
}

std::string MailId::safe_text() const {
  const bool as_it_is = step.size() <= longest_step && std::ranges::all_of(step, is_safe);
  return pk.text() + '.' + (as_it_is ? step : "refunded-" + std::to_string(stable_hash(step)));
}

}  // namespace souk::payment
