// Reads a request from the bytes of a connection; it has no socket.
#pragma once

#include <cstddef>
#include <functional>
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
  };

  // Decides about a body above the usual limit, when its head has arrived: its own limit, or a refusal.
  using LargeBody = std::function<Outcome<std::size_t>(const Request&)>;

  explicit RequestReader(Limits, LargeBody = {});

  // Removes the bytes of the request from the front of `bytes`. The caller passes the rest again, followed by the bytes
  // that arrived since. True: the request is complete, and the rest belongs to the next one. After a refusal the
  // remaining bytes cannot be used.
  Outcome<bool> read(std::string_view& bytes);

  // Reads X-Request-Id and Origin from a head that is refused; the refusal needs them. read() calls it for its own
  // refusals.
  void salvage(std::string_view head);

  bool is_in_body() const { return part_ == Part::body; }
  std::size_t body_limit() const { return limits_.body; }
  bool expects_continue() const { return expects_continue_; }  // the client waits for "100 Continue"
  bool persists() const { return persists_; }                  // the client may send another request

  // The fields read so far. `id` is empty unless the client sent a valid one.
  Request& request() { return request_; }

 private:
  enum class Part { head, body, complete };

  Outcome<void> read_head(std::string_view& bytes);
  Outcome<void> parse_head(std::string_view head);
  Outcome<void> admit_body();
  Outcome<void> read_body(std::string_view& bytes);
  Refusal body_too_large() const;

  Limits limits_;
  LargeBody large_body_;
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
