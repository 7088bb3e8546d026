// SOUK_ORDER_BUTTON: the words of the button that places an order. In many countries the law demands certain words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::runtime {

struct OrderButton {
  std::string language;  // a language tag: "de", "pt-BR"; empty: one text for every buyer
  std::string text;      // 1 to 60 characters on one line; "{amount}", at most once, stands for the amount to pay
  bool operator==(const OrderButton&) const = default;
};

// Reads one text, "Zahlungspflichtig bestellen", or texts by language, "de=Zahlungspflichtig bestellen;en=Pay
// {amount}". Returns nothing when it is neither.
std::optional<std::vector<OrderButton>> parse_order_button(std::string_view);

}  // namespace souk::runtime
