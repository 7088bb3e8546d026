#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "redis/detail/exchange.hpp"
#include "redis/detail/link.hpp"
#include "redis/detail/multiplexer.hpp"
#include "redis/options.hpp"

namespace souk::redis::detail {

// One connection that is made again whenever it is lost, until stop(): the socket, the handshake, the pauses between
// attempts and the log lines. What is written and what the replies mean is the multiplexer's. Kept alive by its own
// coroutine.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::any_io_executor, Options, Hooks);

  void start();
  void stop();   // what waits fails, but is not resumed before this returns
  void leave();  // as stop(), and reports that it is down

  // `exchange.resume` is called once, when all replies are there or `failure` is set; never from within submit().
  void submit(Exchange& exchange);

  bool up() const { return up_; }
  const std::string& problem() const { return reason_; }  // why it is not up
  const Url& node() const { return was_ever_up_ ? node_ : options_.url; }
  std::optional<Timestamp> since() const { return up_ ? since_ : std::nullopt; }
  SteadyClock::time_point away_since() const { return away_since_; }  // when it was lost last, or made
  std::size_t waiting() const { return multiplexer_.waiting(); }

 private:
  awaitable<void> run(std::shared_ptr<Connection> self);
  awaitable<void> stay_connected();
  awaitable<void> open();
  awaitable<void> read();
  awaitable<void> write();
  awaitable<void> rest();
  awaitable<void> watch();
  awaitable<void> follow_primary();
  awaitable<void> expect_same_primary();

  void wake_writer();
  void came_up(const std::vector<Reply>& greeted);
  void lose(std::string_view reason);  // the first reason counts; everything that waits for the socket ends
  void went_down();
  Multiplexer::Callbacks callbacks();
  SteadyClock::time_point check_deadlines(SteadyClock::time_point now);

  boost::asio::any_io_executor executor_;
  const Options options_;
  const Hooks hooks_;
  const std::string address_;

  Link link_;
  Multiplexer multiplexer_;
  boost::asio::steady_timer work_;   // cancelled when there is something to write
  boost::asio::steady_timer pause_;  // between attempts to connect
  boost::asio::steady_timer tick_;   // of the watchdog
  boost::asio::steady_timer look_;   // for another primary

  bool writer_idle_ = false;
  enum class Logged { nothing, up, down };
  Logged logged_ = Logged::nothing;  // the last change
  bool up_ = false;
  bool was_ever_up_ = false;
  std::size_t attempts_ = 0;
  bool stopped_ = false;
  bool opening_ = false;
  SteadyClock::time_point opening_since_;
  bool lost_ = false;
  std::string reason_ = "not connected yet";  // why the connection or the attempt ended
  Url node_;                                  // the server that the connection is to
  std::optional<Timestamp> since_;            // when it came up
  SteadyClock::time_point away_since_ = SteadyClock::now();
  Milliseconds backoff_;
  std::minstd_rand random_;
};

}  // namespace souk::redis::detail
