#include "rest/gate.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace souk::rest {

namespace asio = boost::asio;

struct Gate::Waiter {
  Waiter(Gate& its_gate, std::string client, const asio::any_io_executor& executor)
      : gate(its_gate), timer(executor, its_gate.limits_.patience), line(gate.join(std::move(client), *this)) {}
  ~Waiter() {
    if (waits) gate.remove(*this);
  }

  void go() {
    gate.remove(*this);
    waits = false;
    timer.cancel();
  }

  Gate& gate;
  asio::steady_timer timer;
  bool waits = true;
  Lines::iterator line;
  Turn turn;
};

asio::awaitable<Gate::Turn> Gate::enter(std::string client) {
  if (free_ > 0) {
    --free_;
    co_return Turn(*this);
  }
  if (waiting_ >= limits_.waiting && !make_room(client)) co_return Turn();
  Waiter waiter(*this, std::move(client), co_await asio::this_coro::executor);
  co_await waiter.timer.async_wait(asio::as_tuple(asio::deferred));
  co_return std::move(waiter.turn);
}

void Gate::leave() {
  if (lines_.empty()) {
    ++free_;
    return;
  }
  lines_.splice(lines_.end(), lines_, lines_.begin());  // after its turn, the client goes to the end of the queue
  auto& next = *lines_.back().waiters.front();
  next.turn = Turn(*this);
  next.go();
}

Gate::Lines::iterator Gate::line_of(std::string_view client) {
  return std::ranges::find(lines_, client, &Line::client);
}

// The client with the longest line loses its latest request, unless the new request's client would have a line as long.
bool Gate::make_room(std::string_view client) {
  const auto own = line_of(client);
  const auto size = [](const Line& line) { return line.waiters.size(); };
  const auto longest = std::ranges::max_element(lines_, {}, size);
  if (longest == lines_.end() || size(*longest) <= 1 + (own == lines_.end() ? 0 : size(*own))) return false;
  longest->waiters.back()->go();
  return true;
}

Gate::Lines::iterator Gate::join(std::string client, Waiter& waiter) {
  auto line = line_of(client);
  if (line == lines_.end()) line = lines_.insert(lines_.end(), {std::move(client), {}});
  line->waiters.push_back(&waiter);
  ++waiting_;
  return line;
}

void Gate::remove(Waiter& waiter) {
  std::erase(waiter.line->waiters, &waiter);
  if (waiter.line->waiters.empty()) lines_.erase(waiter.line);
  --waiting_;
}

}  // namespace souk::rest
