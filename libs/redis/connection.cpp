#include "redis/connection.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <cassert>
#include <exception>

#include "base/log.hpp"
#include "redis/handshake.hpp"

namespace souk::redis {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::deferred;
using namespace asio::experimental::awaitable_operators;

namespace {

bool is_message(const Reply& reply) {
  if (reply.kind() != Reply::Kind::array || reply.array().empty()) return false;
  const auto& first = reply.array().front();
  return first.kind() == Reply::Kind::text && first.text() == "message";
}

}  // namespace

Connection::Connection(asio::any_io_executor executor, Options options, Hooks hooks)
    : executor_(executor),
      options_(std::move(options)),
      hooks_(std::move(hooks)),
      address_(options_.url.address()),
      link_(executor),
      work_(executor),
      pause_(executor),
      tick_(executor),
      backoff_(options_.least_backoff),
      random_(std::random_device()()) {}

void Connection::start() {
  asio::co_spawn(executor_, run(shared_from_this()), [](std::exception_ptr error) {
    if (!error) return;
    // Nothing of Redis' doing comes here: an observer, a hook or the log threw. A client that silently stopped would be
    // worse.
    log::error("redis connection failed");
    std::rethrow_exception(error);
  });
}

void Connection::stop() {
  if (std::exchange(stopped_, true)) return;
  lose("the client was stopped");
  pause_.cancel();
  tick_.cancel();
  for (auto* queue : {&sent_, &unsent_}) {
    while (!queue->empty()) {
      auto& exchange = pop(*queue);
      exchange.failure = "redis at " + address_ + ": the client was stopped";
      asio::post(executor_, std::move(exchange.resume));
    }
  }
}

void Connection::submit(Exchange& exchange) {
  assert(!stopped_);
  waiting_ += exchange.commands.size();
  unsent_.push_back(&exchange);
  if (std::exchange(writer_idle_, false)) work_.cancel();
}

// Whoever destroys the io_context destroys the coroutines in it. Then nobody is left to resume, and an exchange, which
// is kept by its own frame, would never be freed.
struct Connection::Abandon {
  Connection& connection;
  ~Abandon() {
    for (auto* queue : {&connection.sent_, &connection.unsent_}) {
      while (!queue->empty()) std::exchange(connection.pop(*queue).resume, nullptr);
    }
  }
};

awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  const Abandon abandon{*self};
  co_await (stay_connected() && watch());
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
    co_await link_.open(options_.url);
    const auto greeted = co_await shake_hands(link_, options_, hooks_.greeting);
    if (!lost_) came_up(greeted);
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  } catch (const NotLetIn& refused) {  // who was let in before may be again
    if (!was_ever_up_ && options_.on_refused) options_.on_refused(refused.what());
    lose(refused.what());
  } catch (const std::runtime_error& error) {  // what Redis answered
    lose(error.what());
  }
  opening_ = false;
}

void Connection::came_up(const std::vector<Reply>& greeted) {
  up_ = was_ever_up_ = true;
  backoff_ = options_.least_backoff;
  if (std::exchange(told_, Told::up) != Told::up) {
    log::info("redis connected", {{"address", address_}, {"name", options_.name}});
  }
  if (hooks_.up) hooks_.up(greeted);
}

awaitable<void> Connection::read() {
  std::vector<Reply> replies;
  try {
    while (up_) {
      replies.clear();
      co_await link_.read(replies);
      for (auto& reply : replies) receive(std::move(reply));
    }
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  } catch (const ProtocolError& error) {
    for (auto& reply : replies) receive(std::move(reply));
    lose(error.what());
  }
}

void Connection::receive(Reply reply) {
  if (!up_) return;  // a call that was resumed just now has stopped the client
  if (hooks_.pushed && is_message(reply)) return hooks_.pushed(std::move(reply));
  if (sent_.empty()) return lose("a reply that nobody waits for");
  auto& exchange = *sent_.front();
  exchange.replies[exchange.answered++] = std::move(reply);
  if (exchange.answered == exchange.commands.size()) complete(pop(sent_));
}

awaitable<void> Connection::write() {
  try {
    while (up_) {
      if (unsent_.empty()) {
        writer_idle_ = true;
        work_.expires_at(SteadyClock::time_point::max());
        co_await work_.async_wait(as_tuple(deferred));
        writer_idle_ = false;
        continue;
      }
      take_unsent();
      co_await link_.write(out_);
    }
  } catch (const boost::system::system_error& error) {
    lose(error.code().message());
  }
}

// All that waits goes out in one write: under appendfsync always one fsync then serves all of it.
void Connection::take_unsent() {
  out_.clear();
  for (auto* exchange : unsent_) {
    for (const auto& command : exchange->commands) command.append_to(out_);
  }
  if (sent_.empty()) {
    sent_.swap(unsent_);
  } else {
    sent_.insert(sent_.end(), unsent_.begin(), unsent_.end());
    unsent_.clear();
  }
}

awaitable<void> Connection::watch() {
  const auto often = std::clamp(options_.deadline / 8, Milliseconds(1), Milliseconds(50));
  while (!stopped_) {
    tick_.expires_after(often);
    co_await tick_.async_wait(as_tuple(deferred));
    if (!stopped_) look_at_the_clock();
  }
}

void Connection::look_at_the_clock() {
  const auto late = SteadyClock::now() - options_.deadline;
  const auto within = std::to_string(options_.deadline.count()) + " ms";
  const bool unanswered = !sent_.empty() && sent_.front()->since < late;
  if (unanswered || (opening_ && opening_since_ < late)) lose("no answer within " + within);
  while (!unsent_.empty() && unsent_.front()->since < late) {
    fail(pop(unsent_), "redis at " + address_ + " was not reached within " + within + ": " + reason_);
  }
}

void Connection::lose(std::string_view reason) {
  if (std::exchange(lost_, true)) return;
  reason_ = reason;
  up_ = false;
  link_.close();
  work_.cancel();
}

void Connection::went_down() {
  if (stopped_) return;
  const bool was_up = told_ == Told::up;
  if (std::exchange(told_, Told::down) != Told::down) {
    log::warn(was_up ? "redis connection lost" : "redis not reached", {{"address", address_}, {"reason", reason_}});
  }
  if (was_up && hooks_.down) hooks_.down();
  // What was sent may have run; only those who made the calls know whether they may be repeated.
  while (!sent_.empty()) {
    fail(pop(sent_), "redis at " + address_ + " was lost (" + reason_ + "): the call may have run");
  }
}

awaitable<void> Connection::rest() {
  const auto half = backoff_.count() / 2;
  pause_.expires_after(Milliseconds(std::uniform_int_distribution(half, backoff_.count())(random_)));
  backoff_ = std::min(backoff_ * 2, options_.most_backoff);
  co_await pause_.async_wait(as_tuple(deferred));
}

void Connection::fail(Exchange& exchange, std::string failure) {
  exchange.failure = std::move(failure);
  complete(exchange);
}

// Resumes the caller at once. What escapes from it is not ours: it goes to whoever runs the io_context.
void Connection::complete(Exchange& exchange) {
  auto resume = std::move(exchange.resume);
  try {
    resume();
  } catch (...) {
    asio::post(executor_, [error = std::current_exception()] { std::rethrow_exception(error); });
  }
}

Exchange& Connection::pop(Queue& queue) {
  auto& exchange = *queue.front();
  queue.pop_front();
  waiting_ -= exchange.commands.size();
  return exchange;
}

}  // namespace souk::redis
