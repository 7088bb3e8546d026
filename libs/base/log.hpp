// One line for each event. Libraries report what happened; the telemetry library decides how it is written.
#pragma once

#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace souk::log {

enum class Level { debug, info, warn, error };

struct Field {
  std::string_view name;
  std::string value;
};

using Sink = std::function<void(Level, std::string_view event, std::span<const Field>)>;

// Call it before the process serves. Without a sink, lines are dropped. `least`: the lowest level that reaches the
// sink.
void set_sink(Sink, Level least);

bool enabled(Level);
void write(Level, std::string_view event, std::initializer_list<Field> fields = {});

inline void debug(std::string_view event, std::initializer_list<Field> f = {}) {
  write(Level::debug, event, f);
}
inline void info(std::string_view event, std::initializer_list<Field> f = {}) {
  write(Level::info, event, f);
}
inline void warn(std::string_view event, std::initializer_list<Field> f = {}) {
  write(Level::warn, event, f);
}
inline void error(std::string_view event, std::initializer_list<Field> f = {}) {
  write(Level::error, event, f);
}

}  // namespace souk::log
