// An order as it goes its steps, told to those who wait for it.
#include <charconv>

#include "http/event_stream.hpp"
#include "payment/api/api.hpp"

namespace souk::payment {
namespace {

// How many steps the client has seen already; 0 when it does not say so in our words.
int steps_seen(const http::Request& request) {
  const auto id = request.header("Last-Event-ID");
  int steps = 0;
  const auto parsed = std::from_chars(id.data(), id.data() + id.size(), steps);
  return parsed.ptr == id.data() + id.size() ? steps : 0;
}

}  // namespace

awaitable<http::Response> Api::watch_order(const http::Request& request) {
  auto pk = request.id_parameter("pk", Code::order_not_found);
  if (!pk) co_return http::problem(pk.error(), request.id);
  auto order = co_await live_.find(*pk);
  if (!order) co_return http::problem(order.error(), request.id);
  co_return http::event_stream(
      [this, pk = *pk, seen = steps_seen(request)](http::EventStream& stream) { return tell_steps(stream, pk, seen); });
}

// Until it is cancelled, when the client leaves. Steps that follow each other quickly are told as one event.
awaitable<void> Api::tell_steps(http::EventStream& stream, Ulid pk, int seen) {
  auto watcher = live_.watch(pk);
  for (bool open = true; open;) {
    const auto change = co_await watcher.next();
    if (!change.value) continue;  // an order that was found is never deleted, except with its whole database
    const RenderedOrder order(change.value);
    if (order.steps() <= seen) continue;
    seen = order.steps();
    open = co_await stream.send({.id = order.id(), .name = "order", .data = order.json()});
  }
}

}  // namespace souk::payment
