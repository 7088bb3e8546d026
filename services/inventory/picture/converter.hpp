#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/picture/convert.hpp"

namespace souk::picture {

inline constexpr std::chrono::seconds patience{30};

// convert() in a process of its own that can do nothing else and is killed when it takes too long. Not expected: a
// sentence for the owner; a process that was killed or failed is one, too.
std::expected<std::vector<Rendition>, std::string> convert_confined(std::string_view bytes, Kind);

}  // namespace souk::picture
