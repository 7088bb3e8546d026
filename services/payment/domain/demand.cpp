#include "payment/domain/demand.hpp"

#include <cmath>

namespace souk::payment {
namespace {

constexpr double few = 2;

double seconds(SteadyClock::duration time) {
  return std::chrono::duration<double>(time).count();
}

}  // namespace

double Demand::weight_at(const Count& count, SteadyClock::time_point now) {
  return count.weight * std::exp(-seconds(now - count.at) / seconds(mean));
}

void Demand::ordered(const Ulid& product, SteadyClock::time_point now) {
  if (counts_.size() >= capacity && !counts_.contains(product)) make_room(now);
  auto& count = counts_[product];
  count = {weight_at(count, now) + 1, now};
}

// Frees half of the room at least, so that it is rare, however many products are sold.
void Demand::make_room(SteadyClock::time_point now) {
  std::erase_if(counts_, [&](const auto& known) { return weight_at(known.second, now) < few; });
  if (counts_.size() > capacity / 2) counts_.clear();
}

bool Demand::is_ordered_often(const Ulid& product, SteadyClock::time_point now) const {
  const auto known = counts_.find(product);
  return known != counts_.end() && weight_at(known->second, now) >= rate_ * seconds(mean);
}

bool Demand::starts_about_now(const std::optional<Timestamp>& start, const std::optional<TimeRange>& now) {
  return start && now && now->latest >= *start - before_start && now->earliest < *start + after_start;
}

}  // namespace souk::payment
