#include "payment/store/order_list.hpp"

#include <algorithm>
#include <deque>
#include <numeric>
#include <span>

#include "payment/store/order_hash.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr int most_rounds = 20;  // of a filtered listing: reads at most this many times `limit` orders
constexpr std::string_view orders = "orders", lines = "lines";

}  // namespace

bool OrderFilter::passes(const Order& order) const {
  const auto is_wanted = [this](const auto& line) { return line.product_id == *product_id; };
  return (!status || order.status == *status) && (!product_id || std::ranges::any_of(order.lines, is_wanted)) &&
         (!from || order.created_at >= *from) && (!to || order.created_at < *to);
}

std::string OrderList::key(const Ulid& pk, std::string_view kind) const {
  return redis::key(contracts::payment, partition_of(pk, partitions_), kind, pk.text());
}

// The orders of a product are in its partition, or have a line there.
std::vector<OrderList::List> OrderList::lists_of(const OrderFilter& filter) const {
  if (filter.product_id) {
    const auto p = partition_of(*filter.product_id, partitions_);
    return {{p, orders}, {p, lines}};
  }
  std::vector<List> all;
  for (Partition p = 0; p < partitions_; ++p) all.push_back({p, orders});
  return all;
}

awaitable<Page> OrderList::page(std::size_t limit, OrderFilter filter, std::optional<Cursor> from) {
  const auto all = lists_of(filter);
  auto cursor = co_await begin(all, filter, from);
  const auto more = [&] { return std::ranges::any_of(cursor.ends, [](auto end) { return end > 0; }); };
  Page page;
  for (int round = 0; round < most_rounds && page.orders.size() < limit && more(); ++round) {
    auto found = co_await newest(all, cursor, limit - page.orders.size());
    auto pks = co_await orders_of(all, std::move(found), filter, cursor);
    for (auto& order : co_await read(std::move(pks))) {
      if (filter.passes(order)) page.orders.push_back(std::move(order));
    }
  }
  if (more()) page.next = std::move(cursor);
  co_return page;
}

awaitable<Page> OrderList::page_of(std::vector<Ulid> pks, std::size_t limit, OrderFilter filter) {
  if (filter.status) pks = co_await with_status(std::move(pks), *filter.status);
  Page page;
  for (std::size_t first = 0; first < pks.size() && page.orders.size() < limit; first += limit) {
    const auto some = std::span(pks).subspan(first, std::min(limit, pks.size() - first));
    for (auto& order : co_await read({some.begin(), some.end()})) {
      if (order.customer && filter.passes(order) && page.orders.size() < limit) page.orders.push_back(std::move(order));
    }
  }
  co_return page;
}

// Those in this status, in their order. Reads less of each order than a filter of whole ones.
awaitable<std::vector<Ulid>> OrderList::with_status(std::vector<Ulid> pks, Status wanted) {
  std::vector<redis::Command> reads;
  for (const auto& pk : pks) reads.push_back(redis::Command("HGET", key(pk), "status"));
  std::vector<Ulid> found;
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < pks.size(); ++i) {
    const auto status = redis::raise_if_error(std::move(replies[i]));
    if (!status.is_nil() && status.text() == describe::Scalar<Status>::text(wanted)) found.push_back(pks[i]);
  }
  co_return found;
}

// The start of a page: the end of the page before, or the newest order that can match.
awaitable<Cursor> OrderList::begin(const std::vector<List>& all, const OrderFilter& filter,
                                   const std::optional<Cursor>& from) {
  auto cursor = co_await ends(all);
  if (from) {
    for (std::size_t i = 0; i < all.size(); ++i) cursor.ends[i] = std::min(cursor.ends[i], from->ends[i]);
    co_return cursor;
  }
  if (filter.to) cursor = co_await placed_before(all, *filter.to, std::move(cursor));
  co_return cursor;
}

awaitable<Cursor> OrderList::ends(const std::vector<List>& all) {
  std::vector<redis::Command> looks;
  for (const auto& list : all)
    looks.push_back(redis::Command("LLEN", redis::key(contracts::payment, list.partition, list.name)));
  Cursor cursor;
  for (auto& length : co_await redis_.pipeline(std::move(looks))) {
    cursor.ends.push_back(redis::raise_if_error(std::move(length)).integer());
  }
  co_return cursor;
}

