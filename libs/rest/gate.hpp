#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"

namespace souk::rest {

// Limits how many costly requests run at once; the others wait. Waiting clients take turns, so a client with many
// requests delays only itself. For one thread.
class Gate {
 public:
  struct Limits {
    std::size_t places;
    std::size_t waiting;    // above this, the latest request of the client with the longest line is rejected
    Milliseconds patience;  // how long a request may wait
  };

  explicit Gate(Limits limits) : limits_(limits), free_(limits.places) {}
  Gate(const Gate&) = delete;

  // A place. The destructor gives it back.
  class Turn {
   public:
    Turn() = default;  // no place: the request was rejected or waited too long
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
  struct Waiter;  // lives in the coroutine frame of enter()
  struct Line {   // never empty
    std::string client;
    std::list<Waiter*> waiters;  // in order of arrival
  };
  using Lines = std::list<Line>;

  void leave();
  Lines::iterator line_of(std::string_view client);
  bool make_room(std::string_view client);
  Lines::iterator join(std::string client, Waiter&);
  void remove(Waiter&);

  const Limits limits_;
  std::size_t free_;
  std::size_t waiting_ = 0;
  Lines lines_;  // one for each waiting client; the front is next
};

}  // namespace souk::rest
