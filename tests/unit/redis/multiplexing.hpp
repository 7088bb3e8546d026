#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

#include "redis/detail/multiplexer.hpp"

namespace souk::redis::detail {

inline constexpr SteadyClock::time_point start{};
inline constexpr Milliseconds deadline{100};

inline std::string encoded(const std::vector<Command>& commands) {
  std::string bytes;
  for (const auto& command : commands) command.append_to(bytes);
  return bytes;
}

// One multiplexer, and what its calls came to: a line a call, in the order in which their callers were resumed.
struct Multiplexing : ::testing::Test {
  explicit Multiplexing(unsigned replicas = 0) : multiplexer("redis:6379", deadline, replicas, callbacks()) {
    multiplexer.open();
  }

  struct Call {
    std::vector<Command> commands;
    std::vector<Reply> replies;
    Exchange exchange;
  };

  std::deque<Call> calls;
  std::vector<std::string> outcomes, pushed;
  std::vector<std::string> escaped;
  std::function<void(const Exchange&)> on_resume = [](const Exchange&) {};
  Multiplexer multiplexer;

  Multiplexer::Callbacks callbacks() {
    return {.pushed = [this](const Reply& message) { pushed.push_back(message.array().back().text()); },
            .escaped =
                [this](std::exception_ptr error) {
                  try {
                    std::rethrow_exception(error);
                  } catch (const std::exception& thrown) {
                    escaped.emplace_back(thrown.what());
                  }
                }};
  }

  void submit(std::vector<std::string> names, SteadyClock::time_point since = start) {
    auto& call = calls.emplace_back();
    for (const auto& name : names) call.commands.emplace_back(name);
    call.replies.resize(names.size());
    call.exchange.commands = call.commands;
    call.exchange.replies = call.replies.data();
    call.exchange.since = call.exchange.submitted = since;
    call.exchange.resume = [this, &call] {
      outcomes.push_back(outcome(call));
      on_resume(call.exchange);
    };
    multiplexer.submit(call.exchange);
  }

  void send() { multiplexer.take_unsent(); }

  static std::string outcome(const Call& call) {
    if (!call.exchange.failure.empty()) return call.exchange.failure;
    std::string line;
    for (const auto& reply : call.replies) line += (line.empty() ? "" : " ") + reply.text();
    return line;
  }
};

}  // namespace souk::redis::detail
