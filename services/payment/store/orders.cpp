#include "payment/store/orders.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <stdexcept>

#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr auto service = contracts::payment;
constexpr int most_rounds = 20;  // of a listing with a filter: at most this many times `limit` orders are looked at

// FNV-1a: the same in every process, of any version.
std::uint32_t hash(std::string_view text) {
  std::uint32_t value = 2166136261;
  for (unsigned char c : text) value = (value ^ c) * 16777619;
  return value;
}

}  // namespace

// What Redis holds was written by our own function, so a hash that does not read is a fault of ours.
Order Orders::read(const redis::Reply& hash) {
  auto order = describe::from_fields<OrderRecord>(hash.pairs(), "order");
  if (!order) throw std::logic_error("an order's hash is damaged: " + order.error().front().msg);
  return told(std::move(*order));
}

std::unexpected<Refusal> Orders::not_found(const Ulid& pk) {
  return refuse(Code::order_not_found, "There is no order " + pk.text() + ".");
}

Orders::Orders(redis::Client& redis, unsigned partitions)
    : redis_(redis), partitions_(partitions), placing_(redis, partitions) {}

std::string Orders::key(Partition p, std::string_view kind) const {
  return redis::key(service, p, kind);
}

std::string Orders::key(const Ulid& pk) const {
  return redis::key(service, partition_of(pk, partitions_), "order", pk.text());
}

std::string Orders::idempotency_key(std::string_view key) const {
  return redis::key(service, hash(key) % partitions_, "idempotency", key);
}

Ulid Orders::new_pk(const Ulid& product_id) const {
  return in_partition(Ulid::next(), partition_of(product_id, partitions_), partitions_);
}

awaitable<Placed> Orders::place(OrderRecord order) {
  const auto placed_at = co_await placing_.place(order);
  if (!placed_at) co_return Placed{(co_await find(order.pk)).value(), true};
  order.created_at = *placed_at;
  co_return Placed{told(std::move(order)), false};
}

awaitable<Order> Orders::abandon(OrderRecord order) {
  const auto p = partition_of(order.pk, partitions_);
  redis::Call call("abandon_order");
  call.key(key(p, "orders")).key(key(p, "counts")).key(key(order.pk)).arg(order.pk.text());
  for (const auto& [name, value] : describe::to_fields(order)) call.arg(name).arg(value);
  co_await redis_.call(std::move(call));
  co_return (co_await find(order.pk)).value();
}

