#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>

namespace souk::bench {

using Clock = std::chrono::steady_clock;
using Nanoseconds = std::chrono::nanoseconds;

// Durations in buckets; the width of a bucket is at most 1/128 of its value.
class Histogram {
 public:
  void add(Nanoseconds took) {
    const auto value = static_cast<std::uint64_t>(std::max<Nanoseconds::rep>(took.count(), 0));
    ++buckets_[bucket_of(value)];
    ++count_;
    sum_ += value;
    most_ = std::max(most_, value);
  }

  std::uint64_t count() const { return count_; }
  double mean() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }
  std::uint64_t most() const { return most_; }

  // The smallest value in nanoseconds that the given share (0 to 1) of all durations does not exceed.
  std::uint64_t quantile(double share) const {
    const auto wanted = static_cast<std::uint64_t>(share * static_cast<double>(count_));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      seen += buckets_[i];
      if (seen > 0 && seen >= wanted) return std::min(upper_end(i), most_);
    }
    return most_;
  }

 private:
  static constexpr unsigned precision = 7;  // bits
  static constexpr std::size_t per_power = 1U << precision;

  static std::size_t bucket_of(std::uint64_t value) {
    if (value < 2 * per_power) return value;
    const auto power = static_cast<unsigned>(std::bit_width(value)) - precision - 1;
    return power * per_power + (value >> power);
  }

  static std::uint64_t upper_end(std::size_t bucket) {
    if (bucket < 2 * per_power) return bucket;
    const auto power = bucket / per_power - 1;
    return ((bucket - power * per_power + 1) << power) - 1;
  }

  std::array<std::uint64_t, (64 - precision + 1) * per_power> buckets_{};
  std::uint64_t count_ = 0, sum_ = 0, most_ = 0;
};

}  // namespace souk::bench
