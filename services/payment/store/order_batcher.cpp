#include "payment/store/order_batcher.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <expected>
#include <functional>

#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::payment {

namespace asio = boost::asio;

struct OrderBatcher::Batch {
  using Placed = std::expected<std::optional<Timestamp>, std::exception_ptr>;

  redis::Call call{"place_orders"};
  std::vector<std::move_only_function<void(Placed)>> waiting = {};  // in the order of the call's orders

  explicit Batch(Partition p) {
    call.key(redis::key(contracts::payment, p, "orders"));
    call.key(redis::key(contracts::payment, p, contracts::OrderPlaced::stream));
  }

  void add(Partition p, const OrderRecord& order) {
    const auto pk = order.pk.text();
    call.key(redis::key(contracts::payment, p, "order", pk));
    const auto& line = order.lines.front();
    call.arg(pk).arg(line.product_id.text()).arg(line.product_name.value().value()).arg(line.quantity.value());
    call.arg(line.price.value().minor_units()).arg(line.fee.value().minor_units());
  }

  // Returns when the last added order was placed.
  auto placed() {
    return asio::async_initiate<const asio::deferred_t, void(Placed)>(
        [](auto resume, Batch* batch) { batch->waiting.emplace_back(std::move(resume)); }, asio::deferred, this);
  }

  std::vector<Placed> read(const redis::Reply& reply) const {
    const auto& answers = reply.array();
    const Timestamp time(Milliseconds(answers.at(0).integer()));
    std::vector<Placed> placed;
    for (std::size_t i = 1; i <= waiting.size(); ++i) {
      placed.push_back(answers.at(i).integer() == 1 ? std::optional(time) : std::nullopt);
    }
    return placed;
  }
};

awaitable<std::optional<Timestamp>> OrderBatcher::place(const OrderRecord& order) {
  const auto executor = co_await asio::this_coro::executor;
  const auto p = partition_of(order.pk, static_cast<unsigned>(open_.size()));
  if (!open_[p]) {
    open_[p] = std::make_shared<Batch>(p);
    asio::co_spawn(executor, send(p, open_[p]), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
  }
  auto& batch = *open_[p];  // send() keeps it alive
  batch.add(p, order);
  if (batch.waiting.size() + 1 == most) open_[p].reset();
  auto placed = co_await batch.placed();
  if (!placed) std::rethrow_exception(placed.error());
  co_return *placed;
}

awaitable<void> OrderBatcher::send(Partition p, std::shared_ptr<Batch> batch) {
  co_await asio::post(asio::deferred);  // runs after all handlers that are ready now
  if (open_[p] == batch) open_[p].reset();
  std::vector<Batch::Placed> placed;
  try {
    placed = batch->read(co_await redis_.call(batch->call));
  } catch (const std::exception&) {
    placed.assign(batch->waiting.size(), std::unexpected(std::current_exception()));
  }
  for (std::size_t i = 0; i < placed.size(); ++i) batch->waiting[i](std::move(placed[i]));
}

}  // namespace souk::payment
