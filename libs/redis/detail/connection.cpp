#include "redis/detail/connection.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <cassert>
#include <exception>

#include "base/log.hpp"
#include "redis/detail/handshake.hpp"
#include "redis/detail/sentinels.hpp"

namespace souk::redis::detail {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;
using namespace asio::experimental::awaitable_operators;

constexpr Milliseconds between_looks{2000};  // at the Sentinels

Connection::Connection(asio::any_io_executor executor, Options options, Hooks hooks)
    : executor_(executor),
      options_(std::move(options)),
      hooks_(std::move(hooks)),
      address_(options_.url.address()),
      link_(executor),
      multiplexer_(address_, options_.deadline, options_.replicas, callbacks()),
      work_(executor),
      pause_(executor),
      tick_(executor),
      look_(executor),
      backoff_(options_.least_backoff),
      random_(std::random_device()()) {}

void Connection::start() {
  asio::co_spawn(executor_, run(shared_from_this()), [](std::exception_ptr error) {
    if (!error) return;
    // Redis cannot cause this: an observer, a hook or the log threw. A client that stopped silently would be worse.
    log::error("redis connection failed");
    std::rethrow_exception(error);
  });
}

// What escapes from a resumed caller goes to the caller of io_context::run().
Multiplexer::Callbacks Connection::callbacks() {
  return {.pushed = hooks_.pushed, .escaped = [executor = executor_](std::exception_ptr error) {
            asio::post(executor, [error] { std::rethrow_exception(error); });
          }};
}

void Connection::stop() {
  if (std::exchange(stopped_, true)) return;
  lose("the client was stopped");
  pause_.cancel();
  tick_.cancel();
  look_.cancel();
  for (auto& resume : multiplexer_.stop()) asio::post(executor_, std::move(resume));
}

void Connection::leave() {
  if (!stopped_ && logged_ == Logged::up && hooks_.down) hooks_.down(node_);
  stop();
}

void Connection::submit(Exchange& exchange) {
  multiplexer_.submit(exchange);
  if (exchange.since + options_.deadline < tick_.expiry()) tick_.cancel();  // it began before this was its server
  wake_writer();
}

void Connection::wake_writer() {
  if (!writer_idle_ || !multiplexer_.may_write()) return;
  writer_idle_ = false;
  work_.cancel();
}

awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  struct Discard {  // when the io_context and its coroutines are destroyed
    Multiplexer& multiplexer;
    ~Discard() { multiplexer.discard(); }
  };
  const Discard at_the_end{self->multiplexer_};
  co_await (stay_connected() && watch() && follow_primary());
}

awaitable<void> Connection::stay_connected() {
  while (!stopped_) {
    lost_ = false;
    co_await open();
    if (up_) co_await (read() || write());
    went_down();
    if (!stopped_) co_await rest();
  }
}

awaitable<void> Connection::open() {
  opening_ = true;
  opening_since_ = SteadyClock::now();
  try {
    node_ = options_.url;
    if (node_.seeds.size() > 1) node_ = node_.at(node_.seeds[attempts_++ % node_.seeds.size()]);
    if (!node_.sentinels.empty()) node_ = node_.at(co_await find_primary(executor_, node_));
    if (!lost_) co_await link_.open(node_);
    const auto greeted = co_await shake_hands(link_, multiplexer_.open(), options_, hooks_.greeting);
    if (!lost_) came_up(greeted);
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  } catch (const LoginRefused& refused) {  // a user that was accepted before may be again
    if (!was_ever_up_ && options_.on_refused) options_.on_refused(refused.what());
    lose(refused.what());
  } catch (const std::runtime_error& error) {  // what Redis answered
    lose(error.what());
  }
  opening_ = false;
}

void Connection::came_up(const std::vector<Reply>& greeted) {
  up_ = was_ever_up_ = true;
  since_ = wall_clock();
  backoff_ = options_.least_backoff;
  if (std::exchange(logged_, Logged::up) != Logged::up) {
    log::info("redis connected", {{"address", node_.address()}, {"name", options_.name}});
  }
  if (hooks_.up) hooks_.up(greeted, node_);
}

awaitable<void> Connection::read() {
  try {
    while (up_) {
      multiplexer_.receive(co_await link_.read());
      wake_writer();
    }
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  } catch (const std::runtime_error& error) {  // ProtocolError, or not replicated
    lose(error.what());
  }
}

awaitable<void> Connection::write() {
  try {
    while (up_) {
      if (!multiplexer_.may_write()) {
        writer_idle_ = true;
        work_.expires_at(SteadyClock::time_point::max());
        co_await work_.async_wait(as_tuple(deferred));
        writer_idle_ = false;
        continue;
      }
      co_await link_.write(multiplexer_.take_unsent());
    }
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  }
}

// Sleeps until the next deadline. A call or an attempt that begins meanwhile has a later one.
awaitable<void> Connection::watch() {
  while (!stopped_) {
    const auto now = SteadyClock::now();
    tick_.expires_at(std::max(check_deadlines(now), now + Milliseconds(1)));
    if (stopped_) co_return;  // by a caller whose call has just failed
    co_await tick_.async_wait(as_tuple(deferred));
  }
}

// As long as this server answers, nothing else would show that another one was promoted.
awaitable<void> Connection::follow_primary() {
  if (options_.url.sentinels.empty()) co_return;
  while (!stopped_) {
    look_.expires_after(between_looks);
    co_await look_.async_wait(as_tuple(deferred));
    if (up_) co_await expect_same_primary();
  }
}

awaitable<void> Connection::expect_same_primary() {
  const Url::Address here{node_.host, node_.port};
  try {
    const auto primary = co_await find_primary(executor_, options_.url);
    if (up_ && node_.host == here.host && node_.port == here.port && primary != here)
      lose("another primary was promoted");
  } catch (const Unavailable& unknown) {
    log::debug("primary not known", {{"reason", unknown.what()}});
  }
}

// Returns the time of the next look.
SteadyClock::time_point Connection::check_deadlines(SteadyClock::time_point now) {
  const bool late = opening_ && opening_since_ + options_.deadline <= now;
  if (late || multiplexer_.overdue(now)) lose("no answer within " + std::to_string(options_.deadline.count()) + " ms");
  multiplexer_.expire(now);
  const auto next = multiplexer_.next_deadline(now);
  return opening_ && !lost_ ? std::min(next, opening_since_ + options_.deadline) : next;
}

void Connection::lose(std::string_view reason) {
  if (std::exchange(lost_, true)) return;
  reason_ = reason;
  if (std::exchange(up_, false)) away_since_ = SteadyClock::now();
  link_.close();
  work_.cancel();
}

void Connection::went_down() {
  if (stopped_) return;
  const bool was_up = logged_ == Logged::up;
  if (std::exchange(logged_, Logged::down) != Logged::down) {
    log::warn(was_up ? "redis connection lost" : "redis not reached",
              {{"address", node_.address()}, {"reason", reason_}});
  }
  if (was_up && hooks_.down) hooks_.down(node_);
  multiplexer_.lost(reason_);
}

awaitable<void> Connection::rest() {
  const auto half = backoff_.count() / 2;
  pause_.expires_after(Milliseconds(std::uniform_int_distribution(half, backoff_.count())(random_)));
  backoff_ = std::min(backoff_ * 2, options_.most_backoff);
  co_await pause_.async_wait(as_tuple(deferred));
}

}  // namespace souk::redis::detail
