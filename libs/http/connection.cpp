#include "http/connection.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/ascii.hpp"
#include "http/head.hpp"
#include "http/target.hpp"

namespace souk::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr auto as_result = asio::as_tuple(asio::deferred);
constexpr std::size_t head_read = 4 * 1024;
constexpr std::size_t body_read = 64 * 1024;
constexpr std::size_t kept_buffer = 16 * 1024;  // more is given back between two requests
constexpr Milliseconds linger_timeout{2000};
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool is_request_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string_view text(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

}  // namespace

class Connection::Parser : public beast::http::request_parser<beast::http::string_body> {
 public:
  explicit Parser(const ServerOptions& options) {
    body_limit(options.max_body);
    header_limit(static_cast<std::uint32_t>(options.max_header) + 1);  // read_head() has measured it
    on_chunk_header(extension_check_);
  }

  bool expects_continue() const { return get().version() == 11 && same_word(get()["Expect"], "100-continue"); }
  bool persists() const { return get().version() == 11 && keep_alive(); }

  // Without its body, which may still be under way.
  std::optional<Request> request(std::string id) const {
    const auto target = http::parse_target(get().target());
    if (!target) return {};
    Request request{.method = method_of(get().method_string()),
                    .path = std::string(target->path),
                    .query = std::string(target->query),
                    .id = std::move(id)};
    request.headers.reserve(16);
    for (const auto& field : get()) request.headers.emplace_back(field.name_string(), field.value());
    return request;
  }

 private:
  // Beast takes any byte in a quoted chunk extension; for others the line may end there.
  static void check_extension(std::uint64_t, beast::string_view extension, error_code& failed) {
    const auto control = [](unsigned char c) { return (c < ' ' && c != '\t') || c == 127; };
    if (std::ranges::any_of(extension, control)) failed = beast::http::error::bad_chunk_extension;
  }
  void (*extension_check_)(std::uint64_t, beast::string_view, error_code&) = &check_extension;
};

Connection::Connection(asio::ip::tcp::socket socket, const Serving& serving)
    : socket_(std::move(socket)), serving_(serving) {
  error_code ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  if (const auto peer = socket_.remote_endpoint(ignored); !ignored) peer_ = peer.address().to_string();
  enter(Phase::head);
}

void Connection::enter(Phase phase) {
  const auto& options = serving_.options;
  phase_ = phase;
  switch (phase) {
    case Phase::idle:
      deadline_ = SteadyClock::now() + options.idle_timeout;
      break;
    case Phase::head:
      deadline_ = SteadyClock::now() + options.header_timeout;
      break;
    case Phase::body:
      deadline_ = SteadyClock::now() + options.body_timeout;
      break;
    case Phase::handling:
      deadline_ = SteadyClock::time_point::max();
      break;
    case Phase::streaming:
      deadline_ = SteadyClock::now() + options.comment_interval;
      break;
    case Phase::writing:
      deadline_ = SteadyClock::now() + options.write_timeout;
      break;
    case Phase::lingering:
      deadline_ = SteadyClock::now() + std::min(linger_timeout, options.write_timeout);
      break;
  }
}

void Connection::sweep(SteadyClock::time_point now) {
  if (now < deadline_) return;
  if (phase_ == Phase::streaming) return comment();
  deadline_ = SteadyClock::time_point::max();
  if (phase_ == Phase::head || phase_ == Phase::body) {
    expired_ = true;  // the read comes back, and the client is told
    error_code ignored;
    socket_.cancel(ignored);
  } else {
    close();
  }
}

void Connection::drain() {
  error_code failed;
  if (streams_) socket_.cancel(failed);  // until_left() comes back
  const bool waits = phase_ == Phase::idle || (phase_ == Phase::head && in_.size() == 0);
  if (waits && (socket_.available(failed) == 0 || failed)) close();
}

void Connection::close() {
  error_code ignored;
  socket_.close(ignored);
}

