#include "telemetry/process.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <string>

#include "telemetry/metrics.hpp"

namespace souk::telemetry {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Lt;

std::map<std::string, double> readings() {
  std::map<std::string, double> values;
  for (const ProcessReading& reading : read_process()) values[reading.name] = reading.value;
  return values;
}

TEST(Process, memory_in_use_is_counted_in_bytes) {
  const auto before = readings().at("process_resident_memory_bytes");
  const std::string held(64 << 20, 'x');
  const auto now = readings();
  EXPECT_THAT(now.at("process_resident_memory_bytes") - before, AllOf(Gt(48 << 20), Lt(160 << 20)));
  EXPECT_THAT(now.at("process_virtual_memory_bytes"), Ge(now.at("process_resident_memory_bytes")));
  EXPECT_EQ(held.back(), 'x');
}

TEST(Process, an_opened_file_adds_one) {
  const double before = readings().at("process_open_fds");
  const int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(readings().at("process_open_fds"), before + 1);
  close(file);
  EXPECT_EQ(readings().at("process_open_fds"), before);
  EXPECT_GT(readings().at("process_max_fds"), before);
}

TEST(Process, work_raises_the_cpu_seconds) {
  const double before = readings().at("process_cpu_seconds_total");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (readings().at("process_cpu_seconds_total") < before + 0.02)
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
}

TEST(Process, its_start_time_is_in_the_past_and_constant) {
  const double start = readings().at("process_start_time_seconds");
  const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  EXPECT_THAT(now - start, AllOf(Gt(-2), Lt(3600)));
  EXPECT_EQ(readings().at("process_start_time_seconds"), start);
}

TEST(Process, start_ticks_are_found_after_any_program_name) {
  const std::string rest = " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 987654 20 21";
  EXPECT_EQ(start_ticks("12 (souk)" + rest), 987654);
  EXPECT_EQ(start_ticks("12 (a ) S 1 (b)" + rest), 987654);
  EXPECT_EQ(start_ticks("12 (souk) S 1 2"), std::nullopt);
  EXPECT_EQ(start_ticks(""), std::nullopt);
}

TEST(Process, its_readings_are_in_the_text_of_all_metrics) {
  const std::string text = Metrics().text();
  EXPECT_THAT(text, HasSubstr("# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total "));
  EXPECT_THAT(text, HasSubstr("# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes "));
}

}  // namespace
}  // namespace souk::telemetry
