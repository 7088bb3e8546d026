#include "inventory/media/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect_pipe.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <csignal>
#include <system_error>

extern "C" {
#include <sys/pidfd.h>  // declares C++ functions in glibc 2.36
}

namespace souk::inventory {
namespace {

namespace asio = boost::asio;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

void check(int error, const char* what) {
  if (error != 0) throw std::system_error(error, std::generic_category(), what);
}

// What posix_spawn does in the child before the program begins.
class Preparation {
 public:
  Preparation(int input, int output) {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_adddup2(&files_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Preparation() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  Preparation(const Preparation&) = delete;

  const posix_spawn_file_actions_t* files() const { return &files_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace

Child::Child(asio::any_io_executor executor, const std::vector<std::string>& command)
    : input_(executor), output_(executor), ended_(executor) {
  asio::readable_pipe its_input(executor);
  asio::writable_pipe its_output(executor);
  asio::connect_pipe(its_input, input_);
  asio::connect_pipe(output_, its_output);
  start(command, its_input.native_handle(), its_output.native_handle());
}

void Child::start(const std::vector<std::string>& command, int its_input, int its_output) {
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  char* environment[] = {nullptr};
  const Preparation preparation(its_input, its_output);
  check(posix_spawn(&pid_, words[0], preparation.files(), preparation.attributes(), words.data(), environment),
        words[0]);
  const int file = pidfd_open(pid_, 0);
  check(file < 0 ? errno : 0, "pidfd_open");
  ended_.assign(file);
}

Child::~Child() {
  if (pid_ < 0) return;
  kill();
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void Child::kill() {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

awaitable<std::optional<std::string>> Child::talk(std::string_view input) {
  co_await asio::async_write(input_, asio::buffer(input), as_result);  // a child that has ended says so by its status
  input_.close();
  std::string answer;
  co_await asio::async_read(output_, asio::dynamic_buffer(answer, 4096), as_result);
  co_await ended_.async_wait(asio::posix::stream_descriptor::wait_read, as_result);
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) co_return std::nullopt;  // cancelled; the destructor ends it
  pid_ = -1;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) co_return std::nullopt;
  co_return answer;
}

}  // namespace souk::inventory