void Connection::cut() {
  cut_ = true;
  close();
  cancellation_.emit(asio::cancellation_type::terminal);
}

Connection::Ended Connection::too_slow() const {
  return Refusal{Code::request_timeout, phase_ == Phase::body ? "The body took too long" : "The header took too long"};
}

asio::awaitable<Connection::Read<void>> Connection::fill(std::size_t size) {
  const auto [failed, count] = co_await socket_.async_read_some(in_.prepare(size), as_result);
  in_.commit(count);
  if (expired_) co_return std::unexpected(too_slow());
  if (failed) co_return std::unexpected(Ended{});
  co_return Read<void>{};
}

asio::awaitable<Connection::Read<std::size_t>> Connection::read_head() {
  const std::size_t limit = serving_.options.max_header;
  for (std::size_t seen = 0;;) {
    while (text(in_).starts_with("\r\n")) {  // RFC 9112, 2.2: blank lines before a request line are skipped
      in_.consume(2);
      seen = 0;
    }
    const auto end = find_head_end(text(in_), seen);
    if (end.scan == Scan::bare_line_feed) {
      co_return std::unexpected(Refusal{Code::bad_request, "A header line ends with a bare line feed"});
    }
    if (end.scan == Scan::complete && end.length <= limit) co_return end.length;
    seen = in_.size();
    if (seen >= limit) {
      co_return std::unexpected(
          Refusal{Code::header_too_large, "The header may have " + std::to_string(limit) + " bytes"});
    }
    if (auto filled = co_await fill(head_read); !filled) co_return std::unexpected(std::move(filled.error()));
    if (phase_ == Phase::idle) enter(Phase::head);
  }
}

Connection::Read<void> Connection::parse_head(Parser& parser, std::size_t length) {
  const auto head = text(in_).substr(0, length);
  if (const auto fault = fault_in_head(head); !fault.empty()) {
    return std::unexpected(Refusal{Code::bad_request, std::string(fault)});
  }
  error_code failed;
  parser.put(asio::buffer(head), failed);
  in_.consume(length);
  if (const auto id = parser.get()["X-Request-Id"]; is_request_id(id)) id_ = id;
  if (failed == beast::http::error::body_limit) {
    const auto limit = std::to_string(serving_.options.max_body);
    return std::unexpected(Refusal{Code::body_too_large, "The body may have " + limit + " bytes"});
  }
  if (failed) return std::unexpected(Refusal{Code::bad_request, "The header is not HTTP/1.1: " + failed.message()});
  return {};
}

asio::awaitable<Connection::Read<void>> Connection::read_body(Parser& parser) {
  enter(Phase::body);
  parser.eager(true);
  if (parser.expects_continue() && in_.size() == 0) {
    const auto [failed, count] = co_await asio::async_write(socket_, asio::buffer(go_on), as_result);
    if (failed) co_return std::unexpected(expired_ ? too_slow() : Ended{});
  }
  for (;;) {
    error_code failed;
    if (in_.size() > 0) in_.consume(parser.put(in_.data(), failed));
    if (parser.is_done()) co_return Read<void>{};
    if (failed == beast::http::error::body_limit) {
      const auto limit = std::to_string(serving_.options.max_body);
      co_return std::unexpected(Refusal{Code::body_too_large, "The body may have " + limit + " bytes"});
    }
    const bool chunk_line_too_long = in_.size() > serving_.options.max_header;
    if ((failed && failed != beast::http::error::need_more) || chunk_line_too_long) {
      co_return std::unexpected(Refusal{Code::bad_request, "The body is not chunked as HTTP/1.1 is"});
    }
    if (auto filled = co_await fill(body_read); !filled) co_return filled;
  }
}

