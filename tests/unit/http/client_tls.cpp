// TLS, against OpenSSL's own server.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "free_port.hpp"
#include "http/client.hpp"
#include "run.hpp"

namespace souk::http::testing {
namespace {

using ::testing::HasSubstr;

// Has a certificate for localhost that nobody trusts.
class UntrustedServer {
 public:
  UntrustedServer() {
    auto name = (std::filesystem::temp_directory_path() / "souk-tls-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    const auto key = (folder_ / "key").string(), certificate = (folder_ / "certificate").string();
    const auto made =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost -keyout " +
        key + " -out " + certificate + " 2>/dev/null";
    if (std::system(made.c_str()) != 0) throw std::runtime_error("no certificate");
    pid_ = ::fork();
    if (pid_ > 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execlp("openssl", "openssl", "s_server", "-accept", std::to_string(port_).c_str(), "-key", key.c_str(), "-cert",
             certificate.c_str(), "-www", "-quiet", nullptr);
    ::_exit(127);
  }
  ~UntrustedServer() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  std::string url() const { return "https://localhost:" + std::to_string(port_); }

 private:
  std::filesystem::path folder_;
  unsigned short port_ = souk::testing::free_port();
  pid_t pid_ = 0;
};

std::string failure(boost::asio::io_context& io, Client& client) {
  try {
    return "answered with status " + std::to_string(run(io, client.get("/")).status);
  } catch (const Unavailable& error) {
    return error.what();
  }
}

// The server begins to listen a moment after it was started.
std::string first_failure(boost::asio::io_context& io, Client& client) {
  const auto patience = SteadyClock::now() + std::chrono::seconds(60);
  std::string why;
  do {
    why = failure(io, client);
  } while (why.contains("cannot be connected") && SteadyClock::now() < patience);
  return why;
}

// Of this thread.
std::chrono::nanoseconds cpu_time() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

TEST(TlsClient, refuses_a_certificate_that_nobody_trusts) {
  const UntrustedServer server;
  boost::asio::io_context io;
  Client client(io.get_executor(), {.url = server.url()});
  EXPECT_THAT(first_failure(io, client), HasSubstr("SSL peer certificate"));
}

// Debian's certificates cost 50 ms and 800 kB: too much for each connection.
TEST(TlsClient, reads_the_trusted_certificates_once) {
  const UntrustedServer server;
  boost::asio::io_context io;
  {
    Client other(io.get_executor(), {.url = server.url()});
    first_failure(io, other);  // also sets up OpenSSL
  }
  Client client(io.get_executor(), {.url = server.url()});
  std::vector<std::chrono::nanoseconds> costs;
  for (int i = 0; i < 10; ++i) {
    const auto before = cpu_time();
    EXPECT_THAT(failure(io, client), HasSubstr("SSL peer certificate"));
    costs.push_back(cpu_time() - before);
  }
  const auto first = costs.front();
  std::ranges::sort(costs);
  EXPECT_LT(costs[5] * 2, first);
}

}  // namespace
}  // namespace souk::http::testing
