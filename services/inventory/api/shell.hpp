#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/refusal.hpp"

namespace souk::inventory {

// The built client, as far as pages are made of it. A file is read again when it has changed, so a new build needs no
// restart.
class Shell {
 public:
  // `folder`: SOUK_CLIENT; empty: this process has no client, and everything is refused.
  explicit Shell(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // index.html with `head` between its two marks, and `view` between its two others: HTML. An empty view leaves what
  // the build has there. Refused: unavailable.
  Outcome<std::string> page(std::string_view head, std::string_view view);
  // robots.txt. Refused: unavailable.
  Outcome<std::string> robots() const;

 private:
  bool read();

  std::filesystem::path folder_;
  std::filesystem::file_time_type changed_ = {};  // of the file that is in parts_
  std::array<std::string, 5> parts_;              // before, between and after the four marks
};

}  // namespace souk::inventory
