#include "telemetry/logging.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "telemetry/line.hpp"

namespace souk::telemetry {

namespace {

spdlog::level::level_enum spdlog_level(log::Level level) {
  switch (level) {
    case log::Level::debug:
      return spdlog::level::debug;
    case log::Level::info:
      return spdlog::level::info;
    case log::Level::warn:
      return spdlog::level::warn;
    case log::Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

// Both sinks pass each line to the kernel before they return, so neither exit nor kill -9 can lose one. That costs one
// write(2) for each line, which does not matter: the services log only unusual events.
std::shared_ptr<spdlog::logger> logger_to(spdlog::sink_ptr sink, std::string_view service, const char* pattern) {
  auto logger = std::make_shared<spdlog::logger>(std::string(service), std::move(sink));
  logger->set_level(spdlog::level::trace);  // base/log.hpp has filtered by level already
  logger->set_pattern(pattern);
  return logger;
}

log::Sink text_to_terminal(std::string_view service) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_st>();
  return [logger = logger_to(std::move(sink), service, "%H:%M:%S.%e %^%-7l%$ %n: %v")](
             log::Level level, std::string_view event, std::span<const log::Field> fields) {
    logger->log(spdlog_level(level), text_line(event, fields));
  };
}

log::Sink json_to_stderr(std::string_view service) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
  return [logger = logger_to(std::move(sink), service, "%v")](log::Level level, std::string_view event,
                                                              std::span<const log::Field> fields) {
    logger->log(spdlog_level(level), json_line(wall_clock(), logger->name(), level, event, fields));
  };
}

}  // namespace

void start_logging(std::string_view service, log::Level least) {
  const bool terminal = isatty(STDERR_FILENO) == 1;
  log::set_sink(terminal ? text_to_terminal(service) : json_to_stderr(service), least);
}

}  // namespace souk::telemetry
