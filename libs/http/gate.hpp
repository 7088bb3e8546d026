#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <list>
#include <utility>

#include "base/clock.hpp"

namespace souk::http {

// So many costly requests may be under way at once; others wait for their turn, in order. One thread.
class Gate {
 public:
  struct Limits {
    std::size_t places;
    std::size_t waiting;    // more are sent away at once
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
  boost::asio::awaitable<Turn> enter();

 private:
  struct Waiter;  // lives in the frame of its enter()
  void leave();

  const Limits limits_;
  std::size_t free_;
  std::list<Waiter*> waiting_;  // the next first
};

}  // namespace souk::http
