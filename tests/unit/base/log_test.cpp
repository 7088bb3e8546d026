#include "base/log.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace souk::log {
namespace {

class Log : public testing::Test {
 protected:
  ~Log() override { set_sink({}, Level::info); }

  void listen(Level least) {
    set_sink(
        [this](Level, std::string_view event, std::span<const Field> fields) {
          std::string line(event);
          for (const auto& field : fields) line.append(" ").append(field.name).append("=").append(field.value);
          lines_.push_back(line);
        },
        least);
  }

  std::vector<std::string> lines_;
};

TEST_F(Log, without_a_sink_lines_are_dropped) {
  EXPECT_FALSE(enabled(Level::error));
  error("lost");
}

TEST_F(Log, a_line_reaches_the_sink_with_its_fields) {
  listen(Level::debug);
  info("started", {{"port", "8000"}, {"host", "::1"}});
  EXPECT_EQ(lines_, std::vector<std::string>{"started port=8000 host=::1"});
}

TEST_F(Log, lines_below_the_lowest_level_do_not_reach_the_sink) {
  listen(Level::warn);
  debug("a");
  info("b");
  warn("c");
  error("d");
  EXPECT_EQ(lines_, (std::vector<std::string>{"c", "d"}));
  EXPECT_FALSE(enabled(Level::info));
  EXPECT_TRUE(enabled(Level::warn));
}

}  // namespace
}  // namespace souk::log
