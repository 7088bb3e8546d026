// Claims partitions and applies entries to them, as a consumer does.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <utility>
#include <vector>

#include "events/batch.hpp"
#include "redis/client.hpp"
#include "redis/keys.hpp"

namespace souk::testing {

// Claims a partition for the owner of this name. Returns its writer; empty while another owner's lease runs.
inline boost::asio::awaitable<std::string> claim(redis::Client& client, std::string service, Partition p,
                                                 std::string name = "test", std::string life = "life",
                                                 int milliseconds = 60'000) {
  redis::Call call(service + "_claim_partition");
  call.key(redis::key(service, p, "lease")).key(redis::key(service, p, "positions"));
  call.arg(name).arg(life).arg(milliseconds);
  const auto reply = co_await client.call(std::move(call));
  co_return reply.kind() == redis::Reply::Kind::array ? reply.array().at(0).text() : "";
}

// Applies entries to the partitions of a service, each after the last.
class Applying {
 public:
  Applying(redis::Client& client, std::string service) : client_(client), service_(std::move(service)) {}

  boost::asio::awaitable<void> apply(events::Source source, Partition p, std::vector<events::Fields> entries) {
    const auto writer = co_await claim(client_, service_, p);
    std::vector<events::Entry> batch;
    for (auto& fields : entries) batch.push_back({std::to_string(++last_entry_) + "-0", std::move(fields)});
    co_await client_.call(events::make_batch(source, service_, p, writer, batch));
  }

 private:
  redis::Client& client_;
  std::string service_;
  int last_entry_ = 0;
};

}  // namespace souk::testing
