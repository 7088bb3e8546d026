#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/describe.hpp>
#include <memory>
#include <string>
#include <vector>

#include "describe/describe.hpp"
#include "events/consumer.hpp"
#include "events/partition_library.hpp"
#include "events/streams.hpp"
#include "open_partitions.hpp"
#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::events {

using redis::awaitable;
using redis::Command;

inline constexpr std::string_view notes_lua = R"lua(
register_batch('take_notes', { 'words', 'noted' }, { 'book' }, function(batch)
  for _, _, word in batch.entries() do
    redis.call('RPUSH', batch.words, word)
    redis.call('XADD', batch.noted, '*', 'about', word)
  end
end)

-- A word of ink needs a pen. Notes it each time that it comes, so that a test can see how often.
register_relayed('bring_notes', { 'words', 'pen' }, { 'book' }, function(batch)
  local has_pen = redis.call('EXISTS', batch.pen) == 1
  for id, _, word in batch.entries() do
    if string.find(word, '^ink') and not has_pen then batch.dead_letter(id, 'no pen')
    else redis.call('RPUSH', batch.words, word) end
  end
end)
)lua";

struct Note {
  describe::Text<1, 40> about;
};
BOOST_DESCRIBE_STRUCT(Note, (), (about))

inline Effect take(Partition p, const Note& note) {
  return {{redis::key("notes", p, "book")}, {note.about.value()}};
}

inline constexpr unsigned partitions = 4;

struct Addressed {
  describe::Integer<0, partitions - 1> to;
};
BOOST_DESCRIBE_STRUCT(Addressed, (), (to))

// Notes of the service itself that another of its partitions takes.
inline Source posted() {
  return {.stream = "posted",
          .function = "bring_notes",
          .outputs = {"words", "pen"},
          .width = 1,
          .own = true,
          .destination = [](const Fields& fields) -> std::expected<Partition, std::string> {
            const auto addressed = read_event<Addressed>(fields);
            if (!addressed) return std::unexpected(addressed.error());
            return static_cast<Partition>(addressed->to.value());
          },
          .decode = decode<Note>(take)};
}

inline ConsumerOptions options_of(std::string name, Milliseconds delay) {
  return {.service = "notes",
          .source = "desk",
          .group = "notes-group",
          .name = std::move(name),
          .partitions = partitions,
          .sources = {{.stream = "written",
                       .function = "take_notes",
                       .outputs = {"words", "noted"},
                       .width = 1,
                       .delay = delay,
                       .decode = decode<Note>(take)}},
          .outgoing = {{"noted", "reader-group"}},
          .lease = Milliseconds(600),
          .poll = std::chrono::hours(1)};  // what is read is read because it was reported
}

// A consumer with its connections.
struct Running {
  redis::Client own, source;
  redis::TrackingClient streams, own_streams;
  Consumer consumer;
  bool ended = false;

  Running(boost::asio::io_context& io, const testing::RedisServer& server, ConsumerOptions options,
          unsigned replicas = 0)
      : own(io.get_executor(), with_library(server, replicas)),
        source(io.get_executor(), with_replicas(server, replicas)),
        streams(io.get_executor(), with_replicas(server, replicas)),
        own_streams(io.get_executor(), with_replicas(server, replicas)),
        consumer(io.get_executor(), std::move(options), own, source, streams, &own_streams) {
    boost::asio::co_spawn(io, consumer.run(), [this](std::exception_ptr) { ended = true; });
  }

  static redis::Options with_replicas(const testing::RedisServer& server, unsigned replicas) {
    auto options = redis::options_for(server);
    options.replicas = replicas;
    return options;
  }
  static redis::Options with_library(const testing::RedisServer& server, unsigned replicas = 0) {
    auto options = with_replicas(server, replicas);
    options.library = library("notes", notes_lua);
    options.demands = testing::opening("notes", events::partitions);
    return options;
  }
};

// Their Redis, and what they have done there.
struct Consumers : ::testing::Test {
  explicit Consumers(std::string settings = {}) : server(std::move(settings)) {}

  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), redis::options_for(server)};

  std::unique_ptr<Running> start(std::string name, Milliseconds delay = Milliseconds(0)) {
    return std::make_unique<Running>(io, server, options_of(std::move(name), delay));
  }

  // Ends in order: partitions given back.
  awaitable<void> stop(std::unique_ptr<Running>& running) {
    running->consumer.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return running->ended; }));
    running.reset();
  }

  awaitable<void> write(Partition p, std::string about) {
    co_await client.call(Command("XADD", redis::key("desk", p, "written"), "*", "about", about));
  }

  awaitable<void> post(Partition p, Partition to, std::string about) {
    co_await client.call(
        Command("XADD", redis::key("notes", p, "posted"), "*", "to", std::to_string(to), "about", about));
  }

  awaitable<std::vector<std::string>> words(Partition p) {
    auto reply = co_await client.call(Command("LRANGE", redis::key("notes", p, "words"), 0, -1));
    std::vector<std::string> words;
    for (const auto& word : reply.array()) words.push_back(word.text());
    co_return words;
  }

  awaitable<bool> words_become(Partition p, std::size_t count) {
    const auto end = SteadyClock::now() + redis::patience;
    while (SteadyClock::now() < end) {
      if ((co_await words(p)).size() >= count) co_return true;
      co_await redis::sleep(Milliseconds(5));
    }
    co_return false;
  }

  awaitable<std::vector<std::string>> owners() {
    std::vector<std::string> owners;
    const StreamNames names{.service = "notes", .partitions = partitions, .written = {}, .read = {}};
    for (const auto& lease : co_await leases(client, names)) owners.push_back(lease.owner);
    co_return owners;
  }

  awaitable<bool> owners_become(std::vector<std::string> expected) {
    const auto end = SteadyClock::now() + redis::patience;
    while (SteadyClock::now() < end) {
      if (co_await owners() == expected) co_return true;
      co_await redis::sleep(Milliseconds(10));
    }
    co_return false;
  }
};

}  // namespace souk::events
