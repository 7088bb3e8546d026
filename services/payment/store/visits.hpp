#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/partition.hpp"
#include "payment/store/visit_store.hpp"
#include "redis/client.hpp"

namespace souk::payment {

// What VisitorLog has written, not older than it is kept.
class Visits final : public VisitStore {
 public:
  Visits(redis::Client& redis, unsigned partitions) : redis_(redis), partitions_(partitions) {}

  awaitable<std::vector<Visit>> newest(std::size_t limit) override;
  awaitable<std::vector<Ulid>> open_of(std::vector<Ulid> pks) override;

 private:
  awaitable<std::vector<Visit>> newest_of(Partition, std::size_t limit);

  redis::Client& redis_;
  unsigned partitions_;
};

// As `lines` of the stream have it.
void append_line(const Visit&, std::string& lines);
std::vector<Visit> visits_of(std::string_view lines);

}  // namespace souk::payment
