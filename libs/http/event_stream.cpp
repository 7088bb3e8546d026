#include "http/event_stream.hpp"

#include <algorithm>

#include <boost/asio/experimental/awaitable_operators.hpp>

#include "base/log.hpp"
#include "base/release.hpp"
#include "base/unavailable.hpp"
#include "http/detail/as_result.hpp"
#include "http/detail/connection.hpp"

namespace souk::http {

namespace asio = boost::asio;
using asio::awaitable;
using boost::system::error_code;

namespace {

constexpr std::string_view reconnect_delay = "retry: 1000\n\n";  // milliseconds
constexpr std::string_view heartbeat = ":\n\n";
constexpr std::size_t discarded = 4 * 1024;

void write_field(std::string_view field, std::string_view value, std::string& out) {
  out.append(field).append(": ");
  for (const char c : value) out += c == '\n' || c == '\r' || c == '\0' ? ' ' : c;
  out += '\n';
}

// Removes the first line of `text` and returns it; a line ends with \n, \r\n or \r.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find_first_of("\r\n"), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(end);
  text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
  return line;
}

}  // namespace

void write_event(const Event& event, std::string& out) {
  if (!event.id.empty()) write_field("id", event.id, out);
  if (!event.name.empty()) write_field("event", event.name, out);
  const bool ends_with_line = event.data.ends_with('\n') || event.data.ends_with('\r');
  for (auto rest = event.data; !rest.empty();) out.append("data: ").append(take_line(rest)) += '\n';
  if (event.data.empty() || ends_with_line) out.append("data: \n");  // the client removes one line break
  out += '\n';
}

Response event_stream(Response::Events events) {
  return {.body = std::string(reconnect_delay),
          .content_type = "text/event-stream",
          // A compressing proxy would delay events; X-Accel-Buffering turns buffering off in nginx.
          .headers = {{"Cache-Control", "no-cache, no-transform"}, {"X-Accel-Buffering", "no"}},
          .events = std::move(events)};
}

// Runs until the events end, the client leaves or the server drains.
awaitable<void> Connection::stream(Response::Events events) {
  using namespace asio::experimental::awaitable_operators;
  if (serving_.draining) co_return;
  enter(Phase::streaming);
  in_.clear();
  in_.shrink_to_fit();
  release(out_);
  streams_ = true;
  co_await (write_events(std::move(events)) || until_left());
  streams_ = false;
}

// The head has been sent, so a failure can only be logged. The client reconnects automatically.
awaitable<void> Connection::write_events(Response::Events events) {
  EventStream stream(*this);
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  try {
    co_await events(stream);
  } catch (const Unavailable& away) {
    log::warn("stream_unavailable", {{"request_id", id_}, {"error", away.what()}});
  } catch (const std::exception& error) {
    const bool ended = cancellation.cancelled() != asio::cancellation_type::none;
    if (!ended) log::error("stream_failed", {{"request_id", id_}, {"error", error.what()}});
  }
}

// The client sends nothing more, so only the end of the connection shows that it left.
awaitable<void> Connection::until_left() {
  for (error_code failed; !failed && !serving_.draining;) {
    in_.clear();
    std::tie(failed, std::ignore) = co_await socket_.async_read_some(in_.prepare(discarded), as_result);
  }
}

// Called while nothing else writes. If three bytes do not fit, the client has read nothing since the last ones.
void Connection::comment() {
  error_code failed;
  const auto count = socket_.write_some(asio::buffer(heartbeat), failed);
  if (failed || count < heartbeat.size()) return abandon();
  enter(Phase::streaming);
}

awaitable<bool> Connection::send(const Event& event) {
  out_.clear();
  write_event(event, out_);
  const bool sent = co_await flush();
  enter(Phase::streaming);
  co_return sent;
}

awaitable<bool> EventStream::send(Event event) {
  co_return co_await connection_.send(event);
}

}  // namespace souk::http
