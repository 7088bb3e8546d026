#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "inventory/store/image_store.hpp"

namespace souk::inventory {

// Puts away the files of pictures that no product shows any more, at the start and once a day.
class ImageSweeper {
 public:
  ImageSweeper(const boost::asio::any_io_executor& executor, ImageStore& images, PictureFiles& files)
      : images_(images), files_(files), alarm_(executor) {}

  awaitable<void> run();  // until stop()
  void stop();

 private:
  awaitable<bool> sweep();

  ImageStore& images_;
  PictureFiles& files_;
  boost::asio::steady_timer alarm_;
  bool stopping_ = false;
};

}  // namespace souk::inventory
