#pragma once

#include "base/log.hpp"

namespace souk::telemetry {

// Installs the sink of base/log.hpp, which writes to standard error: a readable line on a terminal, otherwise one JSON
// object a line ({"time","level","service","event",...fields}). `service`: "inventory api".
void start_logging(std::string_view service, log::Level least);

}  // namespace souk::telemetry
