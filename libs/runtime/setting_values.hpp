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

bool is_web_origin(std::string_view);  // an origin with http:// or https://
bool is_redis_url(std::string_view);
bool is_secret(std::string_view);  // 8 to 256 visible characters

// A value as a message may show it: one line of limited length.
std::string in_quotes(std::string_view value);

// The parts of a text that commas separate, without the spaces around them.
std::vector<std::string_view> list_of(std::string_view text);

}  // namespace souk::runtime
