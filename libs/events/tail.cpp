#include "events/tail.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "base/log.hpp"

namespace souk::events {
namespace {

constexpr std::size_t most_at_once = 1000;  // entries of a stream
constexpr Milliseconds retry_pause{500};

}  // namespace

Tail::Tail(redis::TrackingClient& redis, boost::asio::any_io_executor executor, std::vector<std::string> keys,
           Listener listener, Milliseconds poll)
    : redis_(redis),
      keys_(std::move(keys)),
      listener_(std::move(listener)),
      reader_(executor, redis, most_at_once, poll),
      stopped_(executor) {}

// Each reason of an outage is logged once.
boost::asio::awaitable<void> Tail::run() {
  std::string logged;
  while (!stopping_) {
    try {
      auto ids = co_await ends();
      logged.clear();
      const auto connection = redis_.times_connected();
      listener_.following(true);
      co_await follow(std::move(ids), connection);
    } catch (const std::exception& failure) {
      if (std::exchange(logged, failure.what()) != failure.what()) {
        log::warn("stream tail interrupted", {{"why", failure.what()}});
      }
    }
    listener_.following(false);
    if (stopping_) break;
    stopped_.expires_after(retry_pause);
    co_await stopped_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

void Tail::stop() {
  stopping_ = true;
  stopped_.cancel();
  reader_.wake();
}

// The id of the last entry of each stream.
boost::asio::awaitable<std::vector<std::string>> Tail::ends() {
  std::vector<redis::Command> looks;
  for (const auto& key : keys_) looks.push_back(redis::Command("XREVRANGE", key, "+", "-", "COUNT", 1));
  auto replies = co_await redis_.pipeline(std::move(looks));
  std::vector<std::string> ids;
  for (auto& reply : replies) {
    auto last = parse_entries(redis::raise_if_error(std::move(reply)));
    ids.push_back(last.empty() ? "0-0" : last.front().id);
  }
  co_return ids;
}

boost::asio::awaitable<void> Tail::follow(std::vector<std::string> ids, unsigned connection) {
  while (!stopping_) {
    std::vector<StreamReader::Wanted> wanted;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      wanted.push_back({static_cast<Partition>(i), {keys_[i]}, {ids[i]}});
    }
    const auto found = co_await reader_.read(std::move(wanted));
    // Redis may have lost entries meanwhile, and with them the place of our ids.
    if (!redis_.connected() || redis_.times_connected() != connection) {
      throw Unavailable(Dependency::database, "the connection was lost");
    }
    std::vector<redis::Command> last_reported;
    for (const auto& stream : found) {
      auto& id = ids[stream.wanted];
      if (id != "0-0") last_reported.push_back(redis::Command("XRANGE", keys_[stream.wanted], id, id));
      for (const auto& entry : stream.entries) listener_.entry(entry.fields);
      id = stream.entries.back().id;
    }
    if (!last_reported.empty()) co_await expect_kept(std::move(last_reported));
  }
}

// The last entry that was reported before: if it has been trimmed, entries after it may have been, too.
boost::asio::awaitable<void> Tail::expect_kept(std::vector<redis::Command> last_reported) {
  for (auto& reply : co_await redis_.pipeline(std::move(last_reported))) {
    if (redis::raise_if_error(std::move(reply)).array().empty()) {
      throw Unavailable(Dependency::database, "the stream was trimmed before it was read");
    }
  }
}

}  // namespace souk::events
