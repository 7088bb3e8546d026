#include "free_port.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>
#include <stdexcept>

namespace souk::testing {
namespace {

bool is_free(unsigned short port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) throw std::runtime_error("no socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  const bool bound = ::bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(probe);
  return bound;
}

}  // namespace

unsigned short free_port() {
  static std::random_device random;
  std::uniform_int_distribution<unsigned short> any(10'000, 14'999);
  for (int attempt = 0; attempt < 1'000; ++attempt) {
    if (const auto port = any(random); is_free(port)) return port;
  }
  throw std::runtime_error("no free port");
}

}  // namespace souk::testing
