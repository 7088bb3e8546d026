#include "telemetry/line.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"

namespace souk::telemetry {

namespace {

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

// Writes a JSON string. Escapes U+0080..U+009F too, since terminals interpret them like ESC.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto point = first_code_point(text);
    if (!point)
      out += "\uFFFD";
    else if (point->size == 1)
      append_ascii(out, text[0]);
    else if (point->value < 0xA0)
      append_escape(out, static_cast<unsigned char>(point->value));
    else
      out += text.substr(0, point->size);
    text.remove_prefix(point ? point->size : 1);
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
