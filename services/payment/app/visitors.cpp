#include "payment/app/visitors.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace souk::payment {
namespace {

struct Seen {
  Ulid newest;
  std::int64_t orders = 0, open = 0;
};

std::optional<std::string> value_of(VisitorKind by, const Visit& visit) {
  if (by == VisitorKind::address) return visit.address;
  return visit.buyer ? std::optional(visit.buyer->text) : std::nullopt;
}

std::vector<Ulid> pks_of(const std::vector<Visit>& visits) {
  std::vector<Ulid> pks;
  for (const auto& visit : visits) pks.push_back(visit.pk);
  return pks;
}

// Visits are newest first.
std::vector<std::pair<std::string, Seen>> most_first(VisitorKind by, const std::vector<Visit>& visits,
                                                     const std::set<Ulid>& open, std::size_t most) {
  std::map<std::string, Seen> seen;
  for (const auto& visit : visits) {
    const auto value = value_of(by, visit);
    if (!value) continue;
    auto& known = seen.try_emplace(*value, Seen{.newest = visit.pk}).first->second;
    known.orders += 1;
    known.open += open.contains(visit.pk) ? 1 : 0;
  }
  std::vector<std::pair<std::string, Seen>> sorted(seen.begin(), seen.end());
  std::ranges::sort(sorted, std::greater{},
                    [](const auto& one) { return std::tuple(one.second.open, one.second.orders, one.second.newest); });
  if (sorted.size() > most) sorted.resize(most);
  return sorted;
}

}  // namespace

awaitable<std::vector<VisitorOrders>> Visitors::list(VisitorKind by) {
  const auto visits = co_await visits_.newest(most_visits);
  const auto open = co_await visits_.open_of(payment::pks_of(visits));
  std::vector<VisitorOrders> visitors;
  for (const auto& [value, seen] : most_first(by, visits, {open.begin(), open.end()}, most_shown)) {
    visitors.push_back({by, value, {}, seen.orders, seen.open, seen.newest.time()});
    if (by == VisitorKind::address) continue;
    const auto newest = co_await orders_.find(seen.newest);
    if (newest && newest->customer) visitors.back().email = newest->customer->email;
  }
  co_return visitors;
}

// The index of customers knows all orders of a buyer, also older ones.
awaitable<std::vector<Ulid>> Visitors::pks_of(VisitorKind by, std::string value) {
  if (by == VisitorKind::customer) {
    auto buyer = CustomerId::parse(value);
    if (!buyer) co_return std::vector<Ulid>();
    co_return co_await index_.pks_of(std::move(*buyer), most_visits);
  }
  auto visits = co_await visits_.newest(most_visits);
  std::erase_if(visits, [&](const Visit& visit) { return visit.address != value; });
  co_return payment::pks_of(visits);
}

awaitable<CancelledOrders> Visitors::cancel(VisitorKind by, std::string value) {
  auto open = co_await visits_.open_of(co_await pks_of(by, std::move(value)));
  CancelledOrders done{};
  if (open.size() > most_cancelled) {
    done.left = static_cast<std::int64_t>(open.size() - most_cancelled);
    open.resize(most_cancelled);
  }
  for (const auto& pk : open) {
    const auto order = co_await orders_.cancel(pk, Reason::cancelled_by_store);
    (order ? done.cancelled : done.paid) += 1;
  }
  co_return done;
}

}  // namespace souk::payment
