#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

// The possible singular or plural forms of an English word: "box" for "boxes", "knives" for "knife". Some forms are not
// words, so the caller checks which ones exist. Returns none for words that are not ASCII letters or have fewer than
// three.
std::vector<std::string> other_number(std::string_view word);

}  // namespace souk::inventory
