#include "telemetry/line.hpp"

#include <algorithm>
#include <set>

namespace souk::telemetry {

namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool between(unsigned char byte, unsigned char least, unsigned char most) {
  return least <= byte && byte <= most;
}

// The length of the well-formed UTF-8 sequence that `text` begins with (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) return 1;
  const std::size_t length = between(first, 0xC2, 0xDF)   ? 2
                             : between(first, 0xE0, 0xEF) ? 3
                             : between(first, 0xF0, 0xF4) ? 4
                                                          : 0;
  if (length == 0 || text.size() < length) return 0;
  // Overlong forms, surrogates and what lies above U+10FFFF are all told by the second byte.
  const unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (!between(byte_at(text, 1), least, most)) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!between(byte_at(text, i), 0x80, 0xBF)) return 0;
  return length;
}

void append_escape(std::string& out, unsigned char code) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[code >> 4];
  out += digits[code & 15];
}

void append_ascii(std::string& out, char c) {
  switch (c) {
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
      break;
  }
  if (c < 0x20 || c == 0x7F)
    append_escape(out, static_cast<unsigned char>(c));
  else
    out += c;
}

// As a JSON string. U+0080..U+009F are escaped too, since terminals obey them as they do ESC.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 1)
      append_ascii(out, text[0]);
    else if (length == 2 && byte_at(text, 0) == 0xC2 && byte_at(text, 1) < 0xA0)
      append_escape(out, byte_at(text, 1));
    else
      out += length == 0 ? std::string_view("\uFFFD") : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

bool is_plain(char c) {
  return c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != '=';
}

void append_word(std::string& out, std::string_view text) {
  if (!text.empty() && std::ranges::all_of(text, is_plain))
    out += text;
  else
    append_quoted(out, text);
}

std::string_view level_name(log::Level level) {
  switch (level) {
    case log::Level::debug:
      return "debug";
    case log::Level::info:
      return "info";
    case log::Level::warn:
      return "warn";
    case log::Level::error:
      return "error";
  }
  return "error";
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ',';
  append_quoted(out, name);
  out += ':';
  append_quoted(out, value);
}

}  // namespace

std::string json_line(Timestamp time, std::string_view service, log::Level level, std::string_view event,
                      std::span<const log::Field> fields) {
  std::string out = "{\"time\":";
  append_quoted(out, rfc3339(time));
  append_member(out, "level", level_name(level));
  append_member(out, "service", service);
  append_member(out, "event", event);
  std::set<std::string> taken = {"time", "level", "service", "event"};
  for (const log::Field& field : fields) {
    std::string name(field.name);
    while (!taken.insert(name).second) name += '_';
    append_member(out, name, field.value);
  }
  out += '}';
  return out;
}

std::string text_line(std::string_view event, std::span<const log::Field> fields) {
  std::string out;
  append_word(out, event);
  for (const log::Field& field : fields) {
    out += ' ';
    append_word(out, field.name);
    out += '=';
    append_word(out, field.value);
  }
  return out;
}

}  // namespace souk::telemetry