awaitable<Outcome<Order>> Orders::find(Ulid pk) {
  auto reply = co_await redis_.call(redis::Command("HGETALL", key(pk)));
  if (reply.array().empty()) co_return not_found(pk);
  co_return read(reply);
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

bool OrderFilter::passes(const Order& order) const {
  return (!status || order.status == *status) && (!product_id || order.product_id == *product_id) &&
         (!from || order.created_at >= *from) && (!to || order.created_at < *to);
}

awaitable<Page> Orders::list(std::size_t limit, OrderFilter filter, std::optional<Cursor> from) {
  auto cursor = co_await begin(filter, from);
  const auto more = [&] { return std::ranges::any_of(cursor.ends, [](auto end) { return end > 0; }); };
  Page page;
  for (int round = 0; round < most_rounds && page.orders.size() < limit && more(); ++round) {
    auto pks = co_await newest(cursor, limit - page.orders.size());
    for (auto& order : co_await read(std::move(pks))) {
      // What is behind it in its partition is older still.
      if (filter.from && order.created_at < *filter.from) cursor.ends[partition_of(order.pk, partitions_)] = 0;
      if (filter.passes(order)) page.orders.push_back(std::move(order));
    }
  }
  if (more()) page.next = std::move(cursor);
  co_return page;
}

// Where a page begins: where the one before ended, else at the newest order that may be wanted.
awaitable<Cursor> Orders::begin(const OrderFilter& filter, const std::optional<Cursor>& from) {
  auto cursor = co_await ends();
  if (from) {
    for (Partition p = 0; p < partitions_; ++p) cursor.ends[p] = std::min(cursor.ends[p], from->ends[p]);
    co_return cursor;
  }
  if (filter.product_id) {
    const auto lies = partition_of(*filter.product_id, partitions_);
    for (Partition p = 0; p < partitions_; ++p) {
      if (p != lies) cursor.ends[p] = 0;
    }
  }
  if (filter.to) cursor = co_await placed_before(*filter.to, std::move(cursor));
  co_return cursor;
}

awaitable<Cursor> Orders::ends() {
  std::vector<redis::Command> looks;
  for (Partition p = 0; p < partitions_; ++p) looks.push_back(redis::Command("LLEN", key(p, "orders")));
  Cursor cursor;
  for (auto& length : co_await redis_.pipeline(std::move(looks))) {
    cursor.ends.push_back(redis::raise_if_error(std::move(length)).integer());
  }
  co_return cursor;
}

// How many orders of each partition, of so many, were placed before the time. Each list is in the order of placing and
// is halved until the place is found, all of them with the same calls.
awaitable<Cursor> Orders::placed_before(Timestamp time, Cursor all) {
  auto& ends = all.ends;
  std::vector<std::int64_t> before(ends.size(), 0);
  for (;;) {
    std::vector<redis::Command> middles, times;
    std::vector<Partition> open;
    for (Partition p = 0; p < partitions_; ++p) {
      if (before[p] >= ends[p]) continue;
      open.push_back(p);
      middles.push_back(redis::Command("LINDEX", key(p, "orders"), std::midpoint(before[p], ends[p])));
    }
    if (open.empty()) co_return Cursor{std::move(before)};
    for (auto& pk : co_await redis_.pipeline(std::move(middles))) {
      const auto found = redis::raise_if_error(std::move(pk));
      times.push_back(redis::Command("HGET", key(Ulid::parse(found.text()).value()), "created_at"));
    }
    auto replies = co_await redis_.pipeline(std::move(times));
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto p = open[i];
      const auto middle = std::midpoint(before[p], ends[p]);
      const Timestamp placed(Milliseconds(redis::raise_if_error(std::move(replies[i])).integer()));
      (placed < time ? before[p] : ends[p]) = placed < time ? middle + 1 : middle;
    }
  }
}

// The newest orders below the cursor, which moves past them. Each partition's list is in the order of placing; the
// partitions are merged by pk, which sorts by time.
awaitable<std::vector<Ulid>> Orders::newest(Cursor& from, std::size_t limit) {
  const auto most = static_cast<std::int64_t>(limit);
  std::vector<redis::Command> looks;
  for (Partition p = 0; p < partitions_; ++p) {
    // LRANGE's bounds are both included, and -1 is the last: an empty range is 1..0.
    const auto end = from.ends[p];
    const auto first = end > 0 ? std::max<std::int64_t>(0, end - most) : 1;
    const auto last = end > 0 ? end - 1 : 0;
    looks.push_back(redis::Command("LRANGE", key(p, "orders"), first, last));
  }
  std::vector<std::deque<Ulid>> heads;
  for (auto& reply : co_await redis_.pipeline(std::move(looks))) {
    auto& head = heads.emplace_back();
    const auto pks = redis::raise_if_error(std::move(reply));
    for (const auto& pk : pks.array()) head.push_front(Ulid::parse(pk.text()).value());
  }
  std::vector<Ulid> merged;
  while (merged.size() < limit) {
    const auto next =
        std::ranges::max_element(heads, {}, [](const auto& head) { return head.empty() ? Ulid() : head.front(); });
    if (next->empty()) break;
    merged.push_back(next->front());
    next->pop_front();
    --from.ends[static_cast<std::size_t>(next - heads.begin())];
  }
  co_return merged;
}

awaitable<std::vector<Order>> Orders::read(std::vector<Ulid> pks) {
  std::vector<Order> orders;
  if (pks.empty()) co_return orders;
  std::vector<redis::Command> reads;
  for (const auto& pk : pks) reads.push_back(redis::Command("HGETALL", key(pk)));
  for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
    orders.push_back(read(redis::raise_if_error(std::move(reply))));
  }
  co_return orders;
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
