// Sends products to watching clients as they change.
#include "http/event_stream.hpp"
#include "inventory/api/api.hpp"
#include "rest/message.hpp"

namespace souk::inventory {
namespace {

awaitable<bool> send_state(http::EventStream& stream, Ulid id, std::shared_ptr<const RenderedProduct> product,
                           Drafts drafts) {
  const bool is_visible = product && (!product->is_draft || drafts == Drafts::shown);
  if (is_visible) co_return co_await stream.send({.name = "product", .data = product->json});
  const auto deleted = rest::json(ProductDeleted{id}).body;
  co_return co_await stream.send({.name = "product_deleted", .data = deleted});
}

}  // namespace

awaitable<http::Response> Api::watch_products(const http::Request& request) {
  auto query = rest::read_query<WatchQuery>(request);
  if (!query) co_return rest::problem(query.error(), request.id);
  co_return http::event_stream([this, ids = std::move(query->ids.all), drafts = co_await drafts_for(request)](
                                   http::EventStream& stream) { return send_changes(stream, ids, drafts); });
}

// Runs until the client leaves; then it is cancelled.
awaitable<void> Api::send_changes(http::EventStream& stream, std::vector<Ulid> ids, Drafts drafts) {
  auto watcher = cache_.watch(ids);
  for (bool open = true; open;) {
    const auto change = co_await watcher.next();
    open = co_await send_state(stream, ids[change.which], change.value, drafts);
  }
}

}  // namespace souk::inventory
