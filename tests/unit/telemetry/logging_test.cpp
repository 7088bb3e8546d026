#include "telemetry/logging.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string>

namespace souk::telemetry {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

std::string read_all(int descriptor) {
  std::string text;
  char buffer[4096];
  for (ssize_t n; (n = read(descriptor, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
  return text;
}

// Returns the lines that `act` writes to standard error in its own process, which is killed immediately after.
std::string written_before_being_killed(int reading_end, int writing_end, const std::function<void()>& act) {
  const pid_t child = fork();
  if (child == 0) {
    dup2(writing_end, STDERR_FILENO);
    act();
    kill(getpid(), SIGKILL);
  }
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  close(writing_end);
  return read_all(reading_end);
}

std::string through_a_pipe(const std::function<void()>& act) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  std::string text = written_before_being_killed(ends[0], ends[1], act);
  close(ends[0]);
  return text;
}

std::string on_a_terminal(const std::function<void()>& act) {
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
  EXPECT_EQ(grantpt(terminal), 0);
  EXPECT_EQ(unlockpt(terminal), 0);
  const int screen = open(ptsname(terminal), O_RDWR | O_NOCTTY);
  std::string text = written_before_being_killed(terminal, screen, act);
  close(terminal);
  return text;
}

TEST(Logging, a_pipe_gets_one_json_object_a_line) {
  const std::string text = through_a_pipe([] {
    start_logging("payment consumer", log::Level::info);
    log::info("ready", {{"port", "8003"}});
    log::error("lost");
  });
  EXPECT_THAT(text, MatchesRegex("\\{\"time\":\"[^\"]+Z\",\"level\":\"info\",\"service\":\"payment consumer\","
                                 "\"event\":\"ready\",\"port\":\"8003\"\\}\n"
                                 "\\{\"time\":\"[^\"]+Z\",\"level\":\"error\",\"service\":\"payment consumer\","
                                 "\"event\":\"lost\"\\}\n"));
}

TEST(Logging, a_terminal_gets_readable_lines_with_the_level_in_colour) {
  setenv("TERM", "xterm", 1);
  const std::string text = on_a_terminal([] {
    start_logging("inventory api", log::Level::info);
    log::warn("redis_lost", {{"address", "127.0.0.1:6390"}});
  });
  EXPECT_THAT(text, MatchesRegex("[0-9]+:[0-9]+:[0-9]+\\.[0-9]+ \x1B.*warning\x1B.* inventory api: "
                                 "redis_lost address=127.0.0.1:6390\r\n"));
}

TEST(Logging, a_killed_process_loses_no_line) {
  const std::string text = through_a_pipe([] {
    start_logging("s", log::Level::debug);
    for (int i = 0; i < 100; ++i) log::debug("step", {{"i", std::to_string(i)}});
  });
  EXPECT_EQ(std::ranges::count(text, '\n'), 100);
  EXPECT_THAT(text, HasSubstr("\"i\":\"99\"}\n"));
}

TEST(Logging, lines_below_the_level_are_not_written) {
  const std::string text = through_a_pipe([] {
    start_logging("s", log::Level::warn);
    log::info("quiet");
    log::warn("loud");
  });
  EXPECT_THAT(text, HasSubstr("\"event\":\"loud\""));
  EXPECT_THAT(text, Not(HasSubstr("quiet")));
}

TEST(Logging, braces_in_a_value_are_not_a_format) {
  const std::string text = through_a_pipe([] {
    start_logging("s", log::Level::info);
    log::info("{}", {{"a", "{0} %v %n"}});
  });
  EXPECT_THAT(text, HasSubstr(R"("event":"{}","a":"{0} %v %n"})"));
}

}  // namespace
}  // namespace souk::telemetry
