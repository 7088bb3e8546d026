// Sends an order to watching clients after each change.
#include "http/event_stream.hpp"
#include "payment/api/api.hpp"
#include "payment/domain/refusals.hpp"
#include "rest/last_event_id.hpp"

namespace souk::payment {

awaitable<http::Response> Api::watch_order(const http::Request& request) {
  auto pk = rest::id_parameter(request, "pk", order_not_found);
  if (!pk) co_return rest::problem(pk.error(), request.id);
  auto order = co_await parts_.live.find(*pk);
  if (!order) co_return rest::problem(order.error(), request.id);
  co_return http::event_stream([this, pk = *pk, seen = rest::last_event_id(request)](http::EventStream& stream) {
    return send_changes(stream, pk, seen);
  });
}

// Runs until the client leaves; then it is cancelled. Quick successive changes may become one event. `seen`: the
// version that the client has.
awaitable<void> Api::send_changes(http::EventStream& stream, Ulid pk, std::string seen) {
  auto watcher = parts_.live.watch(pk);
  for (bool open = true; open;) {
    const auto change = co_await watcher.next();
    if (!change.value) continue;  // an existing order is only deleted with the whole database
    if (change.value->version == seen) continue;
    seen = change.value->version;
    open = co_await stream.send({.id = seen, .name = "order", .data = change.value->json});
  }
}

}  // namespace souk::payment
