#include "events/loop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

#include "base/log.hpp"

namespace souk::events {
namespace {

constexpr Milliseconds after_failure{500};

}  // namespace

Loop::Loop(const boost::asio::any_io_executor& executor, std::string name, Milliseconds period, Pass pass)
    : name_(std::move(name)), period_(period), pass_(std::move(pass)), timer_(executor) {}

// An outage is logged twice: when it begins and when it ends.
boost::asio::awaitable<void> Loop::run() {
  while (!stopping_) {
    std::string failure;
    try {
      co_await pass_();
      succeeded_ = SteadyClock::now();
    } catch (const std::exception& error) {
      failure = error.what();
    }
    if (failure.empty() != failure_.empty()) {
      if (failure.empty()) {
        log::info("consumer resumed", {{"loop", name_}});
      } else {
        log::warn("consumer interrupted", {{"loop", name_}, {"why", failure}});
      }
    }
    failure_ = failure;
    co_await pause(failure.empty() ? period_ : after_failure);
  }
}

void Loop::stop() {
  stopping_ = true;
  timer_.cancel();
}

boost::asio::awaitable<void> Loop::pause(Milliseconds time) {
  if (stopping_ || time == Milliseconds(0)) co_return;
  timer_.expires_after(time);
  co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
}

}  // namespace souk::events
