#include "payment/store/orders.hpp"

#include <stdexcept>

#include "base/stable_hash.hpp"
#include "payment/domain/order_id.hpp"
#include "payment/domain/refusals.hpp"
#include "payment/store/deciding.hpp"
#include "payment/store/order_hash.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr auto service = contracts::payment;

void add_fields(redis::Call& call, const describe::Fields& fields) {
  call.arg(fields.size());
  for (const auto& [name, value] : fields) call.arg(name).arg(value);
}

}  // namespace

std::unexpected<Refusal> Orders::not_found(const Ulid& pk) {
  return refuse(order_not_found, "There is no order " + pk.text() + ".");
}

Orders::Orders(redis::Client& redis, unsigned partitions)
    : redis_(redis), partitions_(partitions), batcher_(redis, partitions), customers_(redis, partitions) {}

std::string Orders::key(Partition p, std::string_view kind) const {
  return redis::key(service, p, kind);
}

std::string Orders::key(const Ulid& pk) const {
  return redis::key(service, partition_of(pk, partitions_), "order", pk.text());
}

std::string Orders::customer_key(const Ulid& pk) const {
  return redis::key(service, partition_of(pk, partitions_), "customer", pk.text());
}

std::string Orders::idempotency_key(std::string_view key) const {
  return redis::key(service, stable_hash_32(key) % partitions_, "idempotency", key);
}

Ulid Orders::new_pk(const std::vector<WantedLine>& wanted) const {
  if (wanted.size() > 1) return cart_pk(Ulid::next(), partitions_);
  return in_partition(Ulid::next(), partition_of(wanted.front().id, partitions_), partitions_);
}

awaitable<Placed> Orders::place(OrderRecord order, std::optional<Customer> customer, Hold hold) {
  const bool alone = !customer && !order.has_several_lines() && !hold;
  const auto placed_at = co_await (alone ? batcher_.place(order) : place_whole(order, customer, hold));
  if (!placed_at) co_return Placed{(co_await find(order.pk)).value(), true};
  order.created_at = *placed_at;
  if (hold) order.paid.emplace();
  Placed placed{order_of(std::move(order)), false};
  if (customer) placed.order.customer = masked(*customer);
  co_return placed;
}

// An order with a customer, of several lines, or paid at a provider.
awaitable<std::optional<Timestamp>> Orders::place_whole(const OrderRecord& order,
                                                        const std::optional<Customer>& customer, Hold hold) {
  std::vector<TermDigest> terms;
  if (customer) terms = co_await customers_.digests_of(order.pk, *customer);
  const auto p = partition_of(order.pk, partitions_);
  redis::Call call("place_order");
  call.key(key(p, "orders")).key(key(order.pk)).key(customer_key(order.pk));
  call.key(key(p, "order_placed")).key(key(p, "line_placed")).key(key(p, "payments_due"));
  call.key(key(p, CustomerTerm::stream)).arg(order.pk.text());
  call.arg(hold ? std::to_string(hold->count()) : "");
  auto fields = fields_of(order);
  auto [amount, line_amounts] = amounts_of(order);
  if (hold) fields.emplace_back("amount", std::to_string(amount.minor_units()));
  if (hold || order.has_several_lines()) fields.emplace_back("line_amounts", std::move(line_amounts));
  add_fields(call, fields);
  add_fields(call, customer ? describe::to_fields(payment::record_of(*customer)) : describe::Fields());
  call.arg(terms.size());
  for (const auto& term : terms) call.arg(term.value());
  for (const auto& line : order.lines) call.arg(line.product_id.text()).arg(line.quantity.value());
  const auto time = (co_await redis_.call(std::move(call))).integer();
  co_return time == 0 ? std::nullopt : std::optional(Timestamp(Milliseconds(time)));
}

awaitable<Order> Orders::abandon(OrderRecord order) {
  const auto p = partition_of(order.pk, partitions_);
  redis::Call call("abandon_order");
  call.key(key(p, "orders")).key(key(p, "counts")).key(key(order.pk)).key(key(p, "line_cancelled"));
  call.arg(order.pk.text());
  for (const auto& [name, value] : fields_of(order)) call.arg(name).arg(value);
  co_await redis_.call(std::move(call));
  co_return (co_await find(order.pk)).value();
}

