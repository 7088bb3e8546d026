#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "redis/client.hpp"
#include "redis/exchange.hpp"
#include "redis/link.hpp"

namespace souk::redis {

// What someone who needs more than replies is told of a connection. Never called after stop().
struct Hooks {
  std::vector<Command> greeting = {};                      // the last commands of the handshake
  std::function<void(const std::vector<Reply>&)> up = {};  // with the replies to the greeting
  std::function<void()> down = {};
  std::function<void(Reply)> pushed = {};  // a "message" that nobody asked for; without it such a reply is a call's
};

// One connection that is made again whenever it is lost, until stop(). Exchanges wait in two queues: not yet sent, and
// sent; the writer moves them from the first to the second, the reader completes the second in order, the watchdog
// looks at the oldest of both. Kept alive by its own coroutine.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::any_io_executor, Options, Hooks);

  void start();
  void stop();  // what waits fails, but is not resumed before this returns

  // `exchange.resume` is called once, when all replies are there or `failure` is set; never from within submit().
  void submit(Exchange& exchange);

  bool up() const { return up_; }
  std::size_t waiting() const { return waiting_; }  // commands without their reply

 private:
  using Queue = std::deque<Exchange*>;
  struct Abandon;

  awaitable<void> run(std::shared_ptr<Connection> self);
  awaitable<void> stay_connected();
  awaitable<void> open();
  awaitable<void> read();
  awaitable<void> write();
  awaitable<void> rest();
  awaitable<void> watch();

  void came_up(const std::vector<Reply>& greeted);
  void lose(std::string_view reason);  // the first reason counts; everything that waits for the socket ends
  void went_down();
  void receive(Reply reply);
  void take_unsent();
  void look_at_the_clock();
  void complete(Exchange& exchange);
  void fail(Exchange& exchange, std::string failure);
  Exchange& pop(Queue& queue);

  boost::asio::any_io_executor executor_;
  const Options options_;
  const Hooks hooks_;
  const std::string address_;

  Link link_;
  boost::asio::steady_timer work_;   // cancelled when there is something to write
  boost::asio::steady_timer pause_;  // between attempts to connect
  boost::asio::steady_timer tick_;   // of the watchdog

  Queue unsent_, sent_;
  std::string out_;
  std::size_t waiting_ = 0;
  bool writer_idle_ = false;

  enum class Told { nothing, up, down };
  Told told_ = Told::nothing;  // what the log said last
  bool up_ = false;
  bool was_ever_up_ = false;
  bool stopped_ = false;
  bool opening_ = false;
  SteadyClock::time_point opening_since_;
  bool lost_ = false;
  std::string reason_ = "not connected yet";  // why the last connection or attempt ended
  Milliseconds backoff_;
  std::minstd_rand random_;
};

}  // namespace souk::redis
