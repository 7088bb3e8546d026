#include "base/json_string.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace souk {
namespace {

void append_code(std::string& out, unsigned char code) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[code >> 4];
  out += digits[code & 15];
}

void append_escape(std::string& out, unsigned char code) {
  switch (code) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      append_code(out, code);
  }
}

bool is_special(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

bool is_special_on_terminals(char c) {
  return is_special(c) || static_cast<unsigned char>(c) >= 0x7f;
}

// Returns the bytes that it has escaped or replaced.
std::size_t append_special(std::string& out, std::string_view text) {
  const auto point = first_code_point(text);
  if (!point) {
    out += "\uFFFD";
    return 1;
  }
  if (point->value < 0xa0) {
    append_escape(out, static_cast<unsigned char>(point->value));
  } else {
    out += text.substr(0, point->size);
  }
  return point->size;
}

template <bool is_special(char)>
void append(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, is_special) - text.begin());
    out.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) text.remove_prefix(append_special(out, text));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text, JsonReader reader) {
  out += '"';
  if (reader == JsonReader::terminal) {
    append<is_special_on_terminals>(out, text);
  } else {
    append<is_special>(out, text);
  }
  out += '"';
}

}  // namespace souk
