// Exact decimal numbers as JSON and people write them; nothing passes through a double.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace souk {

enum class DecimalFault { not_a_number, too_many_places, out_of_range };

// The value of `text` (JSON number grammar: "19.99", "-3", "2e1") times 10^places. "20.0" and "2e1" are the integer 20.
// too_many_places: a digit other than 0 after the last place. out_of_range: does not fit into int64.
std::expected<std::int64_t, DecimalFault> parse_decimal(std::string_view text, unsigned places);

}  // namespace souk
