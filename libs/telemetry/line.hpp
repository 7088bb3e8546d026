// The format of a log line. Where the line is written is decided elsewhere.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/log.hpp"

namespace souk::telemetry {

// One JSON object, always valid. Bytes of a value that are not UTF-8 become U+FFFD. A field whose name is taken
// ("time", "level", "service", "event" or an earlier field) gets underscores appended until its name is unique.
std::string json_line(Timestamp, std::string_view service, log::Level, std::string_view event,
                      std::span<const log::Field>);

// event name=value name="a value". No byte of a value can end the line or control the terminal.
std::string text_line(std::string_view event, std::span<const log::Field>);

}  // namespace souk::telemetry
