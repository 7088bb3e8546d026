#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::inventory {

using boost::asio::awaitable;

// A program that runs as a child of this process, with nothing of its environment and none of its files but stderr. The
// event loop goes on meanwhile. The destructor kills and reaps it.
class Child {
 public:
  // Throws std::system_error when it cannot be started.
  Child(boost::asio::any_io_executor, const std::vector<std::string>& command);
  ~Child();
  Child(const Child&) = delete;

  // Writes to its stdin and closes that, reads its stdout to the end, and waits for it. The bytes must live until this
  // returns. Returns nothing when it failed or was killed.
  awaitable<std::optional<std::string>> talk(std::string_view input);
  void kill();  // talk() returns soon

 private:
  void start(const std::vector<std::string>& command, int its_input, int its_output);

  boost::asio::writable_pipe input_;
  boost::asio::readable_pipe output_;
  boost::asio::posix::stream_descriptor ended_;  // readable when the child has ended
  int pid_ = -1;
};

}  // namespace souk::inventory
