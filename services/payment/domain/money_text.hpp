#pragma once

#include <string>

#include "base/currency.hpp"
#include "base/money.hpp"

namespace souk::payment {

// An amount for people, as the shop shows it in English: "$1,234.50", "CHF 5.00" (with a no-break space), "¥500".
std::string money_text(Money, const Currency& = shop_currency());

}  // namespace souk::payment