awaitable<std::optional<Orders::Stored>> Orders::read(Ulid pk) {
  auto replies =
      co_await redis_.pipeline({redis::Command("HGETALL", key(pk)), redis::Command("HGETALL", customer_key(pk))});
  auto record = payment::record_of(redis::raise_if_error(std::move(replies[0])));
  if (!record) co_return std::nullopt;
  co_return Stored{std::move(*record), read_customer(redis::raise_if_error(std::move(replies[1])))};
}

awaitable<Outcome<Order>> Orders::find(Ulid pk) {
  auto stored = co_await read(pk);
  if (!stored) co_return not_found(pk);
  auto order = order_of(std::move(stored->record));
  if (stored->customer) order.customer = masked(*stored->customer);
  co_return order;
}

awaitable<Outcome<Order>> Orders::find_for_admin(Ulid pk) {
  auto stored = co_await read(pk);
  if (!stored) co_return not_found(pk);
  auto order = order_for_admin(std::move(stored->record));
  if (stored->customer) order.customer = whole(*stored->customer);
  co_return order;
}

awaitable<Outcome<OrderRecord>> Orders::record_of(Ulid pk) {
  auto record = payment::record_of(co_await redis_.call(redis::Command("HGETALL", key(pk))));
  if (!record) co_return not_found(pk);
  co_return std::move(*record);
}

awaitable<std::optional<Customer>> Orders::customer_of(Ulid pk) {
  co_return read_customer(co_await redis_.call(redis::Command("HGETALL", customer_key(pk))));
}

awaitable<void> Orders::erase_customer(Ulid pk) {
  const auto customer = co_await customer_of(pk);
  if (!customer) co_return;
  const auto p = partition_of(pk, partitions_);
  redis::Call call("erase_customer");
  call.key(customer_key(pk)).key(key(p, CustomerTerm::stream)).key(key(p, "to_ship")).arg(pk.text());
  for (const auto& term : co_await customers_.digests_of(pk, *customer)) call.arg(term.value());
  co_await redis_.call(std::move(call));
}

awaitable<Outcome<Order>> Orders::cancel(Ulid pk, Reason reason) {
  auto call = deciding("cancel_order", pk, partitions_);
  call.arg(describe::Scalar<Reason>::text(reason));
  const auto reply = co_await redis_.call(std::move(call));
  const auto& answer = reply.text();
  if (answer.empty()) co_return not_found(pk);
  if (answer == "paid") co_return refuse(already_paid, "The order is paid, so it can no longer be cancelled.");
  co_return co_await find(pk);
}

awaitable<std::optional<Bound>> Orders::recall(std::string key) {
  auto reply = co_await redis_.call(redis::Command("HMGET", idempotency_key(key), "pk", "fingerprint"));
  const auto& fields = reply.array();
  if (fields.at(0).is_nil()) co_return std::nullopt;
  co_return Bound{Ulid::parse(fields.at(0).text()).value(), fields.at(1).text()};
}

awaitable<Bound> Orders::remember(std::string key, Bound bound) {
  redis::Command call =
      redis::Call("remember_key").key(idempotency_key(key)).arg(bound.pk.text()).arg(bound.fingerprint);
  auto reply = co_await redis_.call(std::move(call));
  const auto& fields = reply.array();
  co_return Bound{Ulid::parse(fields.at(0).text()).value(), fields.at(1).text()};
}

awaitable<std::map<Status, std::int64_t>> Orders::count_by_status() {
  std::vector<redis::Command> looks;
  for (Partition p = 0; p < partitions_; ++p) {
    looks.push_back(redis::Call("count_orders").key(key(p, "orders")).key(key(p, "counts")));
  }
  std::map<Status, std::int64_t> sums;
  for (auto& reply : co_await redis_.pipeline(std::move(looks))) {
    const auto counts = redis::raise_if_error(std::move(reply));
    const auto& words = counts.array();
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
      sums[describe::Scalar<Status>::from_text(words[i].text()).value()] += words[i + 1].integer();
    }
  }
  co_return sums;
}

}  // namespace souk::payment
