#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <tuple>

#include "base/clock.hpp"
#include "payment/store/turnovers.hpp"

namespace souk::payment {

// The turnover of single products, which pages ask for again and again: read at most once a second for all of them.
class SharedTurnover {
 public:
  static constexpr std::chrono::seconds most_age{1};

  explicit SharedTurnover(Turnovers& turnovers) : turnovers_(turnovers) {}

  // Throws Unavailable.
  awaitable<ProductTurnover> read(Ulid product_id, Days);

 private:
  struct Known {
    ProductTurnover turnover;
    SteadyClock::time_point since;
  };
  Turnovers& turnovers_;
  std::map<std::tuple<Ulid, Day, Day>, Known> known_;
};

}  // namespace souk::payment
