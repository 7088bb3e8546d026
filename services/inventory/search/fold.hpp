#pragma once

#include <string>
#include <string_view>

namespace souk::inventory {

// By what two names are the same: NFKC, case folded, without invisible characters, white space joined and trimmed.
// A text that is empty then is its own key.
std::string name_key(std::string_view text);

// Text as search compares it: NFKC, full case folding, digits of every script as ASCII. Latin, Greek, Cyrillic, Arabic
// and Hebrew also lose their marks and variants of letters ("Łódź" is "lodz"); a mark of any other script makes another
// letter ("ガ" is not "カ") and stays. Bytes that are not UTF-8 are spaces.
std::u32string search_fold(std::string_view text);

void append_utf8(char32_t point, std::string& out);

}  // namespace souk::inventory
