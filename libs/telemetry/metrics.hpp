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

// One series each: cheap to copy, valid as long as its Metrics. Asking twice for the same name and labels gives the
// same series.
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
  // How many observations took at most `at_most`; nothing: all of them.
  struct Bucket {
    std::optional<std::chrono::microseconds> at_most;
    std::uint64_t count;
  };

  void observe(SteadyClock::duration);  // seconds
  std::vector<Bucket> buckets() const;  // from the smallest; the same bounds for every histogram

 private:
  friend class Metrics;
  void* series_ = nullptr;
};

// The metrics of a process. Names follow Prometheus: souk_http_requests_total, souk_redis_call_seconds. Asking for a
// series looks it up by name and labels; who counts often keeps what it got. How many label values there are is the
// caller's care. Throws std::invalid_argument for a name or label that Prometheus does not allow, or a name used with
// another type.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  Histogram histogram(const std::string& name, const std::string& help,
                      const Labels& labels = {});  // of latencies, 100 us to 10 s

  // Forgets every series of a gauge: for those whose labels come and go. Those handed out before are gone; ask again.
  void clear(const std::string& gauge_name);

  std::string text()
      const;  // Prometheus text format 0.0.4, with the process' own (CPU, memory, open files, start time)

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace souk::telemetry
