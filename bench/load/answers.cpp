#include "load/answers.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace souk::bench {
namespace {

template <typename Number>
Number number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) throw std::runtime_error("not a number: " + std::string(text));
  return value;
}

// Compares without case; `name` is in lower case and ends with a colon.
bool begins_with(std::string_view line, std::string_view name) {
  return line.size() > name.size() &&
         std::ranges::equal(line.substr(0, name.size()), name, [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

std::size_t content_length(std::string_view head) {
  for (auto at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    auto line = head.substr(at + 2);
    constexpr std::string_view name = "content-length:";
    if (!begins_with(line, name)) continue;
    line.remove_prefix(std::min(line.find_first_not_of(' ', name.size()), line.size()));
    return number<std::size_t>(line);
  }
  return 0;
}

}  // namespace

void HttpAnswers::feed(std::string_view bytes, const Each& each) {
  constexpr std::string_view end_of_head = "\r\n\r\n";
  while (!bytes.empty()) {
    if (body_left_ == 0) {
      std::string_view head = bytes;
      std::size_t kept = 0;
      if (!head_.empty()) {
        kept = head_.size();
        head_.append(bytes);
        head = head_;
      }
      const auto end = head.find(end_of_head);
      if (end == head.npos) {
        if (kept == 0) head_ = bytes;
        if (head_.size() > 65536) throw std::runtime_error("the head does not end");
        return;
      }
      head = head.substr(0, end);
      if (head.size() < 12 || !head.starts_with("HTTP/1.1 ")) throw std::runtime_error("not an HTTP/1.1 response");
      status_ = number<unsigned>(head.substr(9, 3));
      body_left_ = content_length(head);
      bytes.remove_prefix(end + end_of_head.size() - kept);
      head_.clear();
      if (body_left_ == 0) {
        each(status_);
        continue;
      }
    }
    const auto taken = std::min(body_left_, bytes.size());
    bytes.remove_prefix(taken);
    body_left_ -= taken;
    if (taken > 0 && body_left_ == 0) each(status_);
  }
}

void RedisAnswers::feed(std::string_view bytes, const Each& each) {
  while (!bytes.empty()) {
    if (skip_ > 0) {
      const auto taken = std::min(skip_, bytes.size());
      bytes.remove_prefix(taken);
      skip_ -= taken;
      if (skip_ > 0) return;
    } else {
      const auto end = bytes.find('\n');
      line_.append(bytes.substr(0, end == bytes.npos ? end : end + 1));
      if (end == bytes.npos) return;
      bytes.remove_prefix(end + 1);
      if (left_ == 0) {
        left_ = 1;
        failed_ = line_.front() == '-';
      }
      --left_;
      if (line_.front() == '*') {
        left_ += static_cast<std::uint64_t>(std::max(number<std::int64_t>(std::string_view(line_).substr(1)), {}));
      } else if (line_.front() == '$') {
        const auto length = number<std::int64_t>(std::string_view(line_).substr(1));
        if (length >= 0) skip_ = static_cast<std::size_t>(length) + 2;
      }
      line_.clear();
      if (skip_ > 0) continue;
    }
    if (left_ == 0) each(failed_ ? 500 : 200);
  }
}

void EventAnswers::feed(std::string_view bytes, const Each& each) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    line_.append(bytes.substr(0, end));
    if (end == bytes.npos) return;
    bytes.remove_prefix(end + 1);
    if (line_.starts_with("data:")) {
      found_ = found_ || line_.find(text_) != line_.npos;
      each(200);
    }
    line_.clear();
  }
}

}  // namespace souk::bench
