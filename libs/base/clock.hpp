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

// Reads any RFC 3339 date-time with an offset ("Z", "+02:00"). Digits below a millisecond are cut off. Returns nothing
// for any other text.
std::optional<Timestamp> parse_rfc3339(std::string_view);

// A day as RFC 3339's full-date: "2026-11-22".
void append_full_date(std::string& out, std::chrono::sys_days);
std::optional<std::chrono::sys_days> parse_full_date(std::string_view);

// Reads digits and a unit: "200ms", "5s", "2m", "1h". The error says what was expected.
std::expected<Milliseconds, std::string> parse_duration(std::string_view);

}  // namespace souk
