#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "load/answers.hpp"
#include "load/histogram.hpp"
#include "load/sockets.hpp"

namespace souk::bench {

struct Plan {
  std::string host = "127.0.0.1";
  unsigned short port = 0;
  std::size_t connections = 1;
  std::size_t in_flight = 1;   // unanswered requests of a connection (closed loop)
  double rate = 0;             // requests a second, independent of answers (open loop); 0: closed loop
  std::uint64_t requests = 0;  // at most this many; 0: no limit
  std::chrono::duration<double> time{5};
  std::function<std::unique_ptr<Answers>()> answers;
};

struct Result {
  std::uint64_t sent = 0, lost = 0;  // lost: the connection ended before the answer, or the answer was too late
  std::map<unsigned, std::uint64_t> statuses;
  Histogram latency;    // open loop: from when the request was due
  Nanoseconds took{0};  // from the first request to the last answer
};

// Sends ready-made requests in order, starting again after the last, and counts the answers. One thread.
class Driver {
 public:
  Driver(Plan plan, const std::vector<std::string>& requests);
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  ~Driver();

  // Opens all connections before the first request.
  Result run();

 private:
  struct Connection;

  void open(Connection& connection);
  void close(Connection& connection);
  void lose(Connection& connection);
  bool may_send() const;
  void send(Connection& connection, Clock::time_point due);
  void flush(Connection& connection);
  void fill(Connection& connection);
  void dispatch_due();
  void receive(Connection& connection);
  void answered(Connection& connection, unsigned status);
  bool wait_for_events();

  Plan plan_;
  const std::vector<std::string>& requests_;
  Poll poll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::deque<Connection*> idle_;
  std::deque<Clock::time_point> waiting_;  // open loop: due requests that wait for an idle connection
  std::uint64_t due_count_ = 0, in_flight_ = 0;
  std::size_t next_request_ = 0;
  Clock::time_point began_, ends_, now_, last_answer_;
  Result result_;
};

}  // namespace souk::bench
