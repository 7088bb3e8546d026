#include "telemetry/process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>

namespace souk::telemetry {

namespace {

std::string contents(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::optional<double> open_files() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  if (error) return std::nullopt;
  return static_cast<double>(std::distance(begin(files), end(files)) - 1);  // without the one that reads
}

std::optional<double> most_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return limit.rlim_cur == RLIM_INFINITY ? std::numeric_limits<double>::infinity()
                                         : static_cast<double>(limit.rlim_cur);
}

// Seconds since 1970.
std::optional<double> boot_time() {
  std::istringstream lines(contents("/proc/stat"));
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  return std::nullopt;
}

std::optional<double> start_time() {
  const auto ticks = start_ticks(contents("/proc/self/stat"));
  const auto boot = boot_time();
  if (!ticks || !boot) return std::nullopt;
  return *boot + *ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

std::optional<double> start_ticks(std::string_view stat) {
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const auto name_end = stat.rfind(')');
  if (name_end == std::string_view::npos) return std::nullopt;
  std::istringstream fields{std::string(stat.substr(name_end + 1))};
  constexpr int fields_before = 19;  // the third to the twenty-first
  std::string skipped;
  for (int i = 0; i < fields_before; ++i) fields >> skipped;
  double ticks = 0;
  if (!(fields >> ticks)) return std::nullopt;
  return ticks;
}

std::vector<ProcessReading> read_process() {
  std::vector<ProcessReading> readings;
  const auto add = [&](const char* name, const char* help, bool rises_only, std::optional<double> value) {
    if (value) readings.push_back({name, help, rises_only, *value});
  };
  add("process_cpu_seconds_total", "User and system CPU time spent, in seconds.", true, cpu_seconds());
  std::istringstream memory(contents("/proc/self/statm"));
  double virtual_pages = 0, resident_pages = 0;
  if (memory >> virtual_pages >> resident_pages) {
    const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
    add("process_virtual_memory_bytes", "Virtual memory size, in bytes.", false, virtual_pages * page);
    add("process_resident_memory_bytes", "Resident memory size, in bytes.", false, resident_pages * page);
  }
  add("process_open_fds", "Open file descriptors.", false, open_files());
  add("process_max_fds", "Most file descriptors that may be open.", false, most_open_files());
  add("process_start_time_seconds", "Start of the process, in seconds since 1970.", false, start_time());
  return readings;
}

}  // namespace souk::telemetry
