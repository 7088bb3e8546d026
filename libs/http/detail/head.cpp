#include "http/detail/head.hpp"

#include <algorithm>

#include "http/ascii.hpp"

namespace souk::http {

namespace {

// The header fields that frame a message. They are counted to detect repeats.
struct Framing {
  bool http_1_0 = false;
  unsigned hosts = 0;
  unsigned lengths = 0;
  unsigned codings = 0;
};

bool is_visible(char c) {
  return c > ' ' && c < 127;
}

bool is_host(std::string_view host) {
  return std::ranges::all_of(
      host, [](char c) { return is_letter(c) || is_digit(c) || std::string_view("-._~:[]%!$&'()*+;=").contains(c); });
}

std::string_view fault_in_request_line(std::string_view line, Framing& framing) {
  const auto first = line.find(' ');
  const auto second = line.rfind(' ');
  if (first == std::string_view::npos || first == second) return "The request line is not HTTP/1.1";
  const auto target = line.substr(first + 1, second - first - 1);
  if (!std::ranges::all_of(target, is_visible))
    return "The request target has a character that must be percent-encoded";
  if (target.contains('#')) return "The request target has a fragment";
  framing.http_1_0 = line.substr(second + 1) == "HTTP/1.0";
  return {};
}

std::string_view fault_in_field(std::string_view line, Framing& framing) {
  if (line.front() == ' ' || line.front() == '\t') return "A header field is folded over two lines";
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return "A header field has no colon";
  const auto name = line.substr(0, colon);
  const auto value = trimmed(line.substr(colon + 1));
  if (same_word(name, "Host")) {
    if (++framing.hosts > 1) return "There are two Host fields";
    if (!is_host(value)) return "The Host field is not a host";
  } else if (same_word(name, "Content-Length")) {
    if (++framing.lengths > 1) return "There are two Content-Length fields";
    if (value.empty() || !std::ranges::all_of(value, is_digit)) return "Content-Length is not a number";
  } else if (same_word(name, "Transfer-Encoding")) {
    if (++framing.codings > 1) return "There are two Transfer-Encoding fields";
    if (!same_word(value, "chunked")) return "The only Transfer-Encoding understood is chunked";
  }
  return {};
}

std::string_view fault_in_framing(const Framing& framing) {
  if (framing.hosts == 0 && !framing.http_1_0) return "The Host field is missing";
  if (framing.codings > 0 && framing.lengths > 0) return "There are both Content-Length and Transfer-Encoding";
  if (framing.codings > 0 && framing.http_1_0) return "HTTP/1.0 has no Transfer-Encoding";
  return {};
}

}  // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t seen) {
  for (auto at = bytes.find('\n', seen); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    if (at == 0 || bytes[at - 1] != '\r') return {Scan::bare_line_feed, 0};
    if (at >= 3 && bytes[at - 2] == '\n') return {Scan::complete, at + 1};
  }
  return {Scan::incomplete, 0};
}

std::size_t target_length(std::string_view head) {
  const auto line = head.substr(0, head.find('\r'));
  const auto target = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
  return std::min(target.find(' '), target.size());
}

std::string_view find_field(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !same_word(line.substr(0, colon), name)) continue;
    const auto value = trimmed(line.substr(colon + 1));
    return value.ends_with('\r') ? trimmed(value.substr(0, value.size() - 1)) : value;
  }
  return {};
}

bool is_token_character(char c) {
  return is_letter(c) || is_digit(c) || std::string_view("!#$%&'*+-.^_`|~").contains(c);
}

bool is_field_character(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != 127);
}

bool is_trailer(std::string_view line) {
  const auto name = line.substr(0, line.find(':'));
  if (name.empty() || name.size() == line.size() || !std::ranges::all_of(name, is_token_character)) return false;
  Framing framing;
  const bool sound = fault_in_field(line, framing).empty() && std::ranges::all_of(line, is_field_character);
  return sound && framing.hosts + framing.lengths + framing.codings == 0;
}

std::string_view fault_in_head(std::string_view head) {
  Framing framing;
  auto end = head.find("\r\n");
  if (auto fault = fault_in_request_line(head.substr(0, end), framing); !fault.empty()) return fault;
  for (head.remove_prefix(end + 2); head != "\r\n"; head.remove_prefix(end + 2)) {
    end = head.find("\r\n");
    if (auto fault = fault_in_field(head.substr(0, end), framing); !fault.empty()) return fault;
  }
  return fault_in_framing(framing);
}

}  // namespace souk::http
