#pragma once

#include <string_view>

namespace souk::payment {

// "GB" -> "United Kingdom". An unknown code is its own name.
std::string_view country_name(std::string_view code);

}  // namespace souk::payment
