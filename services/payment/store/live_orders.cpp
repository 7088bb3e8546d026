#include "payment/store/live_orders.hpp"

#include "base/stable_hash.hpp"
#include "payment/store/order_hash.hpp"

namespace souk::payment {
namespace {

std::shared_ptr<const RenderedOrder> render(redis::Reply reply) {
  auto record = record_of(reply);
  if (!record) return nullptr;
  auto rendered = std::make_shared<RenderedOrder>();
  describe::write_json(order_of(std::move(*record)), rendered->json);
  rendered->version = std::to_string(stable_hash(rendered->json));
  return rendered;
}

}  // namespace

LiveOrders::LiveOrders(boost::asio::any_io_executor executor, redis::Options options, const Orders& orders)
    : orders_(orders), cache_(executor, std::move(options), capacity, render), watch_(executor, cache_) {}

awaitable<Outcome<std::shared_ptr<const RenderedOrder>>> LiveOrders::find(Ulid pk) {
  auto order = co_await cache_.get(orders_.key(pk));
  if (!order) co_return Orders::not_found(pk);
  co_return order;
}

}  // namespace souk::payment
