// Reads a request from the bytes of a connection; it has no socket.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/refusal.hpp"
#include "http/detail/chunked_body.hpp"
#include "http/message.hpp"

namespace souk::http {

class RequestReader {
 public:
  struct Limits {  // bytes
    std::size_t header;
    std::size_t target;
    std::size_t body;
    bool waits = false;  // a larger body, which says its length, waits for admit(); else it is refused
  };

  explicit RequestReader(Limits);

  // Removes the bytes of the request from the front of `bytes`. The caller passes the rest again, followed by the bytes
  // that arrived since. True: the request is complete, and the rest belongs to the next one. After a refusal the
  // remaining bytes cannot be used.
  Outcome<bool> read(std::string_view& bytes);

  // Reads X-Request-Id and Origin from a head that is refused; the refusal needs them. read() calls it for its own
  // refusals.
  void salvage(std::string_view head);

  bool waits_for_admission() const { return part_ == Part::large_body; }
  Outcome<void> admit(std::size_t most);  // a body of at most so many bytes

  bool is_in_body() const { return part_ == Part::body || part_ == Part::large_body; }
  std::size_t body_limit() const { return limits_.body; }
  bool expects_continue() const { return expects_continue_; }  // the client waits for "100 Continue"
  bool persists() const { return persists_; }                  // the client may send another request

  // The fields read so far. `id` is empty unless the client sent a valid one.
  Request& request() { return request_; }

 private:
  enum class Part { head, large_body, body, complete };

  Outcome<void> read_head(std::string_view& bytes);
  Outcome<void> parse_head(std::string_view head);
  Outcome<void> read_body(std::string_view& bytes);
  Refusal body_too_large() const;

  Limits limits_;
  Part part_ = Part::head;
  Request request_;
  std::size_t seen_ = 0;  // bytes of an incomplete head that were checked already
  std::size_t length_ = 0;
  bool chunked_ = false;
  ChunkedBody chunks_;
  bool expects_continue_ = false;
  bool persists_ = false;
};

}  // namespace souk::http
