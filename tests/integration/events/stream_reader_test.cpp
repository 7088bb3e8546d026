#include "events/stream_reader.hpp"

#include <gmock/gmock.h>

#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::events {
namespace {

using redis::awaitable;
using redis::Command;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::size_t most = 3;         // entries of a stream in one read
constexpr std::chrono::hours never{1};  // a poll that does not come within a test

// A reader of two streams in each of three partitions, which remembers where it is.
struct Reading {
  StreamReader reader;
  std::vector<StreamReader::Wanted> wanted;
  std::vector<std::string> read = {};  // "partition stream value"

  Reading(boost::asio::io_context& io, redis::TrackingClient& redis, Milliseconds poll)
      : reader(io.get_executor(), redis, most, poll) {
    for (Partition p = 0; p < 3; ++p) wanted.push_back({p, {key(p, "a"), key(p, "b")}, {"0-0", "0-0"}});
  }

  static std::string key(Partition p, std::string_view stream) { return redis::key("desk", p, stream); }

  awaitable<void> next() {
    for (auto& found : co_await reader.read(wanted)) {
      auto& from = wanted.at(found.wanted);
      for (const auto& entry : found.entries) {
        read.push_back(std::to_string(from.partition) + (found.key == 0 ? " a " : " b ") + entry.fields.at(0).second);
      }
      from.ids.at(found.key) = found.entries.back().id;
    }
  }
};

struct StreamReaders : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), redis::options_for(server)};
  redis::TrackingClient streams{io.get_executor(), named("reader")};

  redis::Options named(std::string name) const {
    auto options = redis::options_for(server);
    options.name = std::move(name);
    return options;
  }

  static Command addition(Partition p, std::string_view stream, std::string_view value) {
    return Command("XADD", Reading::key(p, stream), "*", "v", value);
  }
  awaitable<void> add(Partition p, std::string stream, std::string value) {
    co_await client.call(addition(p, stream, value));
  }

  // Until Redis tracks all that is wanted: every partition was read since.
  awaitable<void> begin(Reading& reading) {
    EXPECT_TRUE(co_await redis::becomes_true([&] { return streams.tracking(); }));
    for (std::int64_t before = -1; before != co_await reads();) {
      before = co_await reads();
      boost::asio::steady_timer soon(io, Milliseconds(20));
      soon.async_wait([&](boost::system::error_code) { reading.reader.wake(); });
      co_await reading.next();
    }
  }

  awaitable<void> until(Reading& reading, std::size_t count) {
    while (reading.read.size() < count) co_await reading.next();
  }

  awaitable<std::int64_t> reads() {
    const auto info = co_await client.call(Command("INFO", "commandstats"));
    const std::string_view text = info.text(), name = "cmdstat_xread:calls=";
    const auto at = text.find(name);
    co_return at == text.npos ? 0 : std::stol(std::string(text.substr(at + name.size())));
  }

  awaitable<std::int64_t> id_of(std::string name) {
    const auto list = co_await client.call(Command("CLIENT", "LIST"));
    const std::string_view text = list.text();
    const auto line = text.rfind("id=", text.find(" name=" + name + " "));
    co_return std::stoll(std::string(text.substr(line + 3)));
  }
};

TEST_F(StreamReaders, find_what_was_there_before) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await add(0, "a", "1");
    co_await add(2, "b", "2");
    co_await until(reading, 2);
    EXPECT_THAT(reading.read, ElementsAre("0 a 1", "2 b 2"));
  });
}

TEST_F(StreamReaders, read_without_reports_while_many_entries_come_and_are_woken_again_after_that) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    std::size_t count = 0;
    for (int round = 0; round < 5; ++round) {
      for (Partition p = 0; p < 3; ++p) {
        for (std::size_t i = 0; i < most; ++i, ++count) co_await add(p, "a", "1");
      }
      co_await until(reading, count);
    }
    const auto info = co_await client.call(Command("INFO", "commandstats"));
    EXPECT_THAT(info.text(), ::testing::HasSubstr("cmdstat_client|caching:calls="));
    for (int i = 0; i < 6; ++i, ++count) {
      boost::asio::co_spawn(io, add(static_cast<Partition>(i) % 3, "b", "2"), [](std::exception_ptr) {});
      co_await until(reading, count + 1);
    }
  });
}

TEST_F(StreamReaders, an_entry_wakes_one_that_waits_without_a_poll) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    for (int i = 0; i < 20; ++i) {
      const auto p = static_cast<Partition>(i) % 3;
      boost::asio::co_spawn(io, add(p, i % 2 == 0 ? "a" : "b", std::to_string(i)), [](std::exception_ptr) {});
      co_await until(reading, static_cast<std::size_t>(i) + 1);
    }
    EXPECT_EQ(reading.read.front(), "0 a 0");
    EXPECT_EQ(reading.read.back(), "1 b 19");
  });
}

