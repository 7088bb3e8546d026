#pragma once

#include <string>
#include <utility>

namespace souk::bench {

// A connected TCP socket that is not blocking from then on. Throws std::system_error.
int connect_to(const std::string& host, unsigned short port);

// An epoll instance and what it watches. A pointer comes back with each event.
class Poll {
 public:
  Poll();
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;
  ~Poll();
  int descriptor() const { return descriptor_; }
  // Edge-triggered for both directions, so that a connection costs one call in its life.
  void add(int socket, void* owner);

 private:
  int descriptor_;
};

}  // namespace souk::bench
