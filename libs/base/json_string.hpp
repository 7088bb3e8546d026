#pragma once

#include <string>
#include <string_view>

namespace souk {

// The reader of the JSON. A terminal interprets DEL and U+0080..U+009F like ESC, so for terminals they are escaped, and
// what is not UTF-8 becomes U+FFFD. For a parser every other byte stays as it is.
enum class JsonReader { parser, terminal };

// Appends the text as a JSON string, with its quotes.
void append_json_string(std::string& out, std::string_view text, JsonReader);

}  // namespace souk
