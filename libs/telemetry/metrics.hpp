#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"

namespace souk::telemetry {

using Labels = std::map<std::string, std::string>;

// One series each: cheap to copy, valid as long as its Metrics. The same name and labels always give the same series.
class Counter {
 public:
  void add(double amount = 1);

 private:
  friend class Metrics;
  void* series_ = nullptr;
};

class Gauge {
 public:
  void set(double value);

 private:
  friend class Metrics;
  void* series_ = nullptr;
};

class Histogram {
 public:
  // The number of observations of at most `at_most`. Nothing: all of them.
  struct Bucket {
    std::optional<std::chrono::microseconds> at_most;
    std::uint64_t count;
  };

  void observe(SteadyClock::duration);  // seconds
  std::vector<Bucket> buckets() const;  // from the smallest; every histogram has the same bounds

 private:
  friend class Metrics;
  void* series_ = nullptr;
};

// The metrics of a process, with Prometheus' naming: souk_http_requests_total, souk_redis_call_seconds. A call looks a
// series up by name and labels, so keep the result on a hot path. The caller limits the number of label values. Throws
// std::invalid_argument for a name or label that Prometheus does not allow, or a name used with another type.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram histogram(const std::string& name, const std::string& help,
                      const Labels& labels = {});  // of latencies, 100 us to 10 s

  // Removes every series of a gauge whose labels change over time. Handles from before are invalid: ask again.
  void clear(const std::string& gauge_name);

  std::string text()
      const;  // Prometheus text format 0.0.4, with the process' own (CPU, memory, open files, start time)

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace souk::telemetry
