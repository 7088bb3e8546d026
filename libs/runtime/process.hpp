#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"
#include "http/server.hpp"
#include "redis/client.hpp"
#include "runtime/request_figures.hpp"
#include "runtime/settings.hpp"
#include "telemetry/metrics.hpp"

namespace souk::runtime {

using boost::asio::awaitable;

// What runs beside the server: `run` until `stop` is called.
struct Part {
  std::string name;
  std::function<awaitable<void>()> run;
  std::function<void()> stop;
};

// APIs of a service share a port when there are several workers; else a second one is told that it is in use. A
// consumer has its own, which is part of its name.
enum class Port { shared, own };

inline constexpr int ex_config = 78;  // sysexits.h: whoever starts this must change something first

// One process in one of its roles: one thread, one io_context.
class Process {
 public:
  Process(Settings, std::string service, std::string role);

  boost::asio::any_io_executor executor() { return io_.get_executor(); }
  const Settings& settings() const { return settings_; }
  telemetry::Metrics& metrics() { return metrics_; }
  const RequestFigures& requests() const { return requests_; }

  // How this process connects to the Redis of its own service's data: only to one that keeps what it acknowledges.
  redis::Options own_redis(std::string_view url, redis::FunctionLibrary library);
  // ... and to one that it only reads: `service` is whose data is there, `purpose` tells connections apart.
  redis::Options redis_of(std::string_view service, std::string_view url, std::string_view purpose);
  http::RouterOptions router(std::string description) const;

  // Serves, with the parts running beside, until SIGTERM, SIGINT or fail(); or until a part throws, which is an error.
  // Then lets requests under way finish, stops the parts and returns when all have ended.
  awaitable<void> serve(http::Router&, unsigned short port, Port, std::vector<Part> parts = {});

  // Loads the functions into the Redis of its own service's data, waiting for one that is away, and returns; or until
  // SIGTERM, SIGINT or fail().
  awaitable<void> load(std::string_view url, redis::FunctionLibrary);

  // Ends the process with EX_CONFIG (78): whoever started it must change something first.
  void fail(std::string_view why);

  // Runs the role to its end; the exit status.
  int run(std::function<awaitable<void>(Process&)> role);

 private:
  class Running;
  void part_failed(std::string_view name, std::exception_ptr);
  awaitable<void> until_asked_to_stop();
  redis::Options redis(std::string_view url, std::string_view purpose);
  void observe(const http::Exchange&);
  void observe(std::string_view redis_command, SteadyClock::duration took, bool answered);

  Settings settings_;
  std::string service_, role_;
  telemetry::Metrics metrics_;
  RequestFigures requests_;
  std::map<std::string, telemetry::Histogram, std::less<>> redis_answered_, redis_unavailable_;
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_;
  int status_ = 0;
};

// What a process can be, by its first argument.
struct Role {
  std::string name;
  std::string summary;
  std::function<awaitable<void>(Process&)> run;
};

// main(): the command line, the settings (every mistake at once, exit status 78), then the role.
int main(int argc, char** argv, std::string service, std::vector<Role> roles);

}  // namespace souk::runtime
