#include "base/currency.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace souk {
namespace {

// ISO 4217, list one, as of 2026: the codes for each number of decimals. Codes without a minor unit (gold, units of
// account, codes for testing) are left out: no shop uses them.
struct Row {
  unsigned decimals;
  std::string_view codes;
};
constexpr std::array<Row, 4> table{{
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
    {2,
     "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
     "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
     "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
     "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
     "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER "
     "ZAR ZMW ZWG"},
    {3, "BHD IQD JOD KWD LYD OMR TND"},
    {4, "CLF UYW"},
}};

Currency current = us_dollar;

}  // namespace

std::optional<Currency> Currency::find(std::string_view code) {
  if (code == current.code) return current;
  for (const auto& [decimals, codes] : table) {
    for (const auto word : codes | std::views::split(' ')) {
      const std::string_view known(word);
      if (known == code) return Currency{known, decimals};
    }
  }
  return std::nullopt;
}

const Currency& shop_currency() {
  return current;
}

void set_shop_currency(const Currency& currency) {
  current = currency;
}

}  // namespace souk
