#include "payment/store/turnovers.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "contracts/events.hpp"
#include "redis/keys.hpp"

namespace souk::payment {
namespace {

constexpr std::size_t most_reads = 500;  // hashes of products at a time

// Adds what was counted in a partition on a day. Later days come later, so a name is the latest.
void add(const redis::Reply& hash, DayTakings& day, ByProduct& sums) {
  const auto& words = hash.array();
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
    const auto& counters = words[i + 1].text();
    const auto& name = words[i].text();
    if (name == "orders") {
      day.orders += std::stoll(counters);
      continue;
    }
    auto read = read_product(counters);
    day.takings += read.takings;
    if (name == "unassigned") {
      sums.unassigned += read.takings;
      continue;
    }
    auto& product = sums.products[Ulid::parse(name).value()];
    product.takings += read.takings;
    product.units += read.units;
    product.name = std::move(read.name);
  }
}

}  // namespace

std::string Turnovers::key(Partition p) const {
  return redis::key(contracts::payment, p, "turnover");
}

std::string Turnovers::refused_key(Partition p, Day day) const {
  return redis::key(contracts::payment, p, "refused", std::to_string(day.time_since_epoch().count()));
}

awaitable<Turnover> Turnovers::read(Days days) {
  const auto known = co_await counted(days);
  std::vector<DayTakings> by_day(days.count());
  ByProduct by_product;
  for (std::size_t first = 0; first < known.days.size(); first += most_reads) {
    const auto some = std::span(known.days).subspan(first, std::min(most_reads, known.days.size() - first));
    std::vector<redis::Command> reads;
    for (const auto& [p, day] : some) {
      reads.push_back(redis::Command("HGETALL", key(p) + ':' + std::to_string(day.time_since_epoch().count())));
    }
    auto replies = co_await redis_.pipeline(std::move(reads));
    for (std::size_t i = 0; i < replies.size(); ++i) {
      const auto place = static_cast<std::size_t>((some[i].second - days.first).count());
      add(redis::raise_if_error(std::move(replies[i])), by_day[place], by_product);
    }
  }
  co_await add_refused(days, by_day, by_product);
  co_return turnover_of(days, by_day, std::move(by_product), known.since);
}

// A day's hashes at a time: each has at most a field for each product of its partition.
awaitable<void> Turnovers::add_refused(Days days, std::vector<DayTakings>& by_day, ByProduct& sums) {
  for (std::size_t place = 0; place < by_day.size(); ++place) {
    std::vector<redis::Command> reads;
    const auto day = days.first + std::chrono::days(place);
    for (Partition p = 0; p < partitions_; ++p) reads.push_back(redis::Command("HGETALL", refused_key(p, day)));
    for (auto& reply : co_await redis_.pipeline(std::move(reads))) {
      for (const auto& [id, counters] : redis::raise_if_error(std::move(reply)).pairs()) {
        add_refusals(counters, by_day[place].refusals);
        add_refusals(counters, sums.products[Ulid::parse(id).value()].refusals);
      }
    }
  }
}

// Orders of several lines count in their own partitions.
awaitable<ProductTurnover> Turnovers::read(Ulid product_id, Days days) {
  ProductTakings sums;
  std::vector<redis::Command> reads;
  for (auto day = days.first; day <= days.last; day += std::chrono::days(1)) {
    reads.push_back(redis::Command("HGET", refused_key(partition_of(product_id, partitions_), day), product_id.text()));
    const auto number = std::to_string(day.time_since_epoch().count());
    for (Partition p = 0; p < partitions_; ++p) {
      reads.push_back(redis::Command("HGET", key(p) + ':' + number, product_id.text()));
    }
  }
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (std::size_t i = 0; i < replies.size(); ++i) {
    const auto counters = redis::raise_if_error(std::move(replies[i]));
    if (counters.is_nil()) continue;
    if (i % (partitions_ + 1) == 0) {
      add_refusals(counters.text(), sums.refusals);
      continue;
    }
    const auto read = read_product(counters.text());
    sums.takings += read.takings;
    sums.units += read.units;
  }
  co_return turnover_of(product_id, days, sums);
}

// By day.
awaitable<Turnovers::Counted> Turnovers::counted(Days days) {
  std::vector<redis::Command> reads;
  for (Partition p = 0; p < partitions_; ++p) reads.push_back(redis::Command("HGETALL", key(p)));
  Counted counted;
  auto replies = co_await redis_.pipeline(std::move(reads));
  for (Partition p = 0; p < partitions_; ++p) {
    for (const auto& [name, value] : redis::raise_if_error(std::move(replies[p])).pairs()) {
      const Day day{std::chrono::days(std::stoll(name == "since" ? value : name))};
      if (name != "since" && day >= days.first && day <= days.last) counted.days.emplace_back(p, day);
      if (name == "since" && day != Day()) counted.since = std::max(counted.since.value_or(day), day);
    }
  }
  std::ranges::sort(counted.days, {}, [](const auto& one) { return std::pair(one.second, one.first); });
  co_return counted;
}

awaitable<void> Turnovers::begin() {
  std::vector<redis::Command> begins;
  for (Partition p = 0; p < partitions_; ++p) {
    begins.push_back(redis::Call("begin_turnover").key(redis::key(contracts::payment, p, "counts")).key(key(p)));
  }
  for (auto& begun : co_await redis_.pipeline(std::move(begins))) redis::raise_if_error(std::move(begun));
}

}  // namespace souk::payment
