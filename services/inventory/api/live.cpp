// Products as they change, told to those who look at them.
#include "http/event_stream.hpp"
#include "inventory/api/api.hpp"

namespace souk::inventory {
namespace {

awaitable<bool> tell(http::EventStream& stream, Ulid id, std::optional<RenderedProduct> product) {
  if (product) co_return co_await stream.send({.name = "product", .data = product->json()});
  const auto deleted = http::json(ProductDeleted{id}).body;
  co_return co_await stream.send({.name = "product_deleted", .data = deleted});
}

}  // namespace

awaitable<http::Response> Api::watch_products(const http::Request& request) {
  auto query = request.read_query<WatchQuery>();
  if (!query) co_return http::problem(query.error(), request.id);
  co_return http::event_stream(
      [this, ids = std::move(query->ids.all)](http::EventStream& stream) { return tell_changes(stream, ids); });
}

// Until it is cancelled, when the client leaves.
awaitable<void> Api::tell_changes(http::EventStream& stream, std::vector<Ulid> ids) {
  auto watcher = cache_.watch(ids);
  for (bool open = true; open;) {
    const auto change = co_await watcher.next();
    open = co_await tell(stream, ids[change.which], RenderedProduct::of(change.value));
  }
}

}  // namespace souk::inventory
