#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

// What an English word may be in the other number: "box" for "boxes", "knives" for "knife". Some are no words at all;
// a caller looks which ones there are. None for what is not in ASCII letters or has less than three.
std::vector<std::string> other_number(std::string_view word);

}  // namespace souk::inventory
