#include "http/detail/connection.hpp"

#include <algorithm>
#include <boost/asio/write.hpp>

#include "base/release.hpp"
#include "base/ulid.hpp"
#include "http/detail/as_result.hpp"
#include "http/refusals.hpp"

namespace souk::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr std::size_t head_read = 4 * 1024;
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t kept_buffer = 16 * 1024;  // a larger buffer is freed between two requests
constexpr Milliseconds linger_timeout{2000};
constexpr std::string_view continue_response = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view text(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

// The address that a connection comes from. When both ends have the same address, the client runs on this machine, as
// over the loopback: a gateway that connects to SOUK_HOST.
std::string sender_of(const asio::ip::tcp::socket& socket) {
  error_code failed;
  const auto from = socket.remote_endpoint(failed).address();
  if (failed) return {};
  if (from != socket.local_endpoint(failed).address() || failed) return from.to_string();
  return from.is_v6() ? asio::ip::address_v6::loopback().to_string() : asio::ip::address_v4::loopback().to_string();
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Serving& serving) : socket_(std::move(socket)), serving_(serving) {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  peer_ = sender_of(socket_);
  enter(Phase::head);
}

SteadyClock::time_point Connection::enter(Phase phase) {
  const auto& options = serving_.options;
  const auto now = SteadyClock::now();
  phase_ = phase;
  switch (phase) {
    case Phase::idle:
      deadline_ = now + options.idle_timeout;
      break;
    case Phase::head:
      deadline_ = now + options.header_timeout;
      break;
    case Phase::body:
      deadline_ = now + options.body_timeout;
      break;
    case Phase::refusing:
      deadline_ = now + std::min(linger_timeout, options.header_timeout);
      break;
    case Phase::handling:
      deadline_ = SteadyClock::time_point::max();
      break;
    case Phase::streaming:
      deadline_ = now + options.comment_interval;
      break;
    case Phase::writing:
      deadline_ = now + options.write_timeout;
      break;
    case Phase::lingering:
      deadline_ = now + std::min(linger_timeout, options.write_timeout);
      break;
  }
  return now;
}

void Connection::sweep(SteadyClock::time_point now) {
  if (now < deadline_) return;
  if (phase_ == Phase::streaming) return comment();
  deadline_ = SteadyClock::time_point::max();
  if (phase_ == Phase::head || phase_ == Phase::body || phase_ == Phase::refusing) {
    expired_ = true;  // the read returns, and the client gets 408
    error_code ignored;
    socket_.cancel(ignored);
  } else if (phase_ == Phase::writing) {
    abandon();
  } else {
    close();
  }
}

void Connection::drain() {
  error_code ignored;
  if (streams_) socket_.cancel(ignored);  // until_left() returns
  close_if_idle();
}

bool Connection::close_if_idle() {
  if (!InSilent::is_linked() || has_unread_bytes()) return false;
  InSilent::unlink();
  closing_ = true;
  error_code ignored;
  socket_.cancel(ignored);  // a read that has its bytes already returns them
  return true;
}

bool Connection::has_unread_bytes() const {
  error_code failed;
  return socket_.available(failed) > 0;
}

void Connection::close() {
  error_code ignored;
  socket_.close(ignored);
}

// Drops the bytes that the client has not read. After a plain close the kernel would keep them as long as the client
// stays.
void Connection::abandon() {
  error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

void Connection::cut() {
  cut_ = true;
  close();
  cancellation_.emit(asio::cancellation_type::terminal);
}

Connection::Ended Connection::too_slow() const {
  return Refusal{request_timeout, phase_ == Phase::body ? "The body took too long" : "The header took too long"};
}

asio::awaitable<Connection::Read<void>> Connection::fill(std::size_t size) {
  if (in_.size() == 0 && (phase_ == Phase::idle || phase_ == Phase::head)) {
    if (serving_.draining && !has_unread_bytes()) co_return std::unexpected(Ended{});
    serving_.silent.push_back(*this);
  }
  const auto [failed, count] = co_await socket_.async_read_some(in_.prepare(size), as_result);
  InSilent::unlink();
  in_.commit(count);
  if (expired_) co_return std::unexpected(too_slow());
  if (failed) co_return std::unexpected(Ended{});
  co_return Read<void>{};
}

// A larger body than usual is for the application to allow, before any of it is read.
asio::awaitable<Connection::Read<void>> Connection::admit(RequestReader& reader) {
  auto head = reader.request();
  head.peer = peer_;
  const auto most = co_await serving_.application.body_limit(head, serving_.options.max_body);
  if (!most) co_return std::unexpected(most.error());
  if (auto admitted = reader.admit(*most); !admitted) co_return std::unexpected(std::move(admitted.error()));
  co_return Read<void>{};
}

asio::awaitable<Connection::Read<void>> Connection::begin_body(const RequestReader& reader) {
  enter(Phase::body);
  deadline_ += serving_.options.body_timeout * (reader.body_limit() / serving_.options.max_body - 1);
  if (!reader.expects_continue() || in_.size() > 0) co_return Read<void>{};
  const auto [failed, count] = co_await asio::async_write(socket_, asio::buffer(continue_response), as_result);
  if (failed) co_return std::unexpected(expired_ ? too_slow() : Ended{});
  co_return Read<void>{};
}

asio::awaitable<Connection::Read<void>> Connection::read(RequestReader& reader) {
  for (;;) {
    auto bytes = text(in_);
    const auto complete = reader.read(bytes);
    in_.consume(in_.size() - bytes.size());
    id_ = reader.request().id;
    if (!complete) co_return std::unexpected(complete.error());
    if (*complete) break;
    if (reader.waits_for_admission()) {
      if (auto admitted = co_await admit(reader); !admitted) co_return std::unexpected(std::move(admitted.error()));
    }
    if (reader.is_in_body() && phase_ != Phase::body) {
      if (auto begun = co_await begin_body(reader); !begun) {
        co_return std::unexpected(std::move(begun.error()));
      }
    }
    const auto filled = co_await fill(phase_ == Phase::body ? body_read : head_read);
    if (!filled) co_return std::unexpected(filled.error());
    if (phase_ == Phase::idle) enter(Phase::head);
  }
  if (id_.empty()) id_ = reader.request().id = Ulid::next().text();
  co_return Read<void>{};
}

RequestReader Connection::new_reader() {
  const auto& options = serving_.options;
  return RequestReader(
      {.header = options.max_header, .target = options.max_target, .body = options.max_body, .waits = true});
}

asio::awaitable<void> Connection::serve() {
  for (;;) {
    id_.clear();
    auto reader = new_reader();
    if (auto complete = co_await read(reader); !complete) {
      if (expired_ && !reader.is_in_body()) reader.salvage(text(in_));
      if (auto& refusal = complete.error()) co_await refuse(std::move(reader.request()), std::move(*refusal));
      co_return;
    }
    if (!co_await answer(reader.request(), reader.persists())) co_return;
    if (in_.size() == 0 && in_.capacity() > kept_buffer) in_.shrink_to_fit();
    if (out_.capacity() > kept_buffer) release(out_);
    enter(in_.size() == 0 ? Phase::idle : Phase::head);
  }
}

asio::awaitable<bool> Connection::answer(Request& request, bool persists) {
  const auto started = enter(Phase::handling);
  request.peer = peer_;
  path_ = request.path;
  const auto method = request.method;
  std::string_view route;
  auto response = co_await serving_.application.handle(request, route);
  release(request);  // a stream of events may last for hours
  if (cut_) co_return false;
  const bool keep = persists && !serving_.draining && !closing_ && !response.events;
  const bool sent = co_await send(response, {.request_id = id_, .head_only = method == Method::head, .close = !keep});
  observe(method, route, path_, response, started);
  if (sent && response.events && method != Method::head) co_await stream(std::move(response.events));
  if (sent && !keep) co_await linger();
  co_return sent&& keep;
}

asio::awaitable<void> Connection::refuse(Request request, Refusal refusal) {
  const auto started = SteadyClock::now();
  if (request.id.empty()) request.id = Ulid::next().text();
  id_ = request.id;
  auto response = serving_.application.refuse(request, refusal);
  const bool sent = co_await send(response, {.request_id = id_, .close = true});
  observe(Method::other, "unmatched", "", response, started);
  if (sent) co_await linger();
}

asio::awaitable<void> Connection::reject() {
  auto reader = new_reader();
  enter(Phase::refusing);
  for (bool has_head = false; !has_head;) {
    auto bytes = text(in_);
    const auto complete = reader.read(bytes);
    in_.consume(in_.size() - bytes.size());
    has_head = !complete || *complete || reader.is_in_body() || !co_await fill(head_read);
  }
  co_await refuse(std::move(reader.request()), {unavailable, "There are too many connections: try again in a moment"});
}

asio::awaitable<bool> Connection::send(Response& response, Envelope envelope) {
  out_.clear();
  write_response(response, envelope, out_);
  release(response.body);  // one copy is enough while a slow client reads
  return flush();
}

// Accounts for an answer that waits for its client to read. All of these answers share one limit of memory. When it is
// reached, the slowest clients are disconnected.
class Connection::Unread {
 public:
  explicit Unread(Connection& connection) : connection_(connection) {
    auto& serving = connection.serving_;
    connection.unread_ = connection.out_.capacity();
    serving.unread_bytes += connection.unread_;
    serving.unread.push_back(connection);
    while (serving.unread_bytes > serving.options.max_unread) {
      auto& slowest = serving.unread.front();
      forget(slowest);
      slowest.abandon();
    }
  }
  ~Unread() { forget(connection_); }
  Unread(const Unread&) = delete;

 private:
  static void forget(Connection& connection) {
    connection.serving_.unread_bytes -= std::exchange(connection.unread_, 0);
    connection.InUnread::unlink();
  }

  Connection& connection_;
};

asio::awaitable<bool> Connection::flush() {
  // Most answers fit into the socket's buffer, so they are sent without a turn of the event loop.
  error_code failed;
  const std::size_t count = socket_.write_some(asio::buffer(out_), failed);
  if (failed && failed != asio::error::would_block) co_return false;
  if (count == out_.size()) co_return true;
  enter(Phase::writing);
  const Unread unread(*this);
  const auto rest = asio::buffer(out_) + count;
  const auto [broken, more] = co_await asio::async_write(socket_, rest, as_result);
  co_return !broken;
}

// Closing a socket with unread bytes resets the connection, and the client could lose the answer. So close our side,
// then read until the client closes, too.
asio::awaitable<void> Connection::linger() {
  enter(Phase::lingering);
  error_code failed;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, failed);
  while (!failed) {
    in_.clear();
    std::tie(failed, std::ignore) = co_await socket_.async_read_some(in_.prepare(head_read), as_result);
  }
}

void Connection::observe(Method method, std::string_view route, std::string_view path, const Response& response,
                         SteadyClock::time_point started) {
  if (!serving_.options.observe) return;
  serving_.options.observe({method, route, path, response.status, SteadyClock::now() - started, id_, response.code});
}

}  // namespace souk::http
