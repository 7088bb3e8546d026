#include "runtime/partition_opener.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "base/log.hpp"
#include "events/partition_states.hpp"

namespace souk::runtime {
namespace {

constexpr Milliseconds pause{100};

}  // namespace

PartitionOpener::PartitionOpener(Process& process, redis::Client& redis, std::string service)
    : redis_(redis),
      service_(std::move(service)),
      partitions_(process.settings().partitions),
      timer_(process.executor()) {}

Part PartitionOpener::part() {
  return {"partition opener", [this] { return run(); },
          [this] {
            stopping_ = true;
            timer_.cancel();
          }};
}

boost::asio::awaitable<void> PartitionOpener::run() {
  while (!stopping_ && !co_await open()) {
    timer_.expires_after(pause);
    co_await timer_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

boost::asio::awaitable<bool> PartitionOpener::open() {
  if (!redis_.connected_to_all()) co_return false;
  try {
    co_await events::open_partitions(redis_, service_, partitions_);
    co_return true;
  } catch (const Unavailable&) {
    co_return false;
  } catch (const redis::Unexpected& refused) {
    if (std::exchange(logged_, refused.what()) != refused.what()) {
      log::error("partitions not opened", {{"why", refused.what()}});
    }
    co_return false;
  }
}

}  // namespace souk::runtime
