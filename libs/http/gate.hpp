#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"

namespace souk::http {

// So many costly requests may be under way at once; others wait. The clients that wait take turns, so one that asks for
// much waits behind itself only. One thread.
class Gate {
 public:
  struct Limits {
    std::size_t places;
    std::size_t waiting;    // above it, the latest request of the client with the most is sent away
    Milliseconds patience;  // of those that wait
  };

  explicit Gate(Limits limits) : limits_(limits), free_(limits.places) {}
  Gate(const Gate&) = delete;

  // A place, given back when this goes.
  class Turn {
   public:
    Turn() = default;  // none: there was no place in time
    explicit Turn(Gate& gate) : gate_(&gate) {}
    Turn(Turn&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
    Turn& operator=(Turn&& other) noexcept {
      std::swap(gate_, other.gate_);
      return *this;
    }
    ~Turn() {
      if (gate_ != nullptr) gate_->leave();
    }
    explicit operator bool() const { return gate_ != nullptr; }

   private:
    Gate* gate_ = nullptr;
  };
  boost::asio::awaitable<Turn> enter(std::string client);

 private:
  struct Waiter;  // lives in the frame of its enter()
  struct Line {   // never empty
    std::string client;
    std::list<Waiter*> waiters;  // in their order
  };
  using Lines = std::list<Line>;

  void leave();
  Lines::iterator line_of(std::string_view client);
  bool make_room(std::string_view client);
  Lines::iterator join(std::string client, Waiter&);
  void part(Waiter&);

  const Limits limits_;
  std::size_t free_;
  std::size_t waiting_ = 0;
  Lines lines_;  // of each client that waits; the next first
};

}  // namespace souk::http
