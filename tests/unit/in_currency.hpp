#pragma once

#include "base/currency.hpp"

namespace souk::testing {

// Sets the shop's currency while it exists.
struct InCurrency {
  explicit InCurrency(std::string_view code) { set_shop_currency(Currency::find(code).value()); }
  ~InCurrency() { set_shop_currency(us_dollar); }
};

}  // namespace souk::testing
