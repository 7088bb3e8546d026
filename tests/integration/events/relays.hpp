#pragma once

#include <memory>
#include <vector>

#include "events/consumers.hpp"
#include "events/relay.hpp"

namespace souk::events {

// A relay whose passes the test makes, and the partitions that it owns.
struct Relaying {
  redis::Client own;
  redis::TrackingClient streams;
  Ownership ownership;
  Relay relay;

  Relaying(boost::asio::io_context& io, const testing::RedisServer& server, std::size_t batch = 256)
      : own(io.get_executor(), Running::with_library(server)),
        streams(io.get_executor(), redis::options_for(server)),
        ownership(own, "notes", "a", partitions, Milliseconds(60'000)),
        relay(io.get_executor(), "notes", sources(), own, streams, ownership, /*lane=*/"", batch, Milliseconds(5)) {}

  static std::vector<Source> sources() {
    std::vector<Source> sources;
    sources.push_back(posted());
    return sources;
  }
};

struct Relays : Consumers {
  std::unique_ptr<Relaying> claim(std::size_t batch = 256) { return std::make_unique<Relaying>(io, server, batch); }

  // Passes until the partition has this many words.
  awaitable<bool> relay(Relaying& relaying, Partition p, std::size_t count) {
    const auto end = SteadyClock::now() + redis::patience;
    while ((co_await words(p)).size() < count) {
      if (SteadyClock::now() > end) co_return false;
      co_await relaying.relay.pass();
    }
    co_return true;
  }
  // Passes until a pass finds nothing more.
  awaitable<void> relay_all(Relaying& relaying) {
    while (co_await relaying.relay.pass() > 0) {
    }
  }

  // A call that writes words there is answered with an error.
  awaitable<void> spoil(Partition p) { co_await client.call(Command("SET", redis::key("notes", p, "words"), "x")); }
  awaitable<void> mend(Partition p) { co_await client.call(Command("DEL", redis::key("notes", p, "words"))); }

  // The stored position in `posted`: id, and how many have been read.
  awaitable<std::pair<std::string, std::int64_t>> position(Partition p) {
    const auto reply =
        co_await client.call(Command("HMGET", redis::key("notes", p, "positions"), "posted", "posted:read"));
    if (reply.array().at(0).is_nil()) co_return std::pair("0-0", 0);
    co_return std::pair(reply.array().at(0).text(), reply.array().at(1).integer());
  }
  awaitable<std::string> last_id(Partition p) {
    const auto last = parse_entries(
        co_await client.call(Command("XREVRANGE", redis::key("notes", p, "posted"), "+", "-", "COUNT", 1)));
    co_return last.at(0).id;
  }
  awaitable<std::vector<DeadLetter>> letters() {
    StreamNames names{.service = "notes", .partitions = partitions, .written = {}, .read = {"posted"}};
    co_return (co_await list_dead_letters(client, std::move(names), "posted", 1000, {})).letters;
  }
};

}  // namespace souk::events
