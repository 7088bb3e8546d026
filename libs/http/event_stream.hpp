// Server-sent events (WHATWG HTML, 9.2): an answer that continues until the client leaves.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace souk::http {

class Connection;

struct Event {
  std::string_view id = {};  // what the client sends back as Last-Event-ID; empty: none
  std::string_view name = {};
  std::string_view data = {};
};

// Appends the event in wire format. Data may have several lines. A line break in the id or the name becomes a space.
void write_event(const Event&, std::string& out);

// The coroutine of a stream writes to this. When the client leaves or the server drains, that coroutine is cancelled:
// its wait ends with operation_aborted. So it need not check for the end while it waits.
class EventStream {
 public:
  explicit EventStream(Connection& connection) : connection_(connection) {}
  EventStream(const EventStream&) = delete;

  // Returns when the socket has taken the event. Returns false when the client has left, or has not taken it within
  // write_timeout. Nothing is queued for a slow client, so send the latest state.
  boost::asio::awaitable<bool> send(Event);

 private:
  Connection& connection_;
};

// The answer that opens a stream. The server first sends the delay after which a client reconnects. It sends a comment
// after each silence of ServerOptions::comment_interval, and closes the connection at the end.
Response event_stream(Response::Events);

}  // namespace souk::http
