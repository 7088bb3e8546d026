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

// The number of requests that were answered within `at_most_us` microseconds. null: all of them.
struct LatencyCount {
  std::optional<std::int64_t> at_most_us;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(LatencyCount, (), (at_most_us, count))

// Totals of one process since its start. The difference of two readings of the same `process` covers the time between
// them. Other `processes` of the service count separately.
struct RequestTotals {
  Ulid process;
  std::int64_t processes;
  std::int64_t answered;               // requests, with any status
  std::int64_t errors;                 // of these, answered with 5xx, except 501
  std::vector<RefusalCount> refusals;  // 4xx and 501, by code
  std::vector<LatencyCount> latency;   // from the shortest time up
};
BOOST_DESCRIBE_STRUCT(RequestTotals, (), (process, processes, answered, errors, refusals, latency))

// Counts what a process has answered, for /metrics and for the store's admin.
class RequestFigures {
 public:
  RequestFigures(telemetry::Metrics&, unsigned processes);

  void observe(const http::Exchange&);
  // Only requests of the shop: monitoring requests such as /operations and /metrics are left out.
  RequestTotals totals() const;

 private:
  // The key of a series. Finding it avoids a lookup by labels on each request.
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
