#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <string>
#include <vector>

#include "events/batch.hpp"
#include "events/ownership.hpp"
#include "redis/client.hpp"
#include "redis/tracking_client.hpp"

namespace souk::events {

// What a consumer checks before it counts as the owner of a partition, since an owner is expected to make progress.
class Admission {
 public:
  // The streams of `service` among the sources. All references outlive this.
  Admission(std::string service, unsigned partitions, const std::vector<Source>&, redis::Client&,
            redis::TrackingClient& streams);

  // Reads streams as the consumer will read them: by the same connection and command. Throws what keeps it from that,
  // but when only some servers are away, those of the others may be consumed.
  awaitable<void> expect_readable();

  // Removes the partitions with a stream that ends before the position in it. Redis has lost entries there that were
  // applied, and new ones would count as applied, so a person has to look. Also those whose server is away.
  awaitable<void> admit(std::map<Partition, Owned>& claimed);
  std::vector<std::string> problems() const;  // the partitions that were removed lately, in words

 private:
  struct Refused {
    std::string why;
    SteadyClock::time_point seen;  // at each claim, so again and again
  };

  std::string service_;
  unsigned partitions_;
  std::vector<const Source*> sources_;
  redis::Client& redis_;
  redis::TrackingClient& streams_;
  std::map<Partition, Refused> refused_;
};

}  // namespace souk::events
