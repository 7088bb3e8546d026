#include "telemetry/metrics.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <stdexcept>

namespace souk::telemetry {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Metrics, a_counter_is_printed_with_its_help_type_and_labels) {
  Metrics metrics;
  metrics.counter("souk_requests_total", "Requests answered.", {{"route", "/orders"}, {"status", "201"}}).add(3);
  EXPECT_THAT(metrics.text(), HasSubstr("# HELP souk_requests_total Requests answered.\n"
                                        "# TYPE souk_requests_total counter\n"
                                        "souk_requests_total{route=\"/orders\",status=\"201\"} 3\n"));
}

TEST(Metrics, the_same_labels_give_the_same_series) {
  Metrics metrics;
  metrics.counter("c", "", {{"a", "1"}, {"b", "2"}}).add();
  metrics.counter("c", "", {{"b", "2"}, {"a", "1"}}).add();
  metrics.gauge("g", "").set(1);
  metrics.gauge("g", "").set(7);
  metrics.histogram("h", "").observe(Milliseconds(1));
  metrics.histogram("h", "").observe(Milliseconds(1));
  EXPECT_THAT(metrics.text(), HasSubstr("c{a=\"1\",b=\"2\"} 2\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("\ng 7\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("\nh_count 2\n"));
}

TEST(Metrics, other_labels_give_another_series) {
  Metrics metrics;
  metrics.counter("c", "", {{"status", "200"}}).add();
  metrics.counter("c", "", {{"status", "404"}}).add(5);
  EXPECT_THAT(metrics.text(), HasSubstr("c{status=\"200\"} 1\nc{status=\"404\"} 5\n"));
}

TEST(Metrics, a_series_stays_valid_while_others_are_added) {
  Metrics metrics;
  Counter first = metrics.counter("c", "", {{"n", "first"}});
  for (int i = 0; i < 1000; ++i) metrics.counter("c", "", {{"n", std::to_string(i)}});
  first.add(42);
  EXPECT_THAT(metrics.text(), HasSubstr("c{n=\"first\"} 42\n"));
}

TEST(Metrics, a_histogram_counts_latencies_from_100us_to_10s_in_seconds) {
  Metrics metrics;
  Histogram latency = metrics.histogram("h", "", {{"route", "/"}});
  latency.observe(std::chrono::microseconds(100));
  latency.observe(Milliseconds(3));
  latency.observe(std::chrono::seconds(10));
  latency.observe(std::chrono::seconds(11));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("# TYPE h histogram\n"));
  EXPECT_THAT(text, HasSubstr("h_bucket{route=\"/\",le=\"0.0001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("h_bucket{route=\"/\",le=\"0.0025\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("h_bucket{route=\"/\",le=\"0.005\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("h_bucket{route=\"/\",le=\"10\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("h_bucket{route=\"/\",le=\"+Inf\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("h_count{route=\"/\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("h_sum{route=\"/\"} 21.0031\n"));
}

TEST(Metrics, clearing_a_gauge_removes_only_its_series) {
  Metrics metrics;
  metrics.gauge("owner", "", {{"partition", "1"}}).set(1);
  metrics.gauge("owner", "", {{"partition", "2"}}).set(1);
  metrics.gauge("other", "").set(5);
  metrics.gauge("owners", "").set(6);
  metrics.clear("owner");
  EXPECT_THAT(metrics.text(), Not(HasSubstr("owner{")));
  EXPECT_THAT(metrics.text(), HasSubstr("other 5\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("owners 6\n"));
  metrics.gauge("owner", "", {{"partition", "2"}}).set(3);
  EXPECT_THAT(metrics.text(), HasSubstr("owner{partition=\"2\"} 3\n"));
}

TEST(Metrics, clearing_an_unknown_gauge_does_nothing) {
  Metrics metrics;
  metrics.counter("c", "").add();
  metrics.clear("nothing");
  metrics.clear("c");  // not a gauge
  EXPECT_THAT(metrics.text(), HasSubstr("c 1\n"));
}

TEST(Metrics, label_values_are_escaped) {
  Metrics metrics;
  metrics.gauge("g", "", {{"l", "a\"b\\c\nd"}}).set(1);
  EXPECT_THAT(metrics.text(), HasSubstr(R"(g{l="a\"b\\c\nd"} 1)"));
}

TEST(Metrics, special_values_have_the_spelling_of_prometheus) {
  Metrics metrics;
  metrics.gauge("g", "").set(std::numeric_limits<double>::infinity());
  metrics.gauge("h", "").set(1'500'000'000.5);
  EXPECT_THAT(metrics.text(), HasSubstr("g +Inf\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("h 1500000000.5\n"));
}

TEST(Metrics, an_invalid_name_or_type_is_refused) {
  Metrics metrics;
  EXPECT_THROW(metrics.counter("no spaces", ""), std::invalid_argument);
  EXPECT_THROW(metrics.counter("c", "", {{"no-dash", ""}}), std::invalid_argument);
  metrics.counter("c", "");
  EXPECT_THROW(metrics.gauge("c", ""), std::invalid_argument);
}

TEST(Metrics, the_same_state_gives_the_same_text) {
  Metrics a, b;
  for (int i = 0; i < 20; ++i) a.counter("c", "", {{"n", std::to_string(i)}});
  for (int i = 20; i-- > 0;) b.counter("c", "", {{"n", std::to_string(i)}});
  const auto counters = [](const Metrics& metrics) {
    const std::string text = metrics.text();
    return text.substr(0, text.find("# HELP process_"));
  };
  EXPECT_EQ(counters(a), counters(b));
  EXPECT_THAT(counters(a), HasSubstr("c{n=\"19\"} 0\n"));
}

}  // namespace
}  // namespace souk::telemetry
