#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/time_range.hpp"
#include "base/ulid.hpp"

namespace souk::payment {

// Which products are in demand: those whose sale is about to start or has just started, and those that are ordered
// often. In memory, so each process counts the orders that reach it.
class Demand {
 public:
  static constexpr std::chrono::seconds before_start{60};
  static constexpr std::chrono::minutes after_start{10};
  static constexpr std::chrono::seconds mean{10};  // how far back the rate looks: older orders count less and less
  static constexpr std::size_t capacity = 4096;    // products

  explicit Demand(double rate) : rate_(rate) {}  // orders of a product in a second

  void ordered(const Ulid& product, SteadyClock::time_point);
  bool is_ordered_often(const Ulid& product, SteadyClock::time_point) const;
  // Nothing: a sale without a start, or a time that is not known.
  static bool starts_about_now(const std::optional<Timestamp>& start, const std::optional<TimeRange>& now);
  std::size_t size() const { return counts_.size(); }

 private:
  struct Count {  // of orders, each of which loses weight as time passes
    double weight = 0;
    SteadyClock::time_point at = {};
  };
  void make_room(SteadyClock::time_point now);
  static double weight_at(const Count&, SteadyClock::time_point);

  double rate_;
  std::unordered_map<Ulid, Count> counts_;
};

}  // namespace souk::payment
