// The currency of the shop: one for each process. main sets it before any money is read or printed.
#pragma once

#include <optional>
#include <string_view>

namespace souk {

struct Currency {
  std::string_view code;  // ISO 4217: "USD"
  unsigned decimals = 0;  // of its minor unit: 2, a cent is 0.01
  constexpr bool operator==(const Currency&) const = default;

  // One of the active currencies with a minor unit. Returns nothing for any other text.
  static std::optional<Currency> find(std::string_view code);
};

inline constexpr Currency us_dollar{"USD", 2};

const Currency& shop_currency();  // us_dollar until another one is set
void set_shop_currency(const Currency&);

}  // namespace souk
