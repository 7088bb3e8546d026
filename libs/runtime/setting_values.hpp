// What the values of settings are made of.
#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace souk::runtime {

template <class T>
bool read_number(std::string_view text, T least, T most, T& out) {
  T value{};
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return false;
  out = value;
  return true;
}

bool is_visible_text(std::string_view);  // ASCII without spaces and controls
bool is_ip_address(const std::string& host);
bool is_loopback(const std::string& host);  // 127.0.0.0/8, ::1 or localhost

// scheme://host[:port], the form in which a browser sends Origin. The scheme is "http://".
bool is_origin(std::string_view text, std::string_view scheme);

// The parts of a text that commas separate, without the spaces around them.
std::vector<std::string_view> list_of(std::string_view text);

}  // namespace souk::runtime
