#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace souk::auth {

// Counts each client's recent wrong guesses: tokens, or pairs of an order's number and an e-mail address. In memory:
// each process counts separately, and a restart resets the counts.
class LoginThrottle {
 public:
  static constexpr std::size_t most = 5;  // in a `window`; then the client waits until the oldest is that old
  static constexpr std::chrono::seconds window{60};
  static constexpr std::size_t capacity = 4096;  // clients; one more replaces the client that has been quiet longest

  // How long the client must wait. Nothing: it may try now.
  std::optional<std::chrono::seconds> wait(std::string_view client, SteadyClock::time_point now) const;
  void failed(std::string_view client, SteadyClock::time_point now);
  std::size_t size() const { return clients_.size(); }

 private:
  struct Times {
    std::array<SteadyClock::time_point, most> last{};  // a ring buffer
    std::size_t count = 0;
    SteadyClock::time_point oldest() const { return last[count % most]; }
    SteadyClock::time_point newest() const { return last[(count + most - 1) % most]; }
  };
  void make_room(SteadyClock::time_point now);

  std::unordered_map<std::string, Times> clients_;
};

}  // namespace souk::auth
