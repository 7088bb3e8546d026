// How a line of log is spelled, apart from where it goes.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/log.hpp"

namespace souk::telemetry {

// One JSON object, always valid: what is not UTF-8 in a value becomes U+FFFD, and a field whose name is taken ("time",
// "level", "service", "event" or an earlier field) gets underscores behind it until it is not.
std::string json_line(Timestamp, std::string_view service, log::Level, std::string_view event,
                      std::span<const log::Field>);

// event name=value name="a value"; no byte of a value can end the line or steer the terminal.
std::string text_line(std::string_view event, std::span<const log::Field>);

}  // namespace souk::telemetry
