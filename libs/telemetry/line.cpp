#include "telemetry/line.hpp"

#include <algorithm>
#include <set>

#include "base/json_string.hpp"

namespace souk::telemetry {

namespace {

void append_quoted(std::string& out, std::string_view text) {
  append_json_string(out, text, JsonReader::terminal);
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
