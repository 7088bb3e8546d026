#include "base/clock.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>

namespace souk {

using namespace std::chrono;

Timestamp wall_clock() {
  return floor<Milliseconds>(system_clock::now());
}

namespace {

// Writes `width` digits and what follows them. Returns the end.
char* write_padded(char* to, unsigned value, int width, char next) {
  for (int i = width - 1; i >= 0; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
  to[width] = next;
  return to + width + 1;
}

char* write_date(char* to, sys_days day, char next) {
  const year_month_day calendar{day};
  to = write_padded(to, static_cast<unsigned>(static_cast<int>(calendar.year())), 4, '-');
  to = write_padded(to, static_cast<unsigned>(calendar.month()), 2, '-');
  return write_padded(to, static_cast<unsigned>(calendar.day()), 2, next);
}

// Reads exactly `width` digits and removes them from the front.
std::optional<int> take_number(std::string_view& text, std::size_t width) {
  if (text.size() < width) return {};
  int value = 0;
  for (char c : text.substr(0, width)) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take_any(std::string_view& text, std::string_view choices) {
  if (text.empty() || !choices.contains(text.front())) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<year_month_day> take_date(std::string_view& text) {
  auto y = take_number(text, 4);
  if (!y || !take_any(text, "-")) return {};
  auto m = take_number(text, 2);
  if (!m || !take_any(text, "-")) return {};
  auto d = take_number(text, 2);
  if (!d) return {};
  year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return {};
  return date;
}

std::optional<minutes> take_hours_minutes(std::string_view& text) {
  auto h = take_number(text, 2);
  if (!h || *h > 23 || !take_any(text, ":")) return {};
  auto m = take_number(text, 2);
  if (!m || *m > 59) return {};
  return hours{*h} + minutes{*m};
}

// The digits after the point. Only the first three count.
std::optional<Milliseconds> take_fraction(std::string_view& text) {
  if (!take_any(text, ".")) return Milliseconds{0};
  int value = 0, place = 100, digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits, place /= 10) {
    value += place * (text.front() - '0');
  }
  if (digits == 0) return {};
  return Milliseconds{value};
}

std::optional<minutes> take_offset(std::string_view& text) {
  if (take_any(text, "Zz")) return minutes{0};
  const bool west = text.starts_with('-');
  if (!take_any(text, "+-")) return {};
  auto offset = take_hours_minutes(text);
  if (!offset) return {};
  return west ? -*offset : *offset;
}

// The years that four digits can express.
constexpr Timestamp earliest = sys_days{year{0} / January / 1};
constexpr Timestamp latest = sys_days{year{10'000} / January / 1} - Milliseconds{1};

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr std::array units{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000}};

}  // namespace

std::string rfc3339(Timestamp time) {
  std::string out;
  append_rfc3339(out, time);
  return out;
}

void append_rfc3339(std::string& out, Timestamp time) {
  time = std::clamp(time, earliest, latest);
  const auto date = floor<days>(time);
  const hh_mm_ss clock{time - date};
  char text[sizeof "2026-01-02T03:04:05.678Z"];
  auto end = write_date(text, date, 'T');
  end = write_padded(end, static_cast<unsigned>(clock.hours().count()), 2, ':');
  end = write_padded(end, static_cast<unsigned>(clock.minutes().count()), 2, ':');
  end = write_padded(end, static_cast<unsigned>(clock.seconds().count()), 2, '.');
  end = write_padded(end, static_cast<unsigned>(clock.subseconds().count()), 3, 'Z');
  out.append(text, end);
}

void append_full_date(std::string& out, sys_days day) {
  char text[sizeof "2026-01-02"];
  write_date(text, std::clamp(day, floor<days>(earliest), floor<days>(latest)), '\0');
  out.append(text, sizeof text - 1);
}

std::optional<sys_days> parse_full_date(std::string_view text) {
  const auto date = take_date(text);
  if (!date || !text.empty()) return {};
  return sys_days{*date};
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  auto date = take_date(text);
  if (!date || !take_any(text, "Tt")) return {};
  auto clock = take_hours_minutes(text);
  if (!clock || !take_any(text, ":")) return {};
  auto second = take_number(text, 2);
  if (!second || *second > 60) return {};
  auto fraction = take_fraction(text);
  if (!fraction) return {};
  auto offset = take_offset(text);
  if (!offset || !text.empty()) return {};
  const auto minute = sys_days{*date} + *clock - *offset;
  const bool is_last_of_day = minute + minutes{1} == floor<days>(minute) + days{1};
  if (*second == 60 && !is_last_of_day) return {};  // a leap second: counts as the first second of the next day
  return minute + seconds{*second} + *fraction;
}

std::expected<Milliseconds, std::string> parse_duration(std::string_view text) {
  const auto wrong = [] { return std::unexpected<std::string>("a whole number with a unit: 200ms, 5s, 2m or 1h"); };
  std::int64_t count = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || count < 0 || text.starts_with('-')) return wrong();
  const auto name = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const auto& unit : units) {
    if (name != unit.name) continue;
    if (count > std::numeric_limits<std::int64_t>::max() / unit.milliseconds) return wrong();
    return Milliseconds{count * unit.milliseconds};
  }
  return wrong();
}

}  // namespace souk
