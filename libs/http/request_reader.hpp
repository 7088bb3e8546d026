// A request out of the bytes of a connection; it never sees a socket.
#pragma once

#include <cstddef>
#include <string_view>

#include "http/chunked_body.hpp"
#include "http/message.hpp"

namespace souk::http {

class RequestReader {
 public:
  struct Limits {  // bytes
    std::size_t header;
    std::size_t target;
    std::size_t body;
  };

  explicit RequestReader(Limits);

  // Takes from the front of `bytes` what belongs to the request; what is left comes again, with what follows it. True:
  // the request is complete, and what is left belongs to the next. After a refusal nothing that follows can be trusted.
  Outcome<bool> read(std::string_view& bytes);

  // Takes what the refusal needs out of a head that is refused: X-Request-Id and Origin. read() has done so for its
  // own.
  void salvage(std::string_view head);

  bool is_in_body() const { return part_ == Part::body; }
  bool expects_continue() const { return expects_continue_; }  // its client sends the body when it is told to
  bool persists() const { return persists_; }                  // its client would send another behind the answer

  // What is known of it; `id` is empty unless the client sent a sound one.
  Request& request() { return request_; }

 private:
  enum class Part { head, body, complete };

  Outcome<void> read_head(std::string_view& bytes);
  Outcome<void> parse_head(std::string_view head);
  Outcome<void> read_body(std::string_view& bytes);
  Refusal body_too_large() const;

  Limits limits_;
  Part part_ = Part::head;
  Request request_;
  std::size_t seen_ = 0;  // bytes of an incomplete head that were looked at
  std::size_t length_ = 0;
  bool chunked_ = false;
  ChunkedBody chunks_;
  bool expects_continue_ = false;
  bool persists_ = false;
};

}  // namespace souk::http
