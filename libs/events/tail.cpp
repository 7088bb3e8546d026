#include "events/tail.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"

namespace souk::events {
namespace {

constexpr Milliseconds block{500};
constexpr Milliseconds retry_pause{500};

}  // namespace

Tail::Tail(redis::Client& blocking, boost::asio::any_io_executor executor, std::vector<std::string> keys,
           Listener listener)
    : blocking_(blocking), keys_(std::move(keys)), listener_(std::move(listener)), stopped_(executor) {}

boost::asio::awaitable<void> Tail::run() {
  while (!stopping_) {
    try {
      auto ids = co_await ends();
      listener_.following(true);
      co_await follow(std::move(ids));
    } catch (const std::exception& failure) {
      log::warn("stream tail interrupted", {{"why", failure.what()}});
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
}

// The id of the last entry of each stream.
boost::asio::awaitable<std::vector<std::string>> Tail::ends() {
  std::vector<redis::Command> looks;
  for (const auto& key : keys_) looks.push_back(redis::Command("XREVRANGE", key, "+", "-", "COUNT", 1));
  auto replies = co_await blocking_.pipeline(std::move(looks));
  std::vector<std::string> ids;
  for (auto& reply : replies) {
    auto last = parse_entries(redis::raise_if_error(std::move(reply)));
    ids.push_back(last.empty() ? "0-0" : last.front().id);
  }
  co_return ids;
}

boost::asio::awaitable<void> Tail::follow(std::vector<std::string> ids) {
  while (!stopping_) {
    redis::Command read("XREAD", "COUNT", 1000, "BLOCK", block.count(), "STREAMS");
    for (const auto& key : keys_) read.arg(key);
    for (const auto& id : ids) read.arg(id);
    auto reply = co_await blocking_.call(std::move(read));
    if (reply.is_nil()) continue;
    std::vector<redis::Command> last_told;
    for (auto& element : reply.array()) {
      const auto& key = element.array().at(0).text();
      auto& id = ids[static_cast<std::size_t>(std::ranges::find(keys_, key) - keys_.begin())];
      if (id != "0-0") last_told.push_back(redis::Command("XRANGE", key, id, id));
      for (const auto& entry : parse_entries(std::move(element.array().at(1)))) {
        listener_.entry(entry.fields);
        id = entry.id;
      }
    }
    if (!last_told.empty()) co_await expect_kept(std::move(last_told));
  }
}

// The entry before those just told: where it has been trimmed, some behind it may have been, too, while we were slow.
boost::asio::awaitable<void> Tail::expect_kept(std::vector<redis::Command> last_told) {
  for (auto& reply : co_await blocking_.pipeline(std::move(last_told))) {
    if (redis::raise_if_error(std::move(reply)).array().empty()) {
      throw Unavailable(Dependency::database, "the stream was trimmed before it was read");
    }
  }
}

}  // namespace souk::events
