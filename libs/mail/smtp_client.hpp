#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"

namespace souk::mail {

struct SmtpOptions {
  std::string url;               // smtp://[user:password@]host[:port], or smtps
  Milliseconds deadline{30000};  // of a delivery
  std::size_t connections = 4;   // deliveries at the same time; each connection is kept for the next mail
};

// What became of a message.
struct Delivery {
  enum class State {
    taken,    // the server has it
    refused,  // for good: it does not take this recipient or this message
    put_off,  // for now: it may take this recipient later, or the sender's account is to be mended first
    away      // no mail can be sent: no connection, no sign-in, or the sender is refused
  };
  State state;
  unsigned code = 0;     // of the server's last answer, if there was one
  std::string why = {};  // of `away`, in words; without the server's own, which may name the recipient
};

// Sends mails to one server. With a user in the URL the connection is encrypted and the server's certificate valid, or
// nothing is sent; without one it is encrypted if the server offers that.
class SmtpClient {
 public:
  explicit SmtpClient(SmtpOptions);  // throws std::invalid_argument for a URL it cannot use
  ~SmtpClient();
  SmtpClient(const SmtpClient&) = delete;

  std::size_t connections() const { return options_.connections; }
  // At most connections() at the same time. `away` also means that it is not known: the server may have the message.
  boost::asio::awaitable<Delivery> send(std::string from, std::string to, std::string message);
  void stop();  // deliveries under way end within a second

 private:
  class Connection;
  std::unique_ptr<Connection> idle_connection();

  SmtpOptions options_;
  std::string origin_, user_, password_;
  std::atomic<bool> stopping_ = false;
  std::vector<std::unique_ptr<Connection>> idle_;
  boost::asio::thread_pool threads_;
};

}  // namespace souk::mail
