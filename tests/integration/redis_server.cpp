#include "redis_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "free_port.hpp"

namespace souk::testing {
namespace {

using Clock = std::chrono::steady_clock;

std::filesystem::path temporary_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "souk-redis-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp: " + std::string(std::strerror(errno)));
  return name;
}

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

RedisServer::RedisServer(std::string settings) : folder_(temporary_folder()) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    port_ = free_port();
    write_configuration(settings);
    spawn();
    if (wait_until_it_answers()) return;
    end_with(SIGKILL);
  }
  const auto log = content(folder_ / "log");
  std::filesystem::remove_all(folder_);
  throw std::runtime_error("redis-server does not start:\n" + log);
}

RedisServer::~RedisServer() {
  end_with(SIGKILL);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void RedisServer::write_configuration(const std::string& settings) const {
  std::ofstream(folder_ / "redis.conf") << "bind 127.0.0.1\nport " << port_ << "\nunixsocket " << socket().string()
                                        << "\ndir " << folder_.string() << "\ndaemonize no\nlogfile \"\"\n"
                                        << "appendonly yes\nappendfsync always\nsave \"\"\n"
                                        << settings << "\n";
  if (settings.contains("cluster-enabled yes")) {  // its own would be above 65535
    std::ofstream(folder_ / "redis.conf", std::ios::app) << "cluster-port " << free_port() << "\n";
  }
}

void RedisServer::spawn() {
  const auto configuration = (folder_ / "redis.conf").string();
  const auto log = (folder_ / "log").string();
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork: " + std::string(std::strerror(errno)));
  if (pid_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  ::execlp("redis-server", "redis-server", configuration.c_str(), nullptr);
  ::_exit(127);
}

// Sends PING over the unix socket. A server that requires a password counts as answering.
bool RedisServer::answers() const {
  const int connection = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  socket().string().copy(address.sun_path, sizeof address.sun_path - 1);
  const timeval patience{.tv_sec = 1, .tv_usec = 0};
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  char reply[64] = {};
  ssize_t size = -1;
  if (::connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      ::send(connection, "PING\r\n", 6, MSG_NOSIGNAL) == 6) {
    size = ::recv(connection, reply, sizeof reply, 0);
  }
  ::close(connection);
  const std::string_view said(reply, size > 0 ? static_cast<std::size_t>(size) : 0);
  return said.starts_with("+PONG") || said.starts_with("-NOAUTH");
}

bool RedisServer::wait_until_it_answers() {
  const auto patience = Clock::now() + std::chrono::seconds(60);
  while (Clock::now() < patience) {
    if (answers()) return true;
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = 0;
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

void RedisServer::begin_start() {
  if (pid_ == 0) spawn();
}

void RedisServer::start() {
  begin_start();
  if (!wait_until_it_answers())
    throw std::runtime_error("redis-server does not start again:\n" + content(folder_ / "log"));
}

void RedisServer::stop() {
  end_with(SIGTERM);
}

void RedisServer::kill() {
  end_with(SIGKILL);
}

void RedisServer::pause() {
  ::kill(pid_, SIGSTOP);
  // The signal takes effect later, so wait until the server no longer answers.
  ::waitpid(pid_, nullptr, WUNTRACED);
}

void RedisServer::resume() {
  ::kill(pid_, SIGCONT);
}

void RedisServer::end_with(int signal) {
  if (pid_ == 0) return;
  ::kill(pid_, signal);
  ::kill(pid_, SIGCONT);  // a paused server does not handle SIGTERM
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

}  // namespace souk::testing
