// Amounts as Stripe counts them (docs.stripe.com/currencies): the minor units of ISO 4217, with a few exceptions.
#pragma once

#include <cstdint>
#include <optional>

#include "base/currency.hpp"
#include "base/money.hpp"

namespace souk::payment {

// Nothing: Stripe cannot charge this amount.
std::optional<std::int64_t> stripe_amount(Money, const Currency&);

// Nothing: not an amount of our minor units.
std::optional<Money> money_of_stripe(std::int64_t amount, const Currency&);

}  // namespace souk::payment
