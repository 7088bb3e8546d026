#include "http/gate.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "http/as_result.hpp"

namespace souk::http {

namespace asio = boost::asio;

struct Gate::Waiter {
  Waiter(Gate& its_gate, const asio::any_io_executor& executor)
      : gate(its_gate),
        timer(executor, its_gate.limits_.patience),
        place(gate.waiting_.insert(gate.waiting_.end(), this)) {}
  ~Waiter() {
    if (!called) gate.waiting_.erase(place);
  }

  Gate& gate;
  asio::steady_timer timer;
  std::list<Waiter*>::iterator place;
  bool called = false;
  Turn turn;
};

asio::awaitable<Gate::Turn> Gate::enter() {
  if (free_ > 0) {
    --free_;
    co_return Turn(*this);
  }
  if (waiting_.size() >= limits_.waiting) co_return Turn();
  Waiter waiter(*this, co_await asio::this_coro::executor);
  co_await waiter.timer.async_wait(as_result);
  co_return std::move(waiter.turn);
}

void Gate::leave() {
  if (waiting_.empty()) {
    ++free_;
    return;
  }
  auto& next = *waiting_.front();
  waiting_.pop_front();
  next.called = true;
  next.turn = Turn(*this);
  next.timer.cancel();
}

}  // namespace souk::http
