#include "bank.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "free_port.hpp"

namespace souk::testing {
namespace {

using Clock = std::chrono::steady_clock;

// Programs are in <project>/build/<preset>/bin.
std::filesystem::path sandbox() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path().parent_path().parent_path() /
         "sandbox";
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool accepts_connections(unsigned short port) {
  const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool accepted = ::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(connection);
  return accepted;
}

}  // namespace

Bank::Bank(std::string webhook_url) {
  auto name = (std::filesystem::temp_directory_path() / "souk-bank-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
  folder_ = name;
  if (webhook_url.empty()) webhook_url = "http://127.0.0.1:1/";
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    spawn(webhook_url);
    if (wait_until_it_answers()) return;
    end();
  }
  const auto log = content(folder_ / "log");
  std::filesystem::remove_all(folder_);
  throw std::runtime_error("the bank does not start:\n" + log);
}

Bank::~Bank() {
  end();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void Bank::spawn(const std::string& webhook_url) {
  const auto folder = sandbox().string(), data = folder_.string(), log = (folder_ / "log").string();
  const auto port = std::to_string(port_);
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent || ::chdir(folder.c_str()) != 0) ::_exit(1);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  ::setenv("SOUK_BANK_PORT", port.c_str(), 1);
  ::setenv("SOUK_DATA", data.c_str(), 1);
  ::setenv("SOUK_BANK_WEBHOOK_URL", webhook_url.c_str(), 1);
  for (const auto* name : {"SOUK_STRIPE_SECRET_KEY", "SOUK_STRIPE_WEBHOOK_SECRET", "SOUK_BANK_URL", "SOUK_HOST"}) {
    ::unsetenv(name);
  }
  ::execl("/usr/bin/python3", "/usr/bin/python3", "-B", "-m", "bank", nullptr);
  ::_exit(127);
}

bool Bank::wait_until_it_answers() {
  const auto patience = Clock::now() + std::chrono::seconds(60);
  while (Clock::now() < patience) {
    if (accepts_connections(port_)) return true;
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = 0;
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

void Bank::end() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace souk::testing
