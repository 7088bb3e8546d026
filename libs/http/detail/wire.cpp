#include "http/detail/wire.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <span>

namespace souk::http {

namespace {

void write_number(std::size_t number, std::string& out) {
  char digits[20];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void write_header(std::string_view name, std::string_view value, std::string& out) {
  out.append(name).append(": ").append(value);
  const auto written = std::span(out).last(value.size());
  std::ranges::replace_if(written, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  out.append("\r\n");
}

// The Date header's line, rendered once a second.
std::string_view date_line() {
  static std::time_t made = 0;
  static std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[64];
    line.assign(text, std::strftime(text, sizeof text, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &utc));
    made = now;
  }
  return line;
}

// RFC 9110, 8.6 and 15.4.5: these statuses have no body and no Content-Length.
bool has_length(unsigned status) {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace

void write_response(const Response& response, const Envelope& envelope, std::string& out) {
  out.append("HTTP/1.1 ");
  write_number(response.status, out);
  out.append(" ").append(reason(response.status)).append("\r\n").append(date_line());
  write_header("X-Request-Id", envelope.request_id, out);
  if (has_length(response.status)) {
    if (!response.body.empty()) write_header("Content-Type", response.content_type, out);
    if (!response.events) {  // a stream has no length: it ends with its connection
      out.append("Content-Length: ");
      write_number(response.body.size(), out);
      out.append("\r\n");
    }
  }
  for (const auto& [name, value] : response.headers) write_header(name, value, out);
  if (envelope.close) out.append("Connection: close\r\n");
  out.append("\r\n");
  if (has_length(response.status) && !envelope.head_only) out.append(response.body);
}

}  // namespace souk::http