// The number of orders in each list that were placed before `time`. A binary search in each list; all lists share the
// calls of a round. A line may be placed much later than its order, so a list of lines stays whole.
awaitable<Cursor> OrderList::placed_before(const std::vector<List>& all, Timestamp time, Cursor whole) {
  auto& ends = whole.ends;
  std::vector<std::int64_t> before(ends.size(), 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == lines) before[i] = ends[i];
  }
  for (;;) {
    std::vector<redis::Command> middles, times;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (before[i] >= ends[i]) continue;
      open.push_back(i);
      middles.push_back(redis::Command("LINDEX", redis::key(contracts::payment, all[i].partition, all[i].name),
                                       std::midpoint(before[i], ends[i])));
    }
    if (open.empty()) co_return Cursor{std::move(before)};
    for (auto& pk : co_await redis_.pipeline(std::move(middles))) {
      const auto found = redis::raise_if_error(std::move(pk));
      times.push_back(redis::Command("HGET", key(Ulid::parse(found.text()).value()), "created_at"));
    }
    auto replies = co_await redis_.pipeline(std::move(times));
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto list = open[i];
      const auto middle = std::midpoint(before[list], ends[list]);
      const Timestamp placed(Milliseconds(redis::raise_if_error(std::move(replies[i])).integer()));
      (placed < time ? before[list] : ends[list]) = placed < time ? middle + 1 : middle;
    }
  }
}

// The newest entries before the cursor, which moves past them. Each list is in the order of placing. The lists are
// merged by pk, which sorts by time.
awaitable<std::vector<OrderList::Found>> OrderList::newest(const std::vector<List>& all, Cursor& from,
                                                           std::size_t limit) {
  const auto most = static_cast<std::int64_t>(limit);
  std::vector<redis::Command> looks;
  for (std::size_t i = 0; i < all.size(); ++i) {
    // LRANGE includes both bounds, and -1 is the last entry: an empty range is 1..0.
    const auto end = from.ends[i];
    const auto first = end > 0 ? std::max<std::int64_t>(0, end - most) : 1;
    const auto last = end > 0 ? end - 1 : 0;
    looks.push_back(
        redis::Command("LRANGE", redis::key(contracts::payment, all[i].partition, all[i].name), first, last));
  }
  std::vector<std::deque<Ulid>> heads;
  for (auto& reply : co_await redis_.pipeline(std::move(looks))) {
    auto& head = heads.emplace_back();
    const auto pks = redis::raise_if_error(std::move(reply));
    for (const auto& pk : pks.array()) head.push_front(Ulid::parse(pk.text()).value());
  }
  std::vector<Found> merged;
  while (merged.size() < limit) {
    const auto next =
        std::ranges::max_element(heads, {}, [](const auto& head) { return head.empty() ? Ulid() : head.front(); });
    if (next->empty()) break;
    const auto list = static_cast<std::size_t>(next - heads.begin());
    merged.push_back({next->front(), list});
    next->pop_front();
    --from.ends[list];
  }
  co_return merged;
}

// Reads the found orders. By product: one-line orders directly, others through their line, each once. Skips those of
// another status. When an entry is older than the filter, its list ends, since all that follow are older, too.
awaitable<std::vector<Ulid>> OrderList::orders_of(const std::vector<List>& all, std::vector<Found> found,
                                                  const OrderFilter& filter, Cursor& cursor) {
  const bool all_wanted = !filter.from && !filter.product_id && !filter.status;
  std::vector<Ulid> pks;
  if (all_wanted || found.empty()) {
    for (const auto& entry : found) pks.push_back(entry.pk);
    co_return pks;
  }
  std::vector<redis::Command> reads;
  for (const auto& entry : found) {
    reads.push_back(redis::Command("HMGET", key(entry.pk), "created_at", "product_id", "parent", "status"));
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto reply = redis::raise_if_error(std::move(replies[i]));
    const auto& [created_at, product_id, parent, status] =
        std::tie(reply.array()[0], reply.array()[1], reply.array()[2], reply.array()[3]);
    const Timestamp placed(Milliseconds(created_at.is_nil() ? 0 : created_at.integer()));
    if (filter.from && placed < *filter.from) cursor.ends[found[i].list] = 0;
    const bool is_line = all[found[i].list].name == lines;
    if (filter.product_id && (product_id.is_nil() || product_id.text() != filter.product_id->text())) continue;
    const bool other_status =
        filter.status && !status.is_nil() && status.text() != describe::Scalar<Status>::text(*filter.status);
    if (other_status && !is_line) continue;  // a line has a status of its own
    pks.push_back(is_line ? Ulid::parse(parent.text()).value() : found[i].pk);
  }
  co_return pks;
}

awaitable<std::vector<Order>> OrderList::read(std::vector<Ulid> pks) {
  std::vector<Order> found;
  if (pks.empty()) co_return found;
  std::vector<redis::Command> reads;
  for (const auto& pk : pks) {
    reads.push_back(redis::Command("HGETALL", key(pk)));
    reads.push_back(redis::Command("HGETALL", key(pk, "customer")));
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < pks.size(); ++i) {
    auto record = record_of(redis::raise_if_error(std::move(replies[2 * i])));
    if (!record) continue;
    auto& order = found.emplace_back(order_for_admin(std::move(*record)));
    if (const auto customer = read_customer(redis::raise_if_error(std::move(replies[2 * i + 1])))) {
      order.customer = whole(*customer);
    }
  }
  co_return found;
}

}  // namespace souk::payment
