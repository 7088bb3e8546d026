#include "inventory/media/image_sweeper.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/log.hpp"

namespace souk::inventory {
namespace {

constexpr std::chrono::hours each_day{24};
constexpr std::chrono::seconds after_failure{10};

}  // namespace

awaitable<void> ImageSweeper::run() {
  while (!stopping_) {
    const bool swept = co_await sweep();
    if (stopping_) break;
    alarm_.expires_after(swept ? each_day : std::chrono::seconds(after_failure));
    co_await alarm_.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
  }
}

void ImageSweeper::stop() {
  stopping_ = true;
  alarm_.cancel();
}

// The database may be away, and the disk full: it is tried again.
awaitable<bool> ImageSweeper::sweep() {
  try {
    co_await files_.keep(co_await images_.in_use());
    co_return true;
  } catch (const std::exception& failure) {
    log::warn("image_sweep_failed", {{"error", failure.what()}});
    co_return false;
  }
}

}  // namespace souk::inventory
