#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace souk::testing {

// The bank of sandbox/ for a test: a temporary folder and a free port. The destructor ends it and removes the folder.
// It also ends when the test's process is killed.
class Bank {
 public:
  // Returns when it answers. Throws std::runtime_error after 20 s. Its webhooks go to the port 1 of 127.0.0.1 if
  // `webhook_url` is empty.
  explicit Bank(std::string webhook_url = {});
  ~Bank();
  Bank(const Bank&) = delete;

  static constexpr auto secret_key = "sk_test_souk";
  static constexpr auto webhook_secret = "whsec_souk";
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  void spawn(const std::string& webhook_url);
  bool wait_until_it_answers();
  void end();

  std::filesystem::path folder_;
  unsigned short port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace souk::testing
