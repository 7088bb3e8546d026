#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "redis/command.hpp"
#include "redis/detail/link.hpp"
#include "redis/detail/server.hpp"
#include "redis/detail/topology.hpp"
#include "redis/options.hpp"

namespace souk::redis::detail {

// The servers that have the data: the one of the URL or, when it answers that it is a node of a cluster, all primaries
// of that cluster. A node of the cluster is asked for them every two seconds, and whenever a call was redirected.
class Servers : public std::enable_shared_from_this<Servers> {
 public:
  Servers(boost::asio::any_io_executor, Options, Hooks);

  void start();
  void stop();
  bool stopped() const { return stopped_; }

  bool cluster() const { return home_ == nullptr; }
  // The server of the URL, until it is known to be a node of a cluster. Null where it is sure to be one.
  std::shared_ptr<Server> home() const;
  // Null: at this moment no primary has this key. Of no key, any server.
  std::shared_ptr<Server> of(std::string_view key);
  std::shared_ptr<Server> at(const Url& node);           // null when it is none of them
  std::shared_ptr<Server> at(const Url::Address& node);  // which is a primary, since the cluster says so
  std::vector<std::shared_ptr<Server>> all() const;
  void moved(Slot, const Url::Address& to);
  void look();  // for other primaries, at once

  bool all_known() const { return known_ && (!cluster() || topology_.is_whole()); }
  bool up() const;              // every server that is known
  std::string problem() const;  // why not, of the first that is not
  std::size_t waiting() const;

 private:
  using Answers = std::vector<Reply>;                                           // to CLUSTER INFO and CLUSTER SLOTS
  using Leaving = std::pair<SteadyClock::time_point, std::shared_ptr<Server>>;  // until when

  awaitable<void> follow(std::shared_ptr<Servers> self);
  awaitable<Answers> ask();
  awaitable<void> converse(Answers& answers, std::string& problem);
  Milliseconds pause() const;
  awaitable<void> rest();
  void take(Answers);
  void adopt(Topology);
  void join(std::shared_ptr<Server> home);
  void leave(std::shared_ptr<Server>);
  void end_leaving();
  void end_leaving(const std::function<bool(const Leaving&)>& which);
  Hooks and_ours(Hooks);
  void settle_for_one();
  Url::Address another();

  boost::asio::any_io_executor executor_;
  const Options options_;
  const Hooks hooks_;
  std::shared_ptr<Server> home_;  // of the URL; null in a cluster
  std::map<Url::Address, std::shared_ptr<Server>> primaries_;
  std::vector<Leaving> leaving_;  // no primaries any more
  Topology topology_;
  bool known_;           // which servers there are: always with a unix socket or Sentinels
  bool was_up_ = false;  // any server
  bool stopped_ = false;

  Link link_;              // to the node that is asked
  bool linked_ = false;    // and its handshake is done
  unsigned failures_ = 0;  // in turn, to learn anything of a node
  const std::vector<Url::Address> seeds_;
  Url::Address asked_{};
  std::size_t turn_ = 0;    // whose it is to be asked
  std::int64_t epoch_ = 0;  // of the cluster, as it was seen last
  std::size_t behind_ = 0;  // how many answers in turn had an earlier one
  bool look_again_ = false;
  boost::asio::steady_timer rest_;
};

}  // namespace souk::redis::detail
