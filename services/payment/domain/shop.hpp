#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "describe/describe.hpp"

namespace souk::payment {

// How orders are paid: automatically when the settle delay has passed, by Stripe, or by the sandbox's bank.
enum class Payments { instant, stripe, sandbox };
BOOST_DESCRIBE_ENUM(Payments, instant, stripe, sandbox)

// The words of the button that places an order. "{amount}" stands for the amount to pay.
struct OrderButton {
  std::optional<std::string> language;  // of the text, a language tag; nothing: it is for every buyer
  std::string text;
};
BOOST_DESCRIBE_STRUCT(OrderButton, (), (language, text))

// The settings of the shop that a client needs to show it correctly.
struct Shop {
  Currency currency = shop_currency();
  describe::Integer<0, 4> decimals{shop_currency().decimals};  // of the currency: 2 when the smallest amount is 0.01
  describe::Integer<0, 100> fee_percent;
  Payments payments = Payments::instant;
  std::vector<std::string> languages = {"en"};
  std::vector<OrderButton> order_button =
      {};  // by language, the first is for other languages; empty: the client's words
};
BOOST_DESCRIBE_STRUCT(Shop, (), (currency, decimals, fee_percent, payments, languages, order_button))

}  // namespace souk::payment
