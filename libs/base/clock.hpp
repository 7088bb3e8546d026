#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace souk {

using Milliseconds = std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;
using Timestamp = std::chrono::sys_time<Milliseconds>;  // milliseconds since 1970, UTC

Timestamp wall_clock();

// RFC 3339 in UTC with milliseconds: "2026-11-22T09:49:19.042Z".
std::string rfc3339(Timestamp);
void append_rfc3339(std::string& out, Timestamp);

// Any RFC 3339 date-time with an offset ("Z", "+02:00"); what is finer than a millisecond is cut off. Else nothing.
std::optional<Timestamp> parse_rfc3339(std::string_view);

// "200ms", "5s", "2m", "1h": digits and a unit. The error says what was expected.
std::expected<Milliseconds, std::string> parse_duration(std::string_view);

}  // namespace souk
