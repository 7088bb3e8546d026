#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <string>

#include "inventory/store/image_store.hpp"

namespace souk::inventory {

// The files of pictures, made by the program `picture` (its README says why it is a program of its own).
class PictureProgram final : public PictureFiles {
 public:
  // `program`: its path. `folder`: where the files are; made when it is missing.
  PictureProgram(boost::asio::any_io_executor executor, std::string program, std::string folder)
      : executor_(std::move(executor)), program_(std::move(program)), folder_(std::move(folder)) {}

  static std::string beside_this_program();  // the path of `picture` in the folder of the running program

  awaitable<Outcome<ProductImage>> make(std::string_view upload) override;
  awaitable<void> keep(std::vector<ImageHash> in_use) override;

 private:
  awaitable<std::string> run(std::string command, std::string_view input);

  boost::asio::any_io_executor executor_;
  std::string program_, folder_;
};

}  // namespace souk::inventory
