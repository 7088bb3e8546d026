#include "runtime/request_figures.hpp"

#include <algorithm>
#include <array>

namespace souk::runtime {
namespace {

// Monitoring requests come every second, and would outnumber those of a quiet shop.
bool is_watching(std::string_view route) {
  constexpr std::array<std::string_view, 6> watching{"/operations", "/healthz", "/readyz",
                                                     "/metrics",    "/docs",    "/openapi.json"};
  return std::ranges::any_of(watching, [&](std::string_view prefix) { return route.starts_with(prefix); });
}

// 501 answers a method that no resource has: the caller's mistake, not a failure of ours.
bool is_error(unsigned status) {
  return status >= 500 && status != 501;
}

void add(const std::vector<telemetry::Histogram::Bucket>& buckets, std::vector<LatencyCount>& sums) {
  if (sums.empty()) {
    for (const auto& bucket : buckets) {
      sums.push_back({bucket.at_most.transform([](auto time) { return std::int64_t{time.count()}; }), 0});
    }
  }
  for (std::size_t i = 0; i < buckets.size(); ++i) sums[i].count += static_cast<std::int64_t>(buckets[i].count);
}

}  // namespace

RequestFigures::RequestFigures(telemetry::Metrics& metrics, unsigned processes)
    : metrics_(metrics), processes_(processes) {}

void RequestFigures::observe(const http::Exchange& exchange) {
  const auto [series, is_new] = answered_.try_emplace({exchange.method, exchange.route, exchange.status});
  if (is_new) {
    const telemetry::Labels labels{{"method", std::string(name(exchange.method))},
                                   {"route", std::string(exchange.route)},
                                   {"status", std::to_string(exchange.status)}};
    series->second = metrics_.histogram("souk_http_request_seconds", "Time from a request to its response.", labels);
  }
  series->second.observe(exchange.took);
  if (exchange.code.empty() || is_error(exchange.status) || is_watching(exchange.route)) return;
  auto [refused, first] = refused_.try_emplace(exchange.code);
  if (first) {
    refused->second.counter =
        metrics_.counter("souk_http_refusals_total", "Requests refused with 4xx or 501, by reason.",
                         {{"code", std::string(exchange.code)}});
  }
  refused->second.counter.add();
  ++refused->second.count;
}

RequestTotals RequestFigures::totals() const {
  RequestTotals totals{process_, processes_, 0, 0, {}, {}};
  for (const auto& [series, histogram] : answered_) {
    const auto& [method, route, status] = series;
    if (is_watching(route)) continue;
    const auto buckets = histogram.buckets();
    const auto count = static_cast<std::int64_t>(buckets.back().count);
    totals.answered += count;
    if (is_error(status)) totals.errors += count;
    add(buckets, totals.latency);
  }
  for (const auto& [code, refused] : refused_) totals.refusals.push_back({std::string(code), refused.count});
  return totals;
}

}  // namespace souk::runtime
