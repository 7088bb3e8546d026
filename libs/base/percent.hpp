// Percent-encoding (RFC 3986, section 2.1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace souk {

// Returns nothing when a '%' is not followed by two hexadecimal digits. The result may be any bytes.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace souk
