#include "payment/store/live_orders.hpp"

#include <charconv>

namespace souk::payment {
namespace {

redis::NearCache::Value render(redis::Reply reply) {
  if (reply.array().empty()) return nullptr;
  return std::make_shared<const std::string>(RenderedOrder::render(Orders::read(reply)));
}

}  // namespace

std::string RenderedOrder::render(const Order& order) {
  auto text = std::to_string(order.timeline.size()) + '\n';
  describe::write_json(order, text);
  return text;
}

int RenderedOrder::steps() const {
  int number = 0;
  std::from_chars(id().data(), id().data() + id().size(), number);
  return number;
}

LiveOrders::LiveOrders(boost::asio::any_io_executor executor, redis::Options options, const Orders& orders)
    : orders_(orders), cache_(executor, std::move(options), capacity, render), watch_(executor, cache_) {}

awaitable<Outcome<RenderedOrder>> LiveOrders::find(Ulid pk) {
  auto text = co_await cache_.get(orders_.key(pk));
  if (!text) co_return Orders::not_found(pk);
  co_return RenderedOrder(std::move(text));
}

}  // namespace souk::payment
