#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include "base/clock.hpp"
#include "redis/command.hpp"
#include "redis/reply.hpp"

namespace souk::redis::detail {

// Commands that stay together on one connection, and room for as many replies. It lives in the frame of the coroutine
// that waits for it. `resume` keeps that frame alive, so connections keep plain pointers.
struct Exchange {
  std::span<const Command> commands;
  Reply* replies;
  SteadyClock::time_point since;      // its deadline counts from here, until it is sent
  SteadyClock::time_point submitted;  // and from here when it was sent; later than `since` when it is sent again
  std::size_t answered = 0;
  bool sent = false;         // so it may have run
  std::string failure = {};  // why not every command has its reply; empty otherwise
  std::move_only_function<void()> resume = {};
};

}  // namespace souk::redis::detail
