#include "load/sockets.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace souk::bench {
namespace {

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

int connect_to(const std::string& host, unsigned short port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1)
    throw std::runtime_error(host + " is not an IPv4 address");
  const int socket = checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
  checked(connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), "connect");
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  checked(fcntl(socket, F_SETFL, O_NONBLOCK), "fcntl");
  return socket;
}

Poll::Poll() : descriptor_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {}

Poll::~Poll() {
  close(descriptor_);
}

void Poll::add(int socket, void* owner) {
  epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.ptr = owner}};
  checked(epoll_ctl(descriptor_, EPOLL_CTL_ADD, socket, &event), "epoll_ctl");
}

}  // namespace souk::bench
