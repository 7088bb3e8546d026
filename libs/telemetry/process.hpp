// What Linux reports about this process.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace souk::telemetry {

struct ProcessReading {
  const char* name;  // as in Prometheus' client libraries
  const char* help;
  bool rises_only;  // true: a counter; false: a gauge
  double value;
};

// Reads the present values. Values that /proc does not show (a sandbox may hide them) are left out.
std::vector<ProcessReading> read_process();

// Clock ticks from boot to the start of the process, read from /proc/<pid>/stat.
std::optional<double> start_ticks(std::string_view stat);

}  // namespace souk::telemetry
