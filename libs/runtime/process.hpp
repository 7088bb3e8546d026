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

#include "auth/admin_auth.hpp"
#include "http/server.hpp"
#include "redis/client.hpp"
#include "rest/router.hpp"
#include "runtime/request_figures.hpp"
#include "runtime/settings.hpp"
#include "telemetry/metrics.hpp"

namespace souk::runtime {

using boost::asio::awaitable;

// A task next to the server: `run` returns after `stop` was called.
struct Part {
  std::string name;
  std::function<awaitable<void>()> run;
  std::function<void()> stop;
};

// API processes of a service share a port when there are several workers; without workers a second process fails,
// because the port is in use. A consumer has a port of its own, which is part of its name.
enum class Port { shared, own };

inline constexpr int ex_config = 78;  // sysexits.h: the configuration must be changed before a restart

// One process in one role: one thread, one io_context.
class Process {
 public:
  Process(Settings, std::string service, std::string role);

  boost::asio::any_io_executor executor() { return io_.get_executor(); }
  const Settings& settings() const { return settings_; }
  telemetry::Metrics& metrics() { return metrics_; }
  const RequestFigures& requests() const { return requests_; }

  // Options for the Redis with this service's own data: it must keep acknowledged writes.
  redis::Options own_redis(std::string_view url, redis::FunctionLibrary library);
  // Options for a Redis that is only read. `service` owns the data there; `purpose` identifies the connection.
  redis::Options redis_of(std::string_view service, std::string_view url, std::string_view purpose);
  rest::Guard guard() { return admin_.guard(); }
  rest::RouterOptions router(std::string description);  // includes the admin's guard
  auth::AdminAuth& admin() { return admin_; }

  // Serves, with the parts running next to it, until SIGTERM, SIGINT or fail(), or until a part throws, which is an
  // error. Then lets requests under way finish, stops the parts and returns when all have ended.
  awaitable<void> serve(rest::Router&, unsigned short port, Port, std::vector<Part> parts = {});

  // Loads the functions into the Redis with this service's own data, opens its partitions (events::open_partitions),
  // does what follows, and returns. Waits while Redis is unavailable, until SIGTERM, SIGINT or fail().
  awaitable<void> load(std::string_view url, redis::FunctionLibrary,
                       std::function<awaitable<void>(redis::Client&)> then = {});

  // Ends the process with EX_CONFIG (78): the configuration must be changed before a restart.
  void fail(std::string_view why);

  // Runs the role until it ends. Returns the exit status.
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
  auth::AdminAuth admin_;
  telemetry::Metrics metrics_;
  RequestFigures requests_;
  std::map<std::string, telemetry::Histogram, std::less<>> redis_answered_, redis_unavailable_;
  boost::asio::io_context io_{1};
  boost::asio::signal_set signals_;
  int status_ = 0;
};

// The roles of a program, selected by its first argument.
struct Role {
  std::string name;
  std::string summary;
  std::function<awaitable<void>(Process&)> run;
  std::vector<std::string_view> needed = {};  // settings without which it does not start when Stripe takes the payments
};

// main(): reads the command line and the settings (all mistakes at once, exit status 78), then runs the role.
int main(int argc, char** argv, std::string service, std::vector<Role> roles);

}  // namespace souk::runtime
