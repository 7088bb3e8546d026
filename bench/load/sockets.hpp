#pragma once

#include <string>
#include <utility>

namespace souk::bench {

// Connects a TCP socket and makes it non-blocking. Throws std::system_error.
int connect_to(const std::string& host, unsigned short port);

// An epoll instance. Each event returns the pointer that was registered with the socket.
class Poll {
 public:
  Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;
  ~Poll();
  int descriptor() const { return descriptor_; }
  // Edge-triggered for both directions, so that each connection needs only one call.
  void add(int socket, void* owner);

 private:
  int descriptor_;
};

}  // namespace souk::bench
