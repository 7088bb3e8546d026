// load: sends ready-made requests to a server and prints the results as JSON.

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "load/driver.hpp"
#include "load/requests.hpp"
#include "load/watchers.hpp"

namespace souk::bench {
namespace {

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

void print(const Result& result, double cpu) {
  const auto seconds = std::chrono::duration<double>(result.took).count();
  const auto answers = result.latency.count();
  const auto micros = [](auto nanoseconds) { return static_cast<double>(nanoseconds) / 1000; };
  std::printf(R"({"sent":%lu,"lost":%lu,"seconds":%.6f,"rate":%.1f,"cpu_us":%.3f,"statuses":{)", result.sent,
              result.lost, seconds, seconds > 0 ? static_cast<double>(answers) / seconds : 0,
              answers > 0 ? cpu * 1e6 / static_cast<double>(answers) : 0);
  const char* comma = "";
  for (const auto& [status, count] : result.statuses) {
    std::printf("%s\"%u\":%lu", comma, status, count);
    comma = ",";
  }
  std::printf(R"(},"latency_us":{"mean":%.1f,"p50":%.1f,"p90":%.1f,"p99":%.1f,"p99.9":%.1f,"max":%.1f}})"
              "\n",
              micros(result.latency.mean()), micros(result.latency.quantile(0.5)), micros(result.latency.quantile(0.9)),
              micros(result.latency.quantile(0.99)), micros(result.latency.quantile(0.999)),
              micros(result.latency.most()));
}

void print(const Watched& watched) {
  std::printf(R"({"watchers":%zu,"events":%lu,"bytes":%lu,"found":%zu,"lost":%zu,"last_found_at":%.6f})"
              "\n",
              watched.watchers, watched.events, watched.bytes, watched.found, watched.lost, watched.last_found_at);
}

int run(int argc, char** argv) {
  CLI::App app("Sends ready-made requests to a server and prints the results as JSON.");
  app.require_subcommand(1);
  Plan plan;
  std::string file, path, text;
  double seconds = 5;
  app.add_option("--host", plan.host, "an IPv4 address")->capture_default_str();
  app.add_option("--port", plan.port)->required();
  app.add_option("--connections", plan.connections)->capture_default_str();
  app.add_option("--in-flight", plan.in_flight, "closed loop: unanswered requests of each connection")
      ->capture_default_str();
  app.add_option("--rate", plan.rate, "open loop: requests a second; latency counts from when each was due");
  app.add_option("--requests", plan.requests, "at most this many");
  app.add_option("--seconds", seconds)->capture_default_str();

  auto* get = app.add_subcommand("get", "GET each path of a file in turn");
  get->add_option("file", file, "one path a line")->required();
  auto* post = app.add_subcommand("post", "POST each body of a file in turn");
  post->add_option("path", path)->required();
  post->add_option("file", file, "one JSON body a line")->required();
  auto* redis = app.add_subcommand("redis", "send each command of a file once");
  redis->add_option("file", file, "commands in the Redis protocol (RESP)")->required();
  auto* watch =
      app.add_subcommand("watch", "follow an event stream on every connection until each has received a text");
  watch->add_option("path", path)->required();
  watch->add_option("--until", text, "a text in the last event")->required();
  CLI11_PARSE(app, argc, argv);

  plan.time = std::chrono::duration<double>(seconds);
  if (watch->parsed()) {
    print(follow(plan, get_request(plan.port, path, "text/event-stream"), text));
    return 0;
  }
  std::vector<std::string> requests;
  if (redis->parsed()) {
    requests = read_commands(file);
    plan.requests = plan.requests == 0 ? requests.size() : std::min<std::uint64_t>(plan.requests, requests.size());
    plan.answers = [] { return std::make_unique<RedisAnswers>(); };
  } else {
    for (const auto& line : read_lines(file)) {
      requests.push_back(get->parsed() ? get_request(plan.port, line, "application/json")
                                       : post_request(plan.port, path, line));
    }
    plan.answers = [] { return std::make_unique<HttpAnswers>(); };
  }
  if (requests.empty()) throw std::runtime_error(file + " is empty");
  Driver driver(plan, requests);
  const auto before = cpu_seconds();
  const auto result = driver.run();
  print(result, cpu_seconds() - before);
  return 0;
}

}  // namespace
}  // namespace souk::bench

int main(int argc, char** argv) {
  try {
    return souk::bench::run(argc, argv);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "load: %s\n", failure.what());
    return 1;
  }
}
