#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "describe/describe.hpp"

namespace souk::payment {

// How an order is paid. instant: by the passing of the settle delay.
enum class Payments { instant };
BOOST_DESCRIBE_ENUM(Payments, instant)

// What a client must know of the shop to show it rightly.
struct Shop {
  Currency currency = shop_currency();
  describe::Integer<0, 100> fee_percent;
  Payments payments = Payments::instant;
  std::vector<std::string> languages = {"en"};
};
BOOST_DESCRIBE_STRUCT(Shop, (), (currency, fee_percent, payments, languages))

}  // namespace souk::payment
