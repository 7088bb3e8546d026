#include "load/requests.hpp"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace souk::bench {
namespace {

std::ifstream open(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file + " cannot be read");
  return in;
}

// Reads the number after the character at `at`, and moves `at` to the next line.
std::size_t read_count(std::string_view text, char expected, std::size_t& at) {
  const auto end = text.find("\r\n", at);
  std::size_t count = 0;
  if (end == text.npos || text[at] != expected ||
      std::from_chars(text.data() + at + 1, text.data() + end, count).ec != std::errc{}) {
    throw std::runtime_error("no command begins at byte " + std::to_string(at));
  }
  at = end + 2;
  return count;
}

}  // namespace

std::string get_request(unsigned short port, std::string_view path, std::string_view accept) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
         "\r\nAccept: " + std::string(accept) + "\r\n\r\n";
}

std::string post_request(unsigned short port, std::string_view path, std::string_view json) {
  return "POST " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
         "\r\nAccept: application/json\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(json.size()) + "\r\n\r\n" + std::string(json);
}

std::vector<std::string> read_lines(const std::string& file) {
  auto in = open(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> read_commands(const std::string& file) {
  auto in = open(file);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> commands;
  for (std::size_t at = 0; at < text.size();) {
    const auto from = at;
    for (auto words = read_count(text, '*', at); words > 0; --words) {
      const auto length = read_count(text, '$', at);
      at += length + 2;
    }
    if (at > text.size()) throw std::runtime_error(file + " ends within a command");
    commands.push_back(text.substr(from, at - from));
  }
  return commands;
}

}  // namespace souk::bench
