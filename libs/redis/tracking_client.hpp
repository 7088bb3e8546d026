#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "redis/client.hpp"

namespace souk::redis {

// A connection for reads that Redis tracks: Redis reports when a key changes that was read through it, also one that
// did not exist (client tracking, RESP2, REDIRECT to a second connection, which is PINGed). It reports a key once;
// reading the key again asks for the next report.
class TrackingClient {
 public:
  // Called on the executor's thread; never after stop(). Must not end itself or another one.
  struct Listener {
    std::function<void(const std::string& key)> changed = {};
    std::function<void()> all_changed = {};  // flushed; or changes may have been missed, and are reported from now on
    std::function<void()> lost = {};         // changes may be missed until all_changed()
  };

  // One connection for reads, without the function library, and one for the reports: "<name>:invalidations".
  TrackingClient(boost::asio::any_io_executor, Options);
  ~TrackingClient();  // as stop()
  TrackingClient(const TrackingClient&) = delete;

  // Listens for as long as the caller keeps what is returned.
  [[nodiscard]] std::shared_ptr<const Listener> listen(Listener);

  // As those of Client. A reply that comes while tracking() is true was read while Redis tracked its keys.
  awaitable<Reply> call(Command);
  awaitable<std::vector<Reply>> pipeline(std::vector<Command>);
  // The same, but Redis does not track these reads. Their keys stay tracked by an earlier read until its report.
  awaitable<std::vector<Reply>> pipeline_untracked(std::vector<Command>);

  bool reaches(std::string_view key) const;  // for reads
  bool connected() const;
  std::string problem() const;  // why not, in words
  bool tracking() const;
  unsigned times_connected() const;  // for reads; when it has grown, this may be another Redis than before
  void stop();

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace souk::redis
