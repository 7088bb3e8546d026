#include "base/log.hpp"

#include <utility>

namespace souk::log {
namespace {

struct Destination {
  Sink sink;
  Level least = Level::info;
};

Destination& destination() {
  static Destination only;
  return only;
}

}  // namespace

void set_sink(Sink sink, Level least) {
  destination() = {std::move(sink), least};
}

bool enabled(Level level) {
  return destination().sink && level >= destination().least;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (enabled(level)) destination().sink(level, event, std::span(fields.begin(), fields.size()));
}

}  // namespace souk::log
