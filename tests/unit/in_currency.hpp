#pragma once

#include "base/currency.hpp"

namespace souk::testing {

// The shop's currency for as long as this lives.
struct InCurrency {
  explicit InCurrency(std::string_view code) { set_shop_currency(Currency::find(code).value()); }
  ~InCurrency() { set_shop_currency(us_dollar); }
};

}  // namespace souk::testing
