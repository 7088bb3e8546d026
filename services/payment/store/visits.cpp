#include "payment/store/visits.hpp"

#include <algorithm>
#include <functional>
#include <ranges>

#include "base/partition.hpp"
#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t entries_at_once = 200, least_read = 1000;

}  // namespace

void append_line(const Visit& visit, std::string& lines) {
  visit.pk.append_to(lines);
  lines.append(" ").append(visit.address).append(" ").append(visit.buyer ? visit.buyer->text : "").append("\n");
}

std::vector<Visit> visits_of(std::string_view lines) {
  std::vector<Visit> visits;
  for (const auto line : lines | std::views::split('\n')) {
    const std::string_view text(line);
    const auto pk = Ulid::parse(text.substr(0, Ulid::length));
    const auto end = text.rfind(' ');
    if (!pk || end == text.npos || end <= Ulid::length) continue;
    visits.push_back({*pk, std::string(text.substr(Ulid::length + 1, end - Ulid::length - 1)),
                      contracts::CustomerId::parse(text.substr(end + 1))});
  }
  return visits;
}

// The partitions have about as many each, so none is read whole.
awaitable<std::vector<Visit>> Visits::newest(std::size_t limit) {
  std::vector<Visit> visits;
  for (Partition p = 0; p < partitions_; ++p) {
    for (auto& visit : co_await newest_of(p, std::max(2 * limit / partitions_, least_read))) {
      visits.push_back(std::move(visit));
    }
  }
  std::ranges::sort(visits, std::greater{}, &Visit::pk);
  const auto twice = std::ranges::unique(visits, {}, &Visit::pk);
  visits.erase(twice.begin(), twice.end());
  if (visits.size() > limit) visits.resize(limit);
  co_return visits;
}

// Entries are read in parts, since one may have a thousand visits.
awaitable<std::vector<Visit>> Visits::newest_of(Partition p, std::size_t limit) {
  const auto key = redis::key(contracts::payment, p, "visitors");
  std::vector<Visit> visits;
  std::string end = "+";
  while (visits.size() < limit) {
    const auto reply = co_await redis_.call(redis::Command("XREVRANGE", key, end, "-", "COUNT", entries_at_once));
    for (const auto& entry : reply.array()) {
      for (auto& visit : visits_of(entry.array().at(1).array().at(1).text())) visits.push_back(std::move(visit));
      end = "(" + entry.array().at(0).text();
    }
    if (reply.array().size() < entries_at_once) break;
  }
  co_return visits;
}

awaitable<std::vector<Ulid>> Visits::open_of(std::vector<Ulid> pks) {
  std::vector<redis::Command> looks;
  for (const auto& pk : pks) {
    looks.push_back(redis::Command("HMGET",
                                   redis::key(contracts::payment, partition_of(pk, partitions_), "order", pk.text()),
                                   "status", "ending"));
  }
  std::vector<Ulid> open;
  if (looks.empty()) co_return open;
  auto replies = co_await redis_.pipeline(std::move(looks));
  for (std::size_t i = 0; i < pks.size(); ++i) {
    const auto reply = redis::raise_if_error(std::move(replies[i]));
    const auto &status = reply.array().at(0), &ending = reply.array().at(1);
    const bool is_pending = !status.is_nil() && status.text() == describe::Scalar<Status>::text(Status::pending);
    if (is_pending && ending.is_nil()) open.push_back(pks[i]);
  }
  co_return open;
}

}  // namespace souk::payment
