#include "payment/provider/stripe_amounts.hpp"

#include "describe/scalar.hpp"

namespace souk::payment {
namespace {

constexpr std::int64_t hundred = 100;

// Stripe still counts the krona and the Ugandan shilling in hundredths, though they have none.
bool has_hundredths_at_stripe(const Currency& currency) {
  return currency.code == "ISK" || currency.code == "UGX";
}

bool has_no_hundredths_at_stripe(const Currency& currency) {
  return currency.code == "MGA";
}

}  // namespace

std::optional<std::int64_t> stripe_amount(Money money, const Currency& currency) {
  const auto units = money.minor_units();
  if (has_hundredths_at_stripe(currency)) return units * hundred;
  if (has_no_hundredths_at_stripe(currency)) {
    return units % hundred == 0 ? std::optional(units / hundred) : std::nullopt;
  }
  if (currency.decimals == 3 && units % 10 != 0) return std::nullopt;  // Stripe takes no thousandths
  return units;
}

std::optional<Money> money_of_stripe(std::int64_t amount, const Currency& currency) {
  if (amount < 0 || amount > describe::most_money / hundred) return std::nullopt;
  if (has_no_hundredths_at_stripe(currency)) return Money::minor(amount * hundred);
  if (!has_hundredths_at_stripe(currency)) return Money::minor(amount);
  return amount % hundred == 0 ? std::optional(Money::minor(amount / hundred)) : std::nullopt;
}

}  // namespace souk::payment
