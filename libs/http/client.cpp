#include "http/client.hpp"

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <deque>
#include <stdexcept>

#include "http/as_result.hpp"
#include "http/ascii.hpp"

namespace souk::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::size_t read_size = 16 * 1024;
constexpr std::uint32_t max_header = 16 * 1024;

struct Origin {
  std::string authority;  // for the Host field
  std::string host;
  std::string port;
};

Origin parse_origin(std::string_view url) {
  const auto refuse = [&] { throw std::invalid_argument("not an http://host:port URL: " + std::string(url)); };
  constexpr std::string_view scheme = "http://";
  auto rest = url;
  if (!same_word(rest.substr(0, scheme.size()), scheme)) refuse();
  rest.remove_prefix(scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  const bool allowed = std::ranges::all_of(
      rest, [](char c) { return is_letter(c) || is_digit(c) || std::string_view(".-_:[]").contains(c); });
  if (rest.empty() || !allowed) refuse();
  Origin origin{.authority = std::string(rest), .host = {}, .port = "80"};
  const auto colon = rest.rfind(':');
  const bool has_port = colon != std::string_view::npos && !rest.ends_with(']');
  auto host = rest.substr(0, has_port ? colon : rest.size());
  if (has_port) origin.port = rest.substr(colon + 1);
  const bool port_is_number =
      std::ranges::all_of(origin.port, is_digit) && !origin.port.empty() && origin.port.size() <= 5;
  if (!port_is_number || std::stoul(origin.port) > 65535) refuse();
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) refuse();
  origin.host = host;
  return origin;
}

void check_field(std::string_view text) {
  if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
    throw std::invalid_argument("a header field of a request holds a line feed");
  }
}

std::string request_text(const Origin& origin, std::string_view target, const Headers& headers) {
  if (!target.starts_with('/') || !std::ranges::all_of(target, [](char c) { return c > ' ' && c < 127; })) {
    throw std::invalid_argument("not a request target: " + std::string(target));
  }
  std::string text;
  text.append("GET ").append(target).append(" HTTP/1.1\r\nHost: ").append(origin.authority).append("\r\n");
  for (const auto& [name, value] : headers) {
    check_field(name);
    check_field(value);
    text.append(name).append(": ").append(value).append("\r\n");
  }
  text.append("\r\n");
  return text;
}

// A connection to the server.
struct Link {
  explicit Link(const asio::any_io_executor& executor) : socket(executor) {}
  tcp::socket socket;
  beast::flat_buffer in;
};

// Closes a link at a deadline; as long as the alarm lives, and not after it.
class Alarm {
 public:
  Alarm(const std::shared_ptr<Link>& link, SteadyClock::time_point deadline)
      : state_(std::make_shared<State>()), timer_(link->socket.get_executor(), deadline) {
    timer_.async_wait([link, state = state_](error_code cancelled) {
      if (cancelled || state->off) return;
      state->rang = true;
      error_code ignored;
      link->socket.close(ignored);
    });
  }
  Alarm(const Alarm&) = delete;
  ~Alarm() { state_->off = true; }  // its handler may be queued already

  bool rang() const { return state_->rang; }

 private:
  struct State {
    bool rang = false, off = false;
  };
  std::shared_ptr<State> state_;
  asio::steady_timer timer_;
};

using Parser = beast::http::response_parser<beast::http::string_body>;

ClientResponse response_of(Parser& parser) {
  ClientResponse response{.status = parser.get().result_int(), .headers = {}, .body = std::move(parser.get().body())};
  for (const auto& field : parser.get()) response.headers.emplace_back(field.name_string(), field.value());
  return response;
}

}  // namespace

struct Client::Shared : std::enable_shared_from_this<Shared> {
  using Deadline = SteadyClock::time_point;
  class Turn;
  // What came of one try; `stale` when a kept connection turned out to be closed before a byte of the answer.
  struct Try {
    std::optional<ClientResponse> response = {};
    bool stale = false;
    std::string failure = {};
  };

  Shared(asio::any_io_executor where, ClientOptions settings)
      : executor(std::move(where)), options(std::move(settings)), origin(parse_origin(options.url)) {}

  asio::awaitable<ClientResponse> get(std::string target, Headers headers);
  asio::awaitable<Try> attempt(std::shared_ptr<Link> link, bool kept, std::string request, Deadline);
  asio::awaitable<error_code> receive(Link& link, std::optional<Parser>& parser, bool& any);
  asio::awaitable<std::shared_ptr<Link>> connect(Deadline);
  asio::awaitable<std::vector<tcp::endpoint>> resolve(Deadline);
  std::shared_ptr<Link> take_idle();
  [[noreturn]] void unavailable(std::string_view why) const;

  asio::any_io_executor executor;
  ClientOptions options;
  Origin origin;
  std::vector<std::shared_ptr<Link>> idle;  // the one used last at the back
  std::size_t turns = 0;                    // requests that have a connection or may make one
  std::deque<Turn*> waiting;
};

// The right to use one of the connections. Whoever asks while all are in use waits in line; giving a turn back hands it
// to the first of the line, so nobody who comes later is faster.
class Client::Shared::Turn {
 public:
  explicit Turn(std::shared_ptr<Shared> shared) : shared_(std::move(shared)), alarm_(shared_->executor) {}
  Turn(const Turn&) = delete;
  ~Turn() {
    if (!granted_) {
      std::erase(shared_->waiting, this);
    } else if (!shared_->waiting.empty()) {
      shared_->waiting.front()->grant();
      shared_->waiting.pop_front();
    } else {
      --shared_->turns;
    }
  }

