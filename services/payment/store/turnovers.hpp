#pragma once

#include <boost/asio/awaitable.hpp>

#include "base/partition.hpp"
#include "payment/domain/turnover.hpp"
#include "redis/client.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// The counters of what was captured and paid back. The functions that book it keep them (daily_turnover.lua). Every
// member throws Unavailable when Redis is down.
class Turnovers {
 public:
  Turnovers(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<Turnover> read(Days);
  awaitable<ProductTurnover> read(Ulid product_id, Days);
  // From when on all is counted. Once, when the functions are loaded; a repeat changes nothing.
  awaitable<void> begin();

 private:
  struct Counted {
    std::vector<std::pair<Partition, Day>> days = {};  // that have money
    std::optional<Day> since = {};
  };
  std::string key(Partition) const;
  std::string refused_key(Partition, Day) const;
  awaitable<Counted> counted(Days);
  awaitable<void> add_refused(Days, std::vector<DayTakings>&, ByProduct&);

  redis::Client& redis_;
  unsigned partitions_;
};

}  // namespace souk::payment
