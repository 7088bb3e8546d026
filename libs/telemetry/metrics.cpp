#include "telemetry/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "telemetry/process.hpp"

namespace souk::telemetry {

namespace {

// Seconds. Fine enough that a quantile computed from them is wrong by a factor of 2.5 at most.
const prometheus::Histogram::BucketBoundaries latency_buckets = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

prometheus::MetricFamily family_of(const ProcessReading& reading) {
  prometheus::ClientMetric metric;
  metric.counter.value = metric.gauge.value = reading.value;
  const auto type = reading.rises_only ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge;
  return {reading.name, reading.help, type, {metric}};
}

// The registry orders series by hash. Sorting them makes two scrapes easy to compare.
void sort(std::vector<prometheus::MetricFamily>& families) {
  std::ranges::sort(families, {}, &prometheus::MetricFamily::name);
  for (auto& family : families) std::ranges::sort(family.metric, std::less<>{}, &prometheus::ClientMetric::label);
}

// 0xFF ends each part. It never occurs in UTF-8, so two series never have the same key.
std::string key_of(const std::string& name, const Labels& labels) {
  std::string key = name + '\xFF';
  for (const auto& [label, value] : labels) key.append(label).append(1, '\xFF').append(value).append(1, '\xFF');
  return key;
}

}  // namespace

void Counter::add(double amount) {
  static_cast<prometheus::Counter*>(series_)->Increment(amount);
}

void Gauge::set(double value) {
  static_cast<prometheus::Gauge*>(series_)->Set(value);
}

void Histogram::observe(SteadyClock::duration took) {
  static_cast<prometheus::Histogram*>(series_)->Observe(std::chrono::duration<double>(took).count());
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> buckets;
  for (const auto& bucket : static_cast<prometheus::Histogram*>(series_)->Collect().histogram.bucket) {
    auto& added = buckets.emplace_back(std::nullopt, bucket.cumulative_count);
    if (std::isfinite(bucket.upper_bound))
      added.at_most = std::chrono::microseconds(std::llround(bucket.upper_bound * 1e6));
  }
  return buckets;
}

// The registry can find a series, too, but constructs a new one for each lookup, which takes 1.5 times as long.
template <class Series>
using ByKey = std::unordered_map<std::string, Series*>;

struct Metrics::Registry {
  prometheus::Registry series;
  ByKey<prometheus::Counter> counters;
  ByKey<prometheus::Gauge> gauges;
  ByKey<prometheus::Histogram> histograms;
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
  auto& known = registry_->counters[key_of(name, labels)];
  if (!known) known = &prometheus::BuildCounter().Name(name).Help(help).Register(registry_->series).Add(labels);
  Counter counter;
  counter.series_ = known;
  return counter;
}

Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
  auto& known = registry_->gauges[key_of(name, labels)];
  if (!known) known = &prometheus::BuildGauge().Name(name).Help(help).Register(registry_->series).Add(labels);
  Gauge gauge;
  gauge.series_ = known;
  return gauge;
}

Histogram Metrics::histogram(const std::string& name, const std::string& help, const Labels& labels) {
  auto& known = registry_->histograms[key_of(name, labels)];
  if (!known) {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(registry_->series);
    known = &family.Add(labels, latency_buckets);
  }
  Histogram histogram;
  histogram.series_ = known;
  return histogram;
}

void Metrics::clear(const std::string& gauge_name) {
  const auto erased = std::erase_if(registry_->gauges, [prefix = key_of(gauge_name, {})](const auto& item) {
    return item.first.starts_with(prefix);
  });
  if (erased == 0) return;
  registry_->series.Remove(prometheus::BuildGauge().Name(gauge_name).Register(registry_->series));
}

std::string Metrics::text() const {
  auto families = registry_->series.Collect();
  for (const ProcessReading& reading : read_process()) families.push_back(family_of(reading));
  sort(families);
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, families);
  return std::move(out).str();
}

}  // namespace souk::telemetry