  asio::awaitable<void> come(Deadline deadline) {
    if (shared_->turns < shared_->options.max_connections) {
      ++shared_->turns;
      granted_ = true;
      co_return;
    }
    if (shared_->waiting.size() >= shared_->options.max_waiting) {
      throw Busy("http " + shared_->options.url + " has too many requests waiting");
    }
    shared_->waiting.push_back(this);
    alarm_.expires_at(deadline);
    co_await alarm_.async_wait(as_result);
    if (!granted_) shared_->unavailable("had no connection free in time");
  }
  void grant() {
    granted_ = true;
    alarm_.cancel();
  }
  void give_up() { alarm_.cancel(); }

 private:
  std::shared_ptr<Shared> shared_;
  asio::steady_timer alarm_;
  bool granted_ = false;
};

void Client::Shared::unavailable(std::string_view why) const {
  throw Unavailable("http " + options.url + " " + std::string(why));
}

std::shared_ptr<Link> Client::Shared::take_idle() {
  if (idle.empty()) return nullptr;
  auto link = std::move(idle.back());
  idle.pop_back();
  return link;
}

asio::awaitable<ClientResponse> Client::Shared::get(std::string target, Headers headers) {
  const auto deadline = SteadyClock::now() + options.deadline;
  const auto request = request_text(origin, target, headers);
  Turn turn(shared_from_this());
  co_await turn.come(deadline);
  for (auto link = take_idle();; link = nullptr) {
    const bool kept = link != nullptr;
    if (!kept) link = co_await connect(deadline);
    auto done = co_await attempt(link, kept, request, deadline);
    if (done.response) co_return std::move(*done.response);
    if (!done.stale) unavailable(done.failure);
  }
}

asio::awaitable<Client::Shared::Try> Client::Shared::attempt(std::shared_ptr<Link> link, bool kept, std::string request,
                                                             Deadline deadline) {
  const Alarm alarm(link, deadline);
  bool any = false;
  std::optional<Parser> parser;
  auto [failed, sent] = co_await asio::async_write(link->socket, asio::buffer(request), as_result);
  if (!failed) failed = co_await receive(*link, parser, any);
  if (alarm.rang()) co_return Try{.failure = "did not answer in " + std::to_string(options.deadline.count()) + " ms"};
  if (failed) co_return Try{.stale = kept && !any, .failure = "failed: " + failed.message()};
  if (parser->keep_alive() && link->in.size() == 0) idle.push_back(link);
  co_return Try{.response = response_of(*parser)};
}

asio::awaitable<error_code> Client::Shared::receive(Link& link, std::optional<Parser>& parser, bool& any) {
  for (;;) {
    if (!parser || (parser->is_done() && parser->get().result_int() < 200)) {  // 1xx: the answer is still to come
      parser.emplace();
      parser->eager(true);
      parser->header_limit(max_header);
      parser->body_limit(options.max_response);
    }
    error_code failed;
    if (link.in.size() > 0) link.in.consume(parser->put(link.in.data(), failed));
    if (failed && failed != beast::http::error::need_more) co_return failed;
    if (parser->is_done() && parser->get().result_int() >= 200) co_return error_code{};
    if (parser->is_done()) continue;
    const auto [broken, count] = co_await link.socket.async_read_some(link.in.prepare(read_size), as_result);
    link.in.commit(count);
    any |= count > 0;
    if (broken == asio::error::eof && any && parser->got_some()) {
      parser->put_eof(failed);
      co_return failed;
    }
    if (broken) co_return broken;
  }
}

asio::awaitable<std::shared_ptr<Link>> Client::Shared::connect(Deadline deadline) {
  const auto endpoints = co_await resolve(deadline);
  auto link = std::make_shared<Link>(executor);
  const Alarm alarm(link, deadline);
  const auto [failed, endpoint] = co_await asio::async_connect(link->socket, endpoints, as_result);
  if (alarm.rang()) unavailable("could not be connected in time");
  if (failed) unavailable("cannot be connected: " + failed.message());
  error_code ignored;
  link->socket.set_option(tcp::no_delay(true), ignored);
  co_return link;
}

// A look-up in progress cannot be stopped: it is left behind when the deadline passes.
asio::awaitable<std::vector<tcp::endpoint>> Client::Shared::resolve(Deadline deadline) {
  error_code not_numeric;
  const auto address = asio::ip::make_address(origin.host, not_numeric);
  if (!not_numeric) co_return std::vector{tcp::endpoint(address, static_cast<unsigned short>(std::stoul(origin.port)))};
  struct LookUp {
    explicit LookUp(const asio::any_io_executor& where) : resolver(where), alarm(where) {}
    tcp::resolver resolver;
    asio::steady_timer alarm;
    std::vector<tcp::endpoint> found;
  };
  const auto look_up = std::make_shared<LookUp>(executor);
  look_up->alarm.expires_at(deadline);
  look_up->resolver.async_resolve(origin.host, origin.port, [look_up](error_code, tcp::resolver::results_type results) {
    for (const auto& result : results) look_up->found.push_back(result.endpoint());
    look_up->alarm.cancel();
  });
  co_await look_up->alarm.async_wait(as_result);
  if (look_up->found.empty()) unavailable("has no address");
  co_return std::move(look_up->found);
}

Client::Client(asio::any_io_executor executor, ClientOptions options)
    : shared_(std::make_shared<Shared>(std::move(executor), std::move(options))) {}

Client::~Client() {
  shared_->idle.clear();
  for (auto* turn : shared_->waiting) turn->give_up();
}

asio::awaitable<ClientResponse> Client::get(std::string target, Headers headers) {
  return shared_->get(std::move(target), std::move(headers));
}

}  // namespace souk::http
