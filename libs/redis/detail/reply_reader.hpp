#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "redis/reply.hpp"

struct redisReader;

namespace souk::redis::detail {

// What came is not RESP2, or more than we take; nothing after it can be trusted.
struct ProtocolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Bytes in, replies out; it never sees a socket. After a ProtocolError it is of no further use.
class ReplyReader {
 public:
  // Of one reply: its bytes, and its elements at all depths. Depth is limited to eight arrays by hiredis.
  struct Limits {
    std::size_t bytes = 64 * 1024 * 1024;
    std::size_t elements = 1024 * 1024;
  };

  ReplyReader() : ReplyReader(Limits()) {}
  explicit ReplyReader(Limits);
  ~ReplyReader();
  ReplyReader(const ReplyReader&) = delete;

  // Appends to `replies` those that these bytes complete. Throws ProtocolError; the replies before the fault are there.
  void read(std::string_view bytes, std::vector<Reply>& replies);

 private:
  struct Growing;
  void take_complete(std::vector<Reply>& replies);

  Limits limits_;
  std::size_t unfinished_ = 0;  // bytes since the last complete reply
  std::unique_ptr<Growing> growing_;
  std::unique_ptr<redisReader, void (*)(redisReader*)> reader_;
};

}  // namespace souk::redis::detail
