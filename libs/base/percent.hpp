// Percent-encoding (RFC 3986, section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace souk {

// Nothing when a '%' has no two hexadecimal digits behind it. The result may be any bytes.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace souk