asio::awaitable<Connection::Read<Connection::Incoming>> Connection::read() {
  const auto length = co_await read_head();
  if (!length) co_return std::unexpected(length.error());
  Parser parser(serving_.options);
  if (auto parsed = parse_head(parser, *length); !parsed) co_return std::unexpected(std::move(parsed.error()));
  if (id_.empty()) id_ = Ulid::next().text();
  auto request = parser.request(id_);
  if (parser.get().method() == beast::http::verb::connect) {
    co_return std::unexpected(Refusal{Code::method_not_allowed, "This is no proxy"});
  }
  if (!request) co_return std::unexpected(Refusal{Code::bad_request, "The request target is not a path"});
  if (!parser.is_done()) {
    if (auto body = co_await read_body(parser); !body) co_return std::unexpected(std::move(body.error()));
    request->body = std::move(parser.get().body());
  }
  co_return Incoming{std::move(*request), parser.persists()};
}

asio::awaitable<void> Connection::serve() {
  for (;;) {
    id_.clear();
    auto incoming = co_await read();
    if (!incoming) {
      if (auto& refusal = incoming.error()) co_await refuse(std::move(*refusal));
      co_return;
    }
    if (!co_await answer(std::move(*incoming))) co_return;
    if (in_.size() == 0 && in_.capacity() > kept_buffer) in_.shrink_to_fit();
    if (out_.capacity() > kept_buffer) out_ = {};
    enter(in_.size() == 0 ? Phase::idle : Phase::head);
  }
}

asio::awaitable<bool> Connection::answer(Incoming incoming) {
  enter(Phase::handling);
  incoming.request.peer = peer_;
  const auto started = SteadyClock::now();
  const auto method = incoming.request.method;
  const auto path = serving_.options.observe ? incoming.request.path : std::string{};
  std::string_view route;
  auto response = co_await serving_.router.handle(std::move(incoming.request), route);
  if (cut_) co_return false;
  const bool keep = incoming.keep_alive && !serving_.draining && !response.events;
  const bool sent = co_await send(response, {.request_id = id_, .head_only = method == Method::head, .close = !keep});
  observe(method, route, path, response.status, started);
  if (sent && response.events && method != Method::head) co_await stream(std::move(response.events));
  if (sent && !keep) co_await linger();
  co_return sent&& keep;
}

asio::awaitable<void> Connection::refuse(Refusal refusal) {
  const auto started = SteadyClock::now();
  if (id_.empty()) id_ = Ulid::next().text();
  const auto response = problem(refusal, id_);
  const bool sent = co_await send(response, {.request_id = id_, .close = true});
  observe(Method::other, "unmatched", "", response.status, started);
  if (sent) co_await linger();
}

asio::awaitable<void> Connection::turn_away() {
  co_await refuse({Code::unavailable, "There are too many connections: try again in a moment"});
}

asio::awaitable<bool> Connection::send(const Response& response, Envelope envelope) {
  out_.clear();
  write_response(response, envelope, out_);
  return flush();
}

asio::awaitable<bool> Connection::flush() {
  // Most answers fit into the socket's buffer: they go without a turn of the event loop.
  error_code failed;
  const std::size_t count = socket_.write_some(asio::buffer(out_), failed);
  if (failed && failed != asio::error::would_block) co_return false;
  if (count == out_.size()) co_return true;
  enter(Phase::writing);
  const auto rest = asio::buffer(out_) + count;
  const auto [broken, more] = co_await asio::async_write(socket_, rest, as_result);
  co_return !broken;
}

// A close while bytes of the client are unread would reset the connection and could take the answer with it: say that
// nothing follows, then read what still comes until the client closes too.
asio::awaitable<void> Connection::linger() {
  enter(Phase::lingering);
  error_code failed;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, failed);
  while (!failed) {
    in_.clear();
    std::tie(failed, std::ignore) = co_await socket_.async_read_some(in_.prepare(head_read), as_result);
  }
}

void Connection::observe(Method method, std::string_view route, std::string_view path, unsigned status,
                         SteadyClock::time_point started) {
  if (!serving_.options.observe) return;
  serving_.options.observe({method, route, path, status, SteadyClock::now() - started, id_});
}

}  // namespace souk::http
