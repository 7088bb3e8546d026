#include "payment/domain/money_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace souk::payment {
namespace {

using Sign = std::pair<std::string_view, std::string_view>;

constexpr std::string_view no_break_space = "\u00a0";
// Unicode's CLDR for English. Other currencies have their code.
constexpr auto signs = std::to_array<Sign>({{"AUD", "A$"},        {"BRL", "R$"},        {"CAD", "CA$"},
                                            {"CNY", "CN¥"},       {"EUR", "€"},         {"GBP", "£"},
                                            {"HKD", "HK$"},       {"ILS", "₪"},         {"INR", "₹"},
                                            {"JPY", "¥"},         {"KRW", "₩"},         {"MXN", "MX$"},
                                            {"NZD", "NZ$"},       {"PHP", "₱"},         {"TWD", "NT$"},
                                            {"USD", "$"},         {"VND", "₫"},         {"XAF", "FCFA\u00a0"},
                                            {"XCD", "EC$"},       {"XCG", "Cg.\u00a0"}, {"XOF", "F\u202fCFA\u00a0"},
                                            {"XPF", "CFPF\u00a0"}});

std::string sign_of(std::string_view code) {
  const auto found = std::ranges::find(signs, code, &Sign::first);
  return found != signs.end() ? std::string(found->second) : std::string(code).append(no_break_space);
}

}  // namespace

std::string money_text(Money amount, const Currency& currency) {
  auto digits = std::to_string(amount.minor_units());
  if (digits.size() <= currency.decimals) digits.insert(0, currency.decimals + 1 - digits.size(), '0');
  const auto whole = digits.size() - currency.decimals;
  auto fraction = digits.substr(whole);
  digits.resize(whole);
  for (auto at = static_cast<std::ptrdiff_t>(whole) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  return sign_of(currency.code) + digits + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace souk::payment
