#pragma once

#include <cassert>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace souk::redis {

// A reply of Redis: a RESP2 value, owned.
class Reply {
 public:
  enum class Kind { nil, integer, status, text, error, array };

  Reply() = default;
  static Reply integer(std::int64_t value);
  static Reply string(Kind kind, std::string value);  // status, text or error
  static Reply array(std::vector<Reply> elements);

  Kind kind() const { return kind_; }
  bool is_nil() const { return kind_ == Kind::nil; }
  bool is_error() const { return kind_ == Kind::error; }

  // Each throws Unexpected when the reply is of another kind (integer() also reads digits from a text).
  std::int64_t integer() const;
  const std::string& text() const;  // status, text or error
  std::string& text();
  const std::vector<Reply>& array() const;
  std::vector<Reply>& array();
  // HGETALL and stream entries: an array of name, value, name, value, ...
  std::vector<std::pair<std::string, std::string>> pairs() const;

 private:
  Kind kind_ = Kind::nil;
  std::int64_t integer_ = 0;
  std::string text_;
  std::vector<Reply> elements_;
};

// Redis refused the command ("ERR ...", "WRONGTYPE ..."), or replied with another kind than the caller needs: our bug.
struct Unexpected : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace souk::redis
