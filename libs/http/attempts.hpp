#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace souk::http {

// How often each client has guessed wrong of late. Of one process: it forgets at a restart, and each process counts for
// itself.
class Attempts {
 public:
  static constexpr std::size_t most = 5;  // in a `window`; then the client waits until the oldest of them is so old
  static constexpr std::chrono::seconds window{60};
  static constexpr std::size_t capacity = 4096;  // clients; one more pushes out the one that has been quiet the longest

  // How long the client must wait, if it must.
  std::optional<std::chrono::seconds> wait(std::string_view client, SteadyClock::time_point now) const;
  void failed(std::string_view client, SteadyClock::time_point now);
  std::size_t size() const { return clients_.size(); }

 private:
  struct Times {
    std::array<SteadyClock::time_point, most> last{};  // a ring
    std::size_t count = 0;
    SteadyClock::time_point oldest() const { return last[count % most]; }
    SteadyClock::time_point newest() const { return last[(count + most - 1) % most]; }
  };
  void make_room(SteadyClock::time_point now);

  std::unordered_map<std::string, Times> clients_;
};

// Who a request comes from, for counting: the address that it was sent from or, when that is this machine (a gateway),
// the one that X-Real-IP names. An IPv6 client counts with its network of 64 bits, all of which is usually its own.
std::string client_of(std::string_view peer, std::string_view real_ip);

}  // namespace souk::http
