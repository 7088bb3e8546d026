#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "redis/detail/connection.hpp"
#include "redis/detail/exchange.hpp"
#include "redis/node.hpp"
#include "redis/options.hpp"

namespace souk::redis::detail {

// The connections of a client to one server, or to the primary that Sentinels name.
class Server {
 public:
  Server(boost::asio::any_io_executor, const Options&, const Hooks&);
  ~Server();  // as stop()
  Server(const Server&) = delete;

  // On the connection whose turn it is; one that is down is skipped while another is up.
  void submit(Exchange&);
  void stop();
  void leave();  // as stop(), and the hooks learn that its connections are down

  bool up() const;              // at least one connection
  std::string problem() const;  // why not
  SteadyClock::time_point away_since() const;
  std::size_t waiting() const;  // commands without their reply
  const Url& url() const { return url_; }
  Node node() const;

 private:
  Connection& next();

  const Url url_;
  std::vector<std::shared_ptr<Connection>> connections_;
  std::size_t turn_ = 0;
};

}  // namespace souk::redis::detail
