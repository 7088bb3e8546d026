#include "load/driver.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>

namespace souk::bench {
namespace {

constexpr std::chrono::seconds patience{20};  // wait for the last answers

// Open loop: due requests are sent and answers are read at this interval. Waking up for each one would take CPU time
// from the measured system. The wait counts as latency.
constexpr std::chrono::microseconds tick{500};

}  // namespace

struct Driver::Connection {
  int socket = -1;
  std::unique_ptr<Answers> answers;
  std::deque<Clock::time_point> due;  // of the unanswered requests
  std::string unsent;
};

Driver::Driver(Plan plan, const std::vector<std::string>& requests) : plan_(std::move(plan)), requests_(requests) {}

Driver::~Driver() {
  for (auto& connection : connections_) close(*connection);
}

void Driver::open(Connection& connection) {
  connection.socket = connect_to(plan_.host, plan_.port);
  poll_.add(connection.socket, &connection);
  connection.answers = plan_.answers();
}

void Driver::close(Connection& connection) {
  if (connection.socket >= 0) ::close(connection.socket);
  connection.socket = -1;
}

// The server closed the connection: its requests count as lost, and a new connection replaces it.
void Driver::lose(Connection& connection) {
  result_.lost += connection.due.size();
  in_flight_ -= connection.due.size();
  const bool was_busy = !connection.due.empty();
  connection.due.clear();
  connection.unsent.clear();
  close(connection);
  open(connection);
  if (plan_.rate == 0) {
    fill(connection);
  } else if (was_busy) {
    idle_.push_back(&connection);
  }
}

bool Driver::may_send() const {
  return now_ < ends_ && (plan_.requests == 0 || result_.sent < plan_.requests);
}

void Driver::send(Connection& connection, Clock::time_point due) {
  connection.unsent += requests_[next_request_];
  if (++next_request_ == requests_.size()) next_request_ = 0;
  connection.due.push_back(due);
  ++result_.sent;
  ++in_flight_;
}

void Driver::flush(Connection& connection) {
  if (connection.unsent.empty()) return;
  const auto sent = ::send(connection.socket, connection.unsent.data(), connection.unsent.size(), MSG_NOSIGNAL);
  if (sent > 0) connection.unsent.erase(0, static_cast<std::size_t>(sent));
  // An error is reported by the next read.
}

void Driver::fill(Connection& connection) {
  while (connection.due.size() < plan_.in_flight && may_send()) send(connection, now_);
  flush(connection);
}

void Driver::dispatch_due() {
  const auto due_at = [&](std::uint64_t n) {
    return began_ +
           std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>(static_cast<double>(n) / plan_.rate));
  };
  const auto wanted = [&] { return plan_.requests == 0 || due_count_ < plan_.requests; };
  for (auto due = due_at(due_count_); due <= now_ && due < ends_ && wanted(); due = due_at(++due_count_)) {
    waiting_.push_back(due);
  }
  while (!waiting_.empty() && !idle_.empty()) {
    auto& connection = *idle_.front();
    idle_.pop_front();
    send(connection, waiting_.front());
    waiting_.pop_front();
    flush(connection);
  }
}

void Driver::answered(Connection& connection, unsigned status) {
  ++result_.statuses[status];
  if (connection.due.empty()) return;  // an event without a request
  result_.latency.add(now_ - connection.due.front());
  connection.due.pop_front();
  --in_flight_;
  last_answer_ = now_;
}

void Driver::receive(Connection& connection) {
  static std::array<char, 65536> buffer;
  const auto busy = connection.due.size();
  for (;;) {
    const auto got = recv(connection.socket, buffer.data(), buffer.size(), 0);
    if (got == 0 || (got < 0 && errno != EAGAIN)) return lose(connection);
    if (got < 0) break;
    now_ = Clock::now();
    connection.answers->feed({buffer.data(), static_cast<std::size_t>(got)},
                             [&](unsigned status) { answered(connection, status); });
    if (static_cast<std::size_t>(got) < buffer.size()) break;
  }
  if (plan_.rate == 0) {
    fill(connection);
  } else if (busy > 0 && connection.due.empty()) {
    idle_.push_back(&connection);
  }
}

// Whether any answer is still missing.
bool Driver::wait_for_events() {
  const bool over = now_ >= ends_ || (plan_.requests > 0 && result_.sent >= plan_.requests);
  if (over && in_flight_ == 0 && waiting_.empty()) return false;
  if (now_ >= ends_ + patience) return false;
  Nanoseconds left{0};
  if (plan_.rate > 0) {
    std::this_thread::sleep_until(now_ + tick);
  } else {
    left = std::max(Nanoseconds((over ? ends_ + patience : ends_) - now_), left);
  }
  const timespec timeout{.tv_sec = left.count() / 1'000'000'000, .tv_nsec = left.count() % 1'000'000'000};
  static std::array<epoll_event, 512> events;
  const int ready = epoll_pwait2(poll_.descriptor(), events.data(), events.size(), &timeout, nullptr);
  if (ready < 0 && errno != EINTR) {
    throw std::system_error(errno, std::generic_category(), "epoll_pwait2");
  }
  now_ = Clock::now();
  for (int i = 0; i < ready; ++i) {
    auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
    if ((events[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0) flush(connection);
    if ((events[static_cast<std::size_t>(i)].events & ~static_cast<unsigned>(EPOLLOUT)) != 0) receive(connection);
  }
  return true;
}

Result Driver::run() {
  for (std::size_t i = 0; i < plan_.connections; ++i) {
    connections_.push_back(std::make_unique<Connection>());
    open(*connections_.back());
  }
  began_ = now_ = last_answer_ = Clock::now();
  ends_ = began_ + std::chrono::duration_cast<Nanoseconds>(plan_.time);
  for (auto& connection : connections_) {
    if (plan_.rate > 0) {
      idle_.push_back(connection.get());
    } else {
      fill(*connection);
    }
  }
  do {
    if (plan_.rate > 0) dispatch_due();
  } while (wait_for_events());
  result_.took = last_answer_ - began_;
  result_.lost += in_flight_ + waiting_.size();
  return std::move(result_);
}

}  // namespace souk::bench
