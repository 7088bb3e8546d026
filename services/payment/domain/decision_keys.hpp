#pragma once

#include <array>
#include <string_view>

namespace souk::payment {

// What the functions that decide about an order write to in its partition, in the order of decision_keys in
// store/sale.lua.
inline constexpr std::array<std::string_view, 12> decision_keys{
    "counts", "order_completed", "order_cancelled", "line_cancelled", "line_completed", "payments_due",
    "mails",  "mails_due",       "to_ship",         "turnover",       "stock_returned", "line_restocked"};

}  // namespace souk::payment
