// What Linux says of this process.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace souk::telemetry {

struct ProcessReading {
  const char* name;  // as in Prometheus' own client libraries
  const char* help;
  bool rises_only;  // a counter; otherwise a gauge
  double value;
};

// Read now. What /proc does not tell (a sandbox may hide it) is left out.
std::vector<ProcessReading> read_process();

// Clock ticks from boot to the start of the process, out of /proc/<pid>/stat.
std::optional<double> start_ticks(std::string_view stat);

}  // namespace souk::telemetry
