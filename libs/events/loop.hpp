#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>

#include "base/clock.hpp"

namespace souk::events {

// A pass that a consumer makes again and again, also after failures, until stop().
class Loop {
 public:
  using Pass = std::function<boost::asio::awaitable<void>()>;

  // `period`: between two passes that succeeded.
  Loop(const boost::asio::any_io_executor&, std::string name, Milliseconds period, Pass);

  boost::asio::awaitable<void> run();
  void stop();
  boost::asio::awaitable<void> pause(Milliseconds);  // within a pass; stop() ends it

  SteadyClock::time_point succeeded() const { return succeeded_; }  // last, or when it was made
  const std::string& name() const { return name_; }
  const std::string& failure() const { return failure_; }  // of the last pass, in words; empty: it succeeded

 private:
  const std::string name_;
  const Milliseconds period_;
  const Pass pass_;
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
  SteadyClock::time_point succeeded_ = SteadyClock::now();
  std::string failure_ = {};
};

}  // namespace souk::events
