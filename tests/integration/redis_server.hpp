#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace souk::testing {

// A real redis-server for one test: a temporary folder, a free port and a unix socket, durable as in production. The
// destructor ends it and removes the folder. It also ends when the test's process is killed.
class RedisServer {
 public:
  // `settings`: more lines for redis.conf. Returns when the server answers. Throws std::runtime_error after 10 s.
  explicit RedisServer(std::string settings = {});
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;

  unsigned short port() const { return port_; }
  std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }
  std::filesystem::path socket() const { return folder_ / "redis.sock"; }
  std::string unix_url() const { return "unix://" + socket().string(); }
  const std::filesystem::path& folder() const { return folder_; }

  // Like the constructor, on the same port with the same data. The server ends with the thread that started it.
  void start();
  void begin_start();  // does not wait for an answer
  void stop();         // SIGTERM
  void kill();         // SIGKILL
  void restart() { stop(), start(); }
  void pause();   // SIGSTOP: the server accepts connections but does not answer
  void resume();  // SIGCONT

 private:
  void write_configuration(const std::string& settings) const;
  void spawn();
  bool answers() const;
  bool wait_until_it_answers();
  void end_with(int signal);

  std::filesystem::path folder_;
  unsigned short port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace souk::testing
