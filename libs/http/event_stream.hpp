// Server-sent events (WHATWG HTML, 9.2): an answer that goes on for as long as its client stays.
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

// Appends the event as it is sent. Data may have lines; a line break in the id or the name is written as a space.
void write_event(const Event&, std::string& out);

// What the coroutine of a stream writes to. When the client leaves or the server drains, that coroutine is cancelled:
// whatever it waits for ends with operation_aborted, so it needs no test of its own while it waits for news.
class EventStream {
 public:
  explicit EventStream(Connection& connection) : connection_(connection) {}
  EventStream(const EventStream&) = delete;

  // Returns when the socket has taken the event; false when the client has gone, or has not taken it within
  // write_timeout. Nothing is kept for a slow client, so whoever tells it of a state should tell the latest.
  boost::asio::awaitable<bool> send(Event);

 private:
  Connection& connection_;
};

// The answer that opens a stream. The server begins it with the time after which a client that lost it comes back,
// sends a comment whenever it has been silent for ServerOptions::comment_interval, and ends the connection behind it.
Response event_stream(Response::Events);

}  // namespace souk::http
