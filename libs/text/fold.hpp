#pragma once

#include <string>
#include <string_view>

namespace souk::text {

// Two names are the same product name if their keys are equal: NFKC, case folded, without invisible characters, white
// space joined and trimmed. If nothing remains, the text is its own key.
std::string name_key(std::string_view text);

// Folds text for comparison: NFKC, full case folding, digits of every script as ASCII. Latin, Greek, Cyrillic, Arabic
// and Hebrew also lose marks and letter variants ("Łódź" becomes "lodz"). In other scripts a mark makes a different
// letter ("ガ" is not "カ"), so it stays. Bytes that are not UTF-8 become spaces.
std::u32string search_fold(std::string_view text);

void append_utf8(char32_t point, std::string& out);

}  // namespace souk::text
