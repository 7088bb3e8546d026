#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "base/currency.hpp"
#include "base/log.hpp"
#include "runtime/process.hpp"
#include "telemetry/logging.hpp"

namespace souk::runtime {
namespace {

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

int run_role(const std::string& service, const Role& role) {
  auto settings = Settings::read(environment, role.needed);
  if (!settings) {
    for (const auto& mistake : settings.error()) std::cerr << service << ": " << mistake << '\n';
    return ex_config;
  }
  set_shop_currency(settings->currency);
  telemetry::start_logging(service + " " + role.name, settings->log_level);
  Process process(std::move(*settings), service, role.name);
  try {
    return process.run(role.run);
  } catch (const std::invalid_argument& mistake) {  // a setting that is validated where it is used, such as a Redis URL
    log::error("cannot run", {{"why", mistake.what()}});
    return ex_config;
  } catch (const std::exception& failure) {
    log::error("failed", {{"why", failure.what()}});
    return EXIT_FAILURE;
  }
}

}  // namespace

int main(int argc, char** argv, std::string service, std::vector<Role> roles) {
  CLI::App app("Souk's " + service + " service");
  app.require_subcommand(1);
  app.footer("Settings come from the environment:\n" + settings_help());
  for (const auto& role : roles) app.add_subcommand(role.name, role.summary);
  CLI11_PARSE(app, argc, argv);
  for (const auto& role : roles) {
    if (app.got_subcommand(role.name)) return run_role(service, role);
  }
  return EXIT_FAILURE;
}

}  // namespace souk::runtime
