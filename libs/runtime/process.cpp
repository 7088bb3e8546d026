#include "runtime/process.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>

#include "base/log.hpp"
#include "events/partition_states.hpp"
#include "runtime/redis_demands.hpp"

namespace souk::runtime {
namespace {

constexpr Milliseconds patience{10'000};  // how long requests under way may take to finish after a signal

// Raises the limit of open files to the maximum: each connection is one file.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Returns large blocks to the system when they are freed. By default the C library keeps them, fragmented.
void give_large_blocks_back() {
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);
}

}  // namespace

Process::Process(Settings settings, std::string service, std::string role)
    : settings_(std::move(settings)),
      service_(std::move(service)),
      role_(std::move(role)),
      admin_(settings_.admin_token, settings_.cors_origins),
      requests_(metrics_, settings_.workers),
      signals_(io_, SIGTERM, SIGINT) {}

redis::Options Process::redis(std::string_view url, std::string_view purpose) {
  auto parsed = redis::Url::parse(url);
  if (!parsed) throw std::invalid_argument(parsed.error());
  return {.url = std::move(*parsed),
          .replicas = settings_.replicas.value_or(0),
          .name = service_ + "-" + role_ + (purpose.empty() ? "" : "-" + std::string(purpose)),
          .on_refused = [this](std::string_view why) { fail(why); },
          .observe = [this](std::string_view command, SteadyClock::duration took,
                            bool answered) { observe(command, took, answered); }};
}

redis::Options Process::own_redis(std::string_view url, redis::FunctionLibrary library) {
  auto options = redis(url, "");
  options.demands = demands_of_owner(settings_, service_);
  options.library = std::move(library);
  return options;
}

redis::Options Process::redis_of(std::string_view service, std::string_view url, std::string_view purpose) {
  auto options = redis(url, purpose);
  options.demands = demands_of_reader(settings_, service);
  return options;
}

rest::RouterOptions Process::router(std::string description) {
  return {.title = "Souk " + service_,
          .version = "1",
          .description = std::move(description),
          .guard = admin_.guard(),
          .cors_origins = settings_.cors_origins};
}

void Process::observe(const http::Exchange& exchange) {
  requests_.observe(exchange);
  const auto level = exchange.status >= 500 ? log::Level::warn : log::Level::debug;
  if (!log::enabled(level)) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(exchange.took).count();
  log::write(level, "request",
             {{"method", std::string(name(exchange.method))},
              {"path", std::string(exchange.path)},
              {"status", std::to_string(exchange.status)},
              {"took_us", std::to_string(took)},
              {"request_id", std::string(exchange.request_id)}});
}

void Process::observe(std::string_view command, SteadyClock::duration took, bool answered) {
  auto& known = answered ? redis_answered_ : redis_unavailable_;
  auto series = known.find(command);
  if (series == known.end()) {
    const telemetry::Labels labels{{"command", std::string(command)},
                                   {"outcome", answered ? "answered" : "unavailable"}};
    series = known
                 .emplace(command,
                          metrics_.histogram("souk_redis_call_seconds", "Time from a call to Redis' reply.", labels))
                 .first;
  }
  series->second.observe(took);
}

awaitable<void> Process::until_asked_to_stop() {
  auto [error, signal] = co_await signals_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  if (!error) log::info("stopping", {{"signal", signal == SIGTERM ? "SIGTERM" : "SIGINT"}});
}

// Counts the server and the parts that run, and waits until the last one has ended.
class Process::Running {
 public:
  explicit Running(Process& process) : process_(process), ended_(process.io_, SteadyClock::time_point::max()) {}

  void start(awaitable<void> part, std::string name) {
    ++count_;
    boost::asio::co_spawn(process_.io_, std::move(part), [this, name = std::move(name)](std::exception_ptr error) {
      if (error) process_.part_failed(name, error);
      if (--count_ == 0) ended_.cancel();
    });
  }

  awaitable<void> all_ended() {
    while (count_ > 0) co_await ended_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }

 private:
  Process& process_;
  boost::asio::steady_timer ended_;
  int count_ = 0;
};

void Process::part_failed(std::string_view name, std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& failure) {
    log::error("part failed", {{"part", std::string(name)}, {"why", failure.what()}});
  }
  status_ = EXIT_FAILURE;
  signals_.cancel();
}

awaitable<void> Process::serve(rest::Router& router, unsigned short port, Port sharing, std::vector<Part> parts) {
  http::Server server(executor(),
                      {.host = settings_.host,
                       .port = port,
                       .share_port = sharing == Port::shared && settings_.workers > 1,
                       .max_connections = settings_.max_connections,
                       .observe = [this](const http::Exchange& exchange) { observe(exchange); }},
                      router);
  log::info("listening", {{"address", settings_.host + ":" + std::to_string(server.port())}});
  Running running(*this);
  running.start(server.run(), "server");
  for (const auto& part : parts) running.start(part.run(), part.name);
  co_await until_asked_to_stop();
  server.drain(patience);
  for (const auto& part : parts) part.stop();
  co_await running.all_ended();
}

awaitable<void> Process::load(std::string_view url, redis::FunctionLibrary library,
                              std::function<awaitable<void>(redis::Client&)> then) {
  using namespace boost::asio::experimental::awaitable_operators;
  const auto service = library.name;
  redis::Client redis(executor(), own_redis(url, std::move(library)));
  boost::asio::steady_timer pause(executor());
  const auto prepare = [&]() -> awaitable<void> {
    for (bool done = false; !done;) {
      try {
        co_await redis.call(redis::Command("PING"));
        if (!redis.connected_to_all()) throw Unavailable(Dependency::database, redis.problem());
        // A connection that answers has loaded its library.
        co_await events::open_partitions(redis, service, settings_.partitions);
        if (then) co_await then(redis);
        done = true;
      } catch (const Unavailable&) {
        log::debug("waiting for redis");
      } catch (const redis::Unexpected& refused) {  // if it left this, `||` would wait for the signal
        fail(refused.what());
        done = true;
      }
      pause.expires_after(Milliseconds(done ? 0 : 20));
      co_await pause.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
  };
  co_await (prepare() || until_asked_to_stop());
}

void Process::fail(std::string_view why) {
  if (status_ == ex_config) return;  // each further attempt to connect reports it again
  log::error("cannot run", {{"why", std::string(why)}});
  status_ = ex_config;
  signals_.cancel();
}

int Process::run(std::function<awaitable<void>(Process&)> role) {
  std::signal(SIGPIPE, SIG_IGN);  // the reader of our log may exit before us
  raise_file_limit();
  give_large_blocks_back();
  boost::asio::co_spawn(io_, role(*this), [this](std::exception_ptr error) {
    io_.stop();
    if (error) std::rethrow_exception(error);
  });
  io_.run();
  log::info("stopped");
  return status_;
}

}  // namespace souk::runtime
