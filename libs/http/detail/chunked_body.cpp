#include "http/detail/chunked_body.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "http/detail/head.hpp"

namespace souk::http {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";
constexpr std::size_t most_digits = 16;  // a number of 64 bits
constexpr std::string_view line_end = "\r\n";

void take_token(std::string_view& text) {
  text.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(text, is_token_character) - text.begin()));
}

// Skips a quoted string with its backslash escapes. Leaves `text` unchanged when the string is malformed.
void take_quoted(std::string_view& text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return text.remove_prefix(at + 1);
    if (text[at] == '\\') ++at;
    if (at == text.size() || !is_field_character(text[at])) return;
  }
}

// ";name", ";name=value" and ';name="value"', any number of them.
bool are_extensions(std::string_view text) {
  while (!text.empty()) {
    const auto before_name = text.substr(1);
    auto rest = before_name;
    take_token(rest);
    if (text.front() != ';' || rest.size() == before_name.size()) return false;
    if (rest.starts_with('=')) {
      rest.remove_prefix(1);
      const auto value = rest;
      rest.starts_with('"') ? take_quoted(rest) : take_token(rest);
      if (rest.size() == value.size()) return false;
    }
    text = rest;
  }
  return true;
}

}  // namespace

ChunkedBody::State ChunkedBody::read(std::string_view& bytes, std::string& body) {
  for (;;) {
    if (part_ == Part::data) take_data(bytes, body);
    if (part_ == Part::data) return State::incomplete;
    if (part_ == Part::end_of_data && !line_end.starts_with(bytes.substr(0, 2))) return State::malformed;
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) {
      return bytes.size() > limits_.unused ? State::malformed : State::incomplete;
    }
    if (end == 0 || bytes[end - 1] != '\r') return State::malformed;
    const auto state = take_line(bytes.substr(0, end - 1), body.size());
    bytes.remove_prefix(end + 1);
    if (state != State::incomplete) return state;
  }
}

void ChunkedBody::take_data(std::string_view& bytes, std::string& body) {
  const auto data = bytes.substr(0, left_);
  body.append(data);
  bytes.remove_prefix(data.size());
  left_ -= data.size();
  if (left_ == 0) part_ = Part::end_of_data;
}

ChunkedBody::State ChunkedBody::take_line(std::string_view line, std::size_t body_size) {
  if (part_ == Part::size) return begin_chunk(line, body_size);
  if (part_ == Part::end_of_data) {
    part_ = Part::size;
    return State::incomplete;
  }
  if (line.empty()) return State::complete;
  unused_ += line.size();
  return unused_ > limits_.unused || !is_trailer(line) ? State::malformed : State::incomplete;
}

ChunkedBody::State ChunkedBody::begin_chunk(std::string_view line, std::size_t body_size) {
  const auto digits = line.substr(0, line.find_first_not_of(hex_digits));
  const auto extensions = line.substr(digits.size());
  unused_ += extensions.size();
  if (digits.empty() || digits.size() > most_digits || unused_ > limits_.unused) return State::malformed;
  if (!are_extensions(extensions)) return State::malformed;
  std::uint64_t size = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  if (size > limits_.body - body_size) return State::too_large;
  left_ = size;
  part_ = size == 0 ? Part::trailers : Part::data;
  return State::incomplete;
}

}  // namespace souk::http
