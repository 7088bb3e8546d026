#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace souk::bench {

// Counts the answers in the bytes that a connection receives, wherever they are cut. It parses no more of them than
// necessary.
class Answers {
 public:
  // An HTTP status; 200 or 500 for a reply of Redis; 200 for an event.
  using Each = std::function<void(unsigned status)>;

  virtual ~Answers() = default;
  // Throws std::runtime_error for bytes that it cannot parse.
  virtual void feed(std::string_view bytes, const Each& each) = 0;
};

// Responses with a Content-Length.
class HttpAnswers : public Answers {
 public:
  void feed(std::string_view bytes, const Each& each) override;

 private:
  std::string head_;  // incomplete
  std::size_t body_left_ = 0;
  unsigned status_ = 0;
};

// Replies of Redis (RESP2).
class RedisAnswers : public Answers {
 public:
  void feed(std::string_view bytes, const Each& each) override;

 private:
  std::string line_;
  std::size_t skip_ = 0;    // bytes of a bulk string
  std::uint64_t left_ = 0;  // elements of the reply that are missing
  bool failed_ = false;
};

// Server-sent events: each `data:` line is one.
class EventAnswers : public Answers {
 public:
  // Whether an event has contained this text.
  explicit EventAnswers(std::string text) : text_(std::move(text)) {}
  void feed(std::string_view bytes, const Each& each) override;
  bool found() const { return found_; }

 private:
  std::string text_, line_;
  bool found_ = false;
};

}  // namespace souk::bench
