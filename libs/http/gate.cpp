#include "http/gate.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "http/as_result.hpp"

namespace souk::http {

namespace asio = boost::asio;

struct Gate::Waiter {
  Waiter(Gate& its_gate, std::string client, const asio::any_io_executor& executor)
      : gate(its_gate), timer(executor, its_gate.limits_.patience), line(gate.join(std::move(client), *this)) {}
  ~Waiter() {
    if (waits) gate.part(*this);
  }

  void go() {
    gate.part(*this);
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
  co_await waiter.timer.async_wait(as_result);
  co_return std::move(waiter.turn);
}

void Gate::leave() {
  if (lines_.empty()) {
    ++free_;
    return;
  }
  lines_.splice(lines_.end(), lines_, lines_.begin());  // its client's next turn is the last
  auto& next = *lines_.back().waiters.front();
  next.turn = Turn(*this);
  next.go();
}

Gate::Lines::iterator Gate::line_of(std::string_view client) {
  return std::ranges::find(lines_, client, &Line::client);
}

// The client with the longest line gives up its latest request, unless it is the client that comes.
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

void Gate::part(Waiter& waiter) {
  std::erase(waiter.line->waiters, &waiter);
  if (waiter.line->waiters.empty()) lines_.erase(waiter.line);
  --waiting_;
}

}  // namespace souk::http
