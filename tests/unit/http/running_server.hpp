// A server on a free port with its own thread, and a client that sends raw bytes to it.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <functional>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/event_stream.hpp"
#include "http/server.hpp"
#include "rest/router.hpp"

namespace souk::http::testing {

using boost::asio::awaitable;

constexpr std::chrono::seconds patience{20};  // of the tests; only a failing test waits this long

inline bool eventually(const std::function<bool()>& holds) {
  const auto end = SteadyClock::now() + patience;
  while (!holds()) {
    if (SteadyClock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

class RunningServer {
 public:
  explicit RunningServer(ServerOptions options = {}) : server_(make(std::move(options))) {
    boost::asio::co_spawn(io_, server_->run(), [this](std::exception_ptr failure) {
      failed_ = failure != nullptr;
      done_ = true;
    });
    thread_ = std::thread([this] { io_.run(); });
  }
  ~RunningServer() {
    if (!done_) drain(Milliseconds(0));
    thread_.join();
  }

  unsigned short port() const { return server_->port(); }
  void drain(Milliseconds how_long) {
    boost::asio::post(io_, [this, how_long] { server_->drain(how_long); });
  }
  bool done() const { return done_; }
  bool failed() const { return failed_; }
  std::size_t connections() {
    std::promise<std::size_t> count;
    boost::asio::post(io_, [&] { count.set_value(server_->connections()); });
    return count.get_future().get();
  }

  std::atomic<int> entered = 0;          // started handlers of /wait, and started streams
  std::atomic<int> begun = 0;            // started handlers of /big
  std::atomic<int> left = 0;             // ended streams
  std::atomic<bool> release = false;     // lets them end
  std::atomic<std::size_t> flooded = 0;  // bytes
  std::atomic<int> observed = 0;
  std::atomic<unsigned> last_status = 0;

 private:
  std::unique_ptr<Server> make(ServerOptions options) {
    router_.add(Method::get, "/hello", "Say hello",
                [](const Request&) -> awaitable<Response> { co_return Response{.body = R"("hello")"}; });
    router_.add(Method::post, "/echo", "Echo the body",
                [](const Request& request) -> awaitable<Response> { co_return Response{.body = request.body}; });
    router_.add(Method::get, "/paths/{path}", "Echo the path", [](const Request& request) -> awaitable<Response> {
      co_return Response{.body = std::string(request.parameter("path")) + "?" + request.query};
    });
    router_.add(Method::get, "/sender", "Echo the address of the sender",
                [](const Request& request) -> awaitable<Response> { co_return Response{.body = request.peer}; });
    router_.add(Method::get, "/big", "Send a large answer", [this](const Request&) -> awaitable<Response> {
      ++begun;
      co_return Response{.body = std::string(16 * 1024 * 1024, 'x')};
    });
    router_.add(Method::get, "/wait", "Wait", [this](const Request&) -> awaitable<Response> { return wait(); });
    router_.add(Method::get, "/last", "Answer, then drain", [this](const Request&) -> awaitable<Response> {
      auto response = co_await wait();
      drain(std::chrono::minutes(1));  // posted: runs after this answer and before the next read
      co_return response;
    });
    add_streams();
    options.observe = [this](const Exchange& exchange) {
      last_status = exchange.status;
      ++observed;
    };
    return std::make_unique<Server>(io_.get_executor(), std::move(options), router_);
  }

  void add_streams() {
    const auto add = [this](std::string path, awaitable<void> (RunningServer::*write)(EventStream&)) {
      router_.add(Method::get, path, "Stream", [this, write](const Request&) -> awaitable<Response> {
        co_return event_stream([this, write](EventStream& stream) { return run(stream, write); });
      });
    };
    add("/count", &RunningServer::count);
    add("/silence", &RunningServer::be_silent);
    add("/flood", &RunningServer::flood);
    add("/failure", &RunningServer::throw_something);
  }

  awaitable<void> run(EventStream& stream, awaitable<void> (RunningServer::*write)(EventStream&)) {
    struct Leaving {
      std::atomic<int>& left;
      ~Leaving() { ++left; }
    } leaving{left};
    ++entered;
    co_await (this->*write)(stream);
  }
  awaitable<void> count(EventStream& stream) {
    for (const char* id : {"1", "2", "3"}) {
      EXPECT_TRUE(co_await stream.send({.id = id, .name = "number", .data = "one\ntwo"}));
    }
  }
  awaitable<void> be_silent(EventStream&) {
    boost::asio::steady_timer never(io_, SteadyClock::time_point::max());
    co_await never.async_wait(boost::asio::use_awaitable);
  }
  awaitable<void> flood(EventStream& stream) {
    const std::string much(8 * 1024, 'x');
    while (co_await stream.send({.data = much})) flooded += much.size();
  }
  awaitable<void> throw_something(EventStream&) {
    throw std::runtime_error("broken");
    co_return;
  }

  awaitable<Response> wait() {
    ++entered;
    boost::asio::steady_timer timer(io_);
    while (!release) {
      timer.expires_after(Milliseconds(2));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return Response{.body = R"("waited")"};
  }

  boost::asio::io_context io_{1};
  rest::Router router_{{.title = "T", .version = "1", .description = "", .cors_origins = {"http://shop.example"}}};
  std::unique_ptr<Server> server_;
  std::thread thread_;
  std::atomic<bool> done_ = false;
  std::atomic<bool> failed_ = false;
};

struct Answer {
  unsigned status = 0;  // 0: the connection ended
  std::string head;
  std::string body;
};

class RawClient {
 public:
  // Connects from one loopback address to another.
  RawClient(unsigned short port, const char* from, const char* to) : RawClient() {
    const auto here = address_of(from, 0), there = address_of(to, port);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0) throw std::runtime_error("bind");
    connect(there);
  }
  explicit RawClient(unsigned short port) : RawClient() { connect(address_of("127.0.0.1", port)); }
  RawClient(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  // False when the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  Answer receive(bool head_only = false) {
    auto end = in_.find("\r\n\r\n");
    while (end == std::string::npos) {
      if (!fill()) return {};
      end = in_.find("\r\n\r\n");
    }
    Answer answer;
    answer.head = in_.substr(0, end + 4);
    in_.erase(0, end + 4);
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
    const auto field = answer.head.find("Content-Length: ");
    std::size_t length = 0;
    if (field != std::string::npos && !head_only) length = std::stoul(answer.head.substr(field + 16));
    while (in_.size() < length && fill()) {
    }
    answer.body = in_.substr(0, length);
    in_.erase(0, length);
    return answer;
  }
  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  // Returns all bytes before the end.
  std::string rest() {
    while (fill()) {
    }
    return std::exchange(in_, {});
  }
  // Returns the bytes received as soon as they contain this text.
  std::string until(std::string_view text) {
    while (in_.find(text) == std::string::npos && fill()) {
    }
    return std::exchange(in_, {});
  }
  // Checks that no more bytes arrive before the end.
  bool closed() { return in_.empty() && !fill() && errno == 0; }

 private:
  RawClient() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    const int on = 1;  // two parts are also sent in two packets
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  static sockaddr_in address_of(const char* host, unsigned short port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    ::inet_pton(AF_INET, host, &address.sin_addr);
    return address;
  }
  void connect(const sockaddr_in& address) {
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  bool fill() {
    char bytes[64 * 1024];
    errno = 0;
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count > 0) in_.append(bytes, static_cast<std::size_t>(count));
    return count > 0;
  }

  int socket_;
  std::string in_;
};

inline std::string get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}

inline std::string post(std::string_view body, std::string_view more = "") {
  return "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(more) + "\r\n" + std::string(body);
}

}  // namespace souk::http::testing
