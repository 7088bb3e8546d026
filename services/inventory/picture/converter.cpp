#include "inventory/picture/converter.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include "inventory/picture/confine.hpp"

namespace souk::picture {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t max_answer = 16ul * 1024 * 1024;  // bytes of all renditions
constexpr const char* too_costly = "The picture takes too much time or memory to read: save it smaller, as JPEG";

constexpr int cannot_confine = 3;  // exit status

// What the child writes: for each rendition width, height, size and the bytes; or a refusal, with width 0.
struct Frame {
  std::int32_t width, height;
  std::uint64_t size;
};

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) _exit(1);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void write_frame(int file, int width, int height, std::string_view bytes) {
  const Frame frame{width, height, bytes.size()};
  write_all(file, {reinterpret_cast<const char*>(&frame), sizeof frame});
  write_all(file, bytes);
}

// The child. It never returns, so that nothing of the parent runs twice.
[[noreturn]] void run(std::string_view bytes, Kind kind, int answer) noexcept {
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, standard);
  try {
    limit();
    prepare();
    confine();
  } catch (const std::exception&) {
    _exit(cannot_confine);
  }
  const auto made = convert(bytes, kind);
  if (!made) write_frame(answer, 0, 0, made.error());
  if (made) {
    for (const auto& rendition : *made) write_frame(answer, rendition.width, rendition.height, rendition.webp);
  }
  _exit(0);
}

// Everything until the end of the pipe. Nothing: it took too long, or there was too much.
std::expected<std::string, std::string> read_answer(int file, Clock::time_point until) {
  std::string answer;
  char part[65536];
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd ready{.fd = file, .events = POLLIN, .revents = 0};
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) == 0) return std::unexpected(too_costly);
    const auto count = read(file, part, sizeof part);
    if (count == 0) return answer;
    if (count < 0 && errno != EINTR) return std::unexpected(too_costly);
    if (count > 0) answer.append(part, static_cast<std::size_t>(count));
    if (answer.size() > max_answer) return std::unexpected(too_costly);
  }
}

std::expected<std::vector<Rendition>, std::string> renditions_in(std::string_view answer) {
  std::vector<Rendition> made;
  while (!answer.empty()) {
    Frame frame{};
    if (answer.size() < sizeof frame) return std::unexpected(too_costly);
    std::memcpy(&frame, answer.data(), sizeof frame);
    answer.remove_prefix(sizeof frame);
    if (answer.size() < frame.size) return std::unexpected(too_costly);
    std::string bytes(answer.substr(0, frame.size));
    answer.remove_prefix(frame.size);
    if (frame.width == 0) return std::unexpected(std::move(bytes));
    made.emplace_back(frame.width, frame.height, std::move(bytes));
  }
  return made;
}

}  // namespace

std::expected<std::vector<Rendition>, std::string> convert_confined(std::string_view bytes, Kind kind) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const auto child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) run(bytes, kind, ends[1]);
  close(ends[1]);
  const auto answer = read_answer(ends[0], Clock::now() + patience);
  close(ends[0]);
  if (!answer) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!answer) return std::unexpected(answer.error());
  if (WIFEXITED(status) && WEXITSTATUS(status) == cannot_confine) {
    throw std::runtime_error(
        "libvips does not start, or this kernel has no seccomp filters: no picture is read without");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::unexpected(too_costly);
  return renditions_in(*answer);
}

}  // namespace souk::picture
