#include "load/watchers.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <stdexcept>

#include "load/sockets.hpp"

namespace souk::bench {
namespace {

struct Watcher {
  int socket;
  EventAnswers events;
  bool begun = false, found = false, lost = false;
};

class Follower {
 public:
  Follower(const Plan& plan, const std::string& text)
      : ends_(Clock::now() + std::chrono::duration_cast<Nanoseconds>(plan.time)) {
    for (std::size_t i = 0; i < plan.connections; ++i) {
      watchers_.push_back(std::make_unique<Watcher>(connect_to(plan.host, plan.port), EventAnswers(text)));
      poll_.add(watchers_.back()->socket, watchers_.back().get());
    }
    watched_.watchers = plan.connections;
  }

  ~Follower() {
    for (const auto& watcher : watchers_) ::close(watcher->socket);
  }

  Watched run(const std::string& request) {
    for (const auto& watcher : watchers_) {
      const auto sent = send(watcher->socket, request.data(), request.size(), MSG_NOSIGNAL);
      if (sent != static_cast<ssize_t>(request.size())) throw std::runtime_error("a request cannot be sent");
    }
    while (watched_.found + watched_.lost < watched_.watchers && Clock::now() < ends_) wait();
    return watched_;
  }

 private:
  void wait() {
    std::array<epoll_event, 512> events;
    const int ready = epoll_wait(poll_.descriptor(), events.data(), events.size(), 100);
    for (int i = 0; i < ready; ++i) {
      receive(*static_cast<Watcher*>(events[static_cast<std::size_t>(i)].data.ptr));
    }
  }

  void receive(Watcher& watcher) {
    static std::array<char, 65536> buffer;
    for (;;) {
      const auto got = recv(watcher.socket, buffer.data(), buffer.size(), 0);
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) return lose(watcher);
      watched_.bytes += static_cast<std::uint64_t>(got);
      watcher.events.feed({buffer.data(), static_cast<std::size_t>(got)}, [&](unsigned) { ++watched_.events; });
      note(watcher);
    }
  }

  void note(Watcher& watcher) {
    if (!watcher.begun) {
      watcher.begun = true;
      if (++begun_ == watched_.watchers) std::fputs("watching\n", stderr);
    }
    if (!watcher.found && watcher.events.found()) {
      watcher.found = true;
      ++watched_.found;
      watched_.last_found_at = std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
    }
  }

  void lose(Watcher& watcher) {
    if (watcher.lost) return;
    watcher.lost = true;
    if (!watcher.found) ++watched_.lost;
  }

  Poll poll_;
  std::vector<std::unique_ptr<Watcher>> watchers_;
  Watched watched_;
  std::size_t begun_ = 0;
  Clock::time_point ends_;
};

}  // namespace

Watched follow(const Plan& plan, const std::string& request, const std::string& text) {
  return Follower(plan, text).run(request);
}

}  // namespace souk::bench
