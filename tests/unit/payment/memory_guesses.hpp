// Counts wrong guesses without a clock.
#pragma once

#include <string>
#include <vector>

#include "payment/app/order_finder.hpp"

namespace souk::payment {

class MemoryGuesses final : public Guesses {
 public:
  std::optional<std::chrono::seconds> wait(std::string_view client) const override {
    return client == slow ? std::optional(std::chrono::seconds(17)) : std::nullopt;
  }
  void failed(std::string_view client) override { wrong.emplace_back(client); }

  std::string slow;  // a client that must wait
  std::vector<std::string> wrong;
};

}  // namespace souk::payment
