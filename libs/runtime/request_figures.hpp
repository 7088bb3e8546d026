#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/ulid.hpp"
#include "describe/describe.hpp"
#include "http/server.hpp"
#include "telemetry/metrics.hpp"

namespace souk::runtime {

struct RefusalCount {
  std::string code;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(RefusalCount, (), (code, count))

// How many requests were answered within `at_most_us` microseconds; null: all of them.
struct LatencyCount {
  std::optional<std::int64_t> at_most_us;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(LatencyCount, (), (at_most_us, count))

// Totals of one process since its start: two readings of the same `process` have the time between them in their
// difference. Other `processes` of the service keep their own.
struct RequestTotals {
  Ulid process;
  std::int64_t processes;
  std::int64_t answered;               // requests, whatever the answer
  std::int64_t errors;                 // of these, those answered with 5xx, but for 501
  std::vector<RefusalCount> refusals;  // 4xx and 501, by their code
  std::vector<LatencyCount> latency;   // from the shortest time
};
BOOST_DESCRIBE_STRUCT(RequestTotals, (), (process, processes, answered, errors, refusals, latency))

// What a process has answered: kept for /metrics, and summed for the store's admin.
class RequestFigures {
 public:
  RequestFigures(telemetry::Metrics&, unsigned processes);

  void observe(const http::Exchange&);
  // Of the shop's own requests: without those that watch the service itself, such as /operations and /metrics.
  RequestTotals totals() const;

 private:
  // What tells two series apart, so that a request does not look its labels up.
  using Series = std::tuple<http::Method, std::string_view, unsigned>;
  struct Refused {
    telemetry::Counter counter;
    std::int64_t count = 0;
  };

  telemetry::Metrics& metrics_;
  const Ulid process_ = Ulid::next();
  const unsigned processes_;
  std::map<Series, telemetry::Histogram> answered_;
  std::map<std::string_view, Refused> refused_;  // by code
};

}  // namespace souk::runtime