TEST_F(StreamReaders, a_stream_that_did_not_exist_and_one_that_was_deleted_are_read_when_they_come) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    EXPECT_EQ((co_await client.call(Command("EXISTS", Reading::key(1, "b")))).integer(), 0);
    co_await add(1, "b", "first");
    co_await until(reading, 1);
    co_await client.call(Command("DEL", Reading::key(1, "b")));
    co_await redis::sleep(Milliseconds(2));  // ids begin anew, in the same millisecond with one that was read
    co_await add(1, "b", "second");
    co_await until(reading, 2);
    EXPECT_THAT(reading.read, ElementsAre("1 b first", "1 b second"));
  });
}

TEST_F(StreamReaders, read_only_the_partitions_that_may_have_something) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    const auto before = co_await reads();
    co_await add(1, "a", "1");
    co_await add(1, "b", "2");
    co_await until(reading, 2);
    EXPECT_LE(co_await reads() - before, 2) << "a read of all would be three";
    EXPECT_THAT(reading.read, ElementsAre("1 a 1", "1 b 2"));
  });
}

TEST_F(StreamReaders, read_on_at_once_when_there_may_be_more) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 10; ++i) co_await add(0, "a", std::to_string(i));
    co_await until(reading, 10);
    EXPECT_EQ(reading.read.back(), "0 a 9");
  });
}

TEST_F(StreamReaders, read_again_what_was_not_applied) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    co_await add(0, "a", "1");
    co_await until(reading, 1);
    reading.wanted.at(0).ids.at(0) = "0-0";
    co_await until(reading, 2);
    EXPECT_THAT(reading.read, ElementsAre("0 a 1", "0 a 1"));
  });
}

TEST_F(StreamReaders, read_what_was_added_while_a_connection_was_lost) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    std::size_t added = 0;
    for (const std::string name : {"reader", "reader:invalidations", "reader", "reader:invalidations"}) {
      EXPECT_TRUE(co_await redis::becomes_true([&] { return streams.tracking(); }));
      co_await begin(reading);
      const auto id = co_await id_of(name);
      std::vector<Command> at_once;
      at_once.emplace_back("CLIENT", "KILL", "ID", id);
      at_once.push_back(addition(2, "a", "meanwhile"));
      co_await client.pipeline(std::move(at_once));
      ++added;
      while (reading.read.size() < added) {
        bool lost = false;
        try {
          co_await reading.next();
        } catch (const Unavailable&) {
          lost = true;
        }
        if (lost) co_await redis::sleep(Milliseconds(1));
      }
      EXPECT_EQ(reading.read.size(), added) << name;
    }
  });
}

TEST_F(StreamReaders, the_poll_finds_what_was_not_reported) {
  Reading reading(io, streams, Milliseconds(50));
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    co_await streams.call(Command("CLIENT", "TRACKING", "OFF"));
    co_await add(1, "a", "hidden");
    co_await until(reading, 1);
    EXPECT_THAT(reading.read, ElementsAre("1 a hidden"));
  });
}

TEST_F(StreamReaders, read_again_all_that_a_failed_read_asked_for) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    std::vector<Command> at_once = {Command("MULTI"), Command("SET", Reading::key(0, "a"), "no stream"),
                                    addition(2, "b", "1"), Command("EXEC")};
    co_await client.pipeline(std::move(at_once));
    bool failed = false;
    while (!failed) {
      try {
        co_await reading.next();
      } catch (const redis::Unexpected&) {
        failed = true;
      }
    }
    EXPECT_THAT(reading.read, IsEmpty());
    co_await client.call(Command("DEL", Reading::key(0, "a")));
    co_await until(reading, 1);
    EXPECT_THAT(reading.read, ElementsAre("2 b 1"));
  });
}

TEST_F(StreamReaders, are_woken_by_a_wake_and_find_nothing) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await begin(reading);
    boost::asio::post(io, [&] { reading.reader.wake(); });
    co_await reading.next();
    EXPECT_THAT(reading.read, IsEmpty());
  });
}

TEST_F(StreamReaders, setting_a_group_does_not_make_them_spin) {
  Reading reading(io, streams, never);
  redis::run(io, [&]() -> awaitable<void> {
    co_await add(0, "a", "1");
    co_await client.call(Command("XGROUP", "CREATE", Reading::key(0, "a"), "group", "0"));
    co_await begin(reading);
    const auto before = co_await reads();
    for (int i = 0; i < 10; ++i) {
      co_await client.call(Command("XGROUP", "SETID", Reading::key(0, "a"), "group", "0"));
    }
    boost::asio::steady_timer later(io, Milliseconds(100));
    bool over = false;
    later.async_wait([&](boost::system::error_code) {
      over = true;
      reading.reader.wake();
    });
    while (!over) co_await reading.next();
    EXPECT_EQ(co_await reads(), before);
  });
}

}  // namespace
}  // namespace souk::events
