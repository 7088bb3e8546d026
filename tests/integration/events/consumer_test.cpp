// Consumers on a real Redis: sharing partitions, reading on, delay, progress and trimming.
#include <gmock/gmock.h>

#include "events/consumers.hpp"
#include "events/streams.hpp"

namespace souk::events {
namespace {

using ::testing::ElementsAre;

TEST_F(Consumers, apply_what_is_written_in_the_order_of_the_partition) {
  auto consumer = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Command> additions;
    for (int i = 0; i < 300; ++i) {
      additions.push_back(Command("XADD", redis::key("desk", 1, "written"), "*", "about", i));
    }
    co_await client.pipeline(std::move(additions));
    EXPECT_TRUE(co_await words_become(1, 300));
    const auto all = co_await words(1);
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i], std::to_string(i));
    co_await stop(consumer);
  });
}

TEST_F(Consumers, share_the_partitions_and_take_over_from_one_that_stops) {
  auto a = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    auto b = start("b");
    EXPECT_TRUE(co_await owners_become({"a", "b", "a", "b"}));
    co_await stop(b);
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    co_await stop(a);
    EXPECT_TRUE(co_await owners_become({"", "", "", ""}));
  });
}

TEST_F(Consumers, read_on_from_the_position_of_the_one_before) {
  auto a = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    co_await write(2, "first");
    EXPECT_TRUE(co_await words_become(2, 1));
    co_await stop(a);
    co_await write(2, "second");
    auto b = start("b");
    EXPECT_TRUE(co_await words_become(2, 2));
    EXPECT_THAT(co_await words(2), ElementsAre("first", "second"));
    co_await stop(b);
  });
}

TEST_F(Consumers, apply_a_delayed_entry_not_before_it_is_due) {
  constexpr Milliseconds delay(700);
  auto consumer = start("a", delay);
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    co_await write(0, "one");
    co_await write(0, "two");
    EXPECT_TRUE(co_await words_become(0, 2));
    const auto written =
        parse_entries(co_await client.call(Command("XRANGE", redis::key("desk", 0, "written"), "-", "+")));
    const auto noted =
        parse_entries(co_await client.call(Command("XRANGE", redis::key("notes", 0, "noted"), "-", "+")));
    EXPECT_EQ(noted.size(), 2u);
    for (std::size_t i = 0; i < noted.size(); ++i) {
      EXPECT_GE(order_of(noted[i].id).first - order_of(written[i].id).first, delay.count());
    }
    co_await stop(consumer);
  });
}

TEST_F(Consumers, apply_a_delayed_entry_of_their_own_not_before_it_is_due) {
  constexpr Milliseconds delay(500);
  auto options = options_of("a", Milliseconds(0));
  options.sources.push_back({.stream = "kept",
                             .function = "take_notes",
                             .outputs = {"words", "noted"},
                             .width = 1,
                             .delay = delay,
                             .own = true,
                             .decode = decode<Note>(take)});
  auto consumer = std::make_unique<Running>(io, server, std::move(options));
  redis::run(io, [&]() -> awaitable<void> {
    const auto kept = redis::key("notes", 1, "kept");
    co_await client.call(Command("XADD", kept, "*", "about", "one"));
    co_await client.call(Command("XADD", kept, "*", "about", "two"));
    EXPECT_TRUE(co_await words_become(1, 2));
    EXPECT_THAT(co_await words(1), ElementsAre("one", "two"));
    const auto written = parse_entries(co_await client.call(Command("XRANGE", kept, "-", "+")));
    const auto noted =
        parse_entries(co_await client.call(Command("XRANGE", redis::key("notes", 1, "noted"), "-", "+")));
    for (std::size_t i = 0; i < 2; ++i) {
      EXPECT_GE(order_of(noted.at(i).id).first - order_of(written.at(i).id).first, delay.count());
    }
    co_await stop(consumer);
    const auto groups = parse_groups(co_await client.call(Command("XINFO", "GROUPS", kept)));
    EXPECT_EQ(groups.at(0).position, written.at(1).id);
    EXPECT_EQ(groups.at(0).read, 2);
  });
}

TEST_F(Consumers, do_not_pause_before_more_that_is_due) {
  constexpr int entries = 500;
  auto options = options_of("a", Milliseconds(1));
  options.batch = 1;
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Command> additions;
    for (int i = 0; i < entries; ++i) {
      additions.push_back(Command("XADD", redis::key("desk", 1, "written"), "*", "about", i));
    }
    co_await client.pipeline(std::move(additions));
    auto began = SteadyClock::now();
    for (int i = 0; i < entries; ++i) co_await client.call(Command("INCR", "written_one_after_the_other"));
    const auto written = SteadyClock::now() - began;
    began = SteadyClock::now();
    auto consumer = std::make_unique<Running>(io, server, std::move(options));
    EXPECT_TRUE(co_await words_become(1, entries));
    // With a pause of 20 ms a batch it would be 10 s more than the writes, of which a batch has a few.
    EXPECT_LT(SteadyClock::now() - began, Milliseconds(8000) + 10 * written);
    co_await stop(consumer);
  });
}

// "words" holds what each of the two notes; the first does so after the delay.
TEST_F(Consumers, read_a_stream_a_second_time_at_a_position_of_its_own) {
  auto options = options_of("a", Milliseconds(600));
  options.sources.push_back({.stream = "written",
                             .function = "take_notes",
                             .outputs = {"words_at_once", "unused"},
                             .width = 1,
                             .position = "written:at_once",
                             .decode = decode<Note>(take)});
  auto consumer = std::make_unique<Running>(io, server, options);
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    co_await client.call(Command("XADD", redis::key("desk", 0, "written"), "*", "what", "is this"));
    co_await write(0, "one");
    const auto noted = redis::key("notes", 0, "words_at_once");
    std::int64_t length = 0;
    const auto end = SteadyClock::now() + redis::patience;
    while (length == 0 && SteadyClock::now() < end) length = (co_await client.call(Command("LLEN", noted))).integer();
    EXPECT_EQ(length, 1);
    EXPECT_THAT(co_await words(0), ::testing::IsEmpty());
    EXPECT_TRUE(co_await words_become(0, 1));
    co_await stop(consumer);

    const auto last = parse_entries(
        co_await client.call(Command("XREVRANGE", redis::key("desk", 0, "written"), "+", "-", "COUNT", 1)));
    const auto groups =
        parse_groups(co_await client.call(Command("XINFO", "GROUPS", redis::key("desk", 0, "written"))));
    EXPECT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups.at(0).position, last.at(0).id);
    EXPECT_EQ(groups.at(0).read, 2);
    EXPECT_EQ((co_await client.call(Command("LLEN", noted))).integer(), 1);
    const StreamNames names{.service = "notes", .partitions = partitions, .written = {}, .read = {"written"}};
    EXPECT_EQ((co_await dead_letters(client, names)).at(0).count, 1);
  });
}

TEST_F(Consumers, without_a_delay_two_readings_of_a_stream_are_both_complete) {
  auto options = options_of("a", Milliseconds(0));
  options.sources.push_back(options.sources.front());
  options.sources.back().outputs.front() = "words_again";
  options.sources.back().position = "written:again";
  auto consumer = std::make_unique<Running>(io, server, options);
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 50; ++i) co_await write(static_cast<Partition>(i) % 2, std::to_string(i));
    EXPECT_TRUE(co_await words_become(0, 25));
    EXPECT_TRUE(co_await words_become(1, 25));
    co_await stop(consumer);
    for (Partition p = 0; p < 2; ++p) {
      EXPECT_EQ((co_await client.call(Command("LLEN", redis::key("notes", p, "words_again")))).integer(), 25);
    }
  });
}

TEST_F(Consumers, apply_what_was_written_while_the_clock_was_ahead_after_the_delay_from_now) {
  auto consumer = start("a", Milliseconds(300));
  redis::run(io, [&]() -> awaitable<void> {
    const auto now = std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    const auto key = redis::key("desk", 0, "written");
    co_await client.call(Command("XADD", key, std::to_string(now.count() + 3'600'000) + "-0", "about", "ahead"));
    co_await write(0, "behind");
    EXPECT_TRUE(co_await words_become(0, 2));
    EXPECT_THAT(co_await words(0), ElementsAre("ahead", "behind"));
    co_await stop(consumer);
  });
}

TEST_F(Consumers, go_on_when_a_stream_is_deleted) {
  auto consumer = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    co_await write(0, "one");
    EXPECT_TRUE(co_await words_become(0, 1));
    co_await client.call(Command("DEL", redis::key("desk", 0, "written")));
    co_await write(0, "two");
    EXPECT_TRUE(co_await words_become(0, 2));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer->consumer.problems().empty(); }));
    co_await stop(consumer);
  });
}

TEST_F(Consumers, an_entry_that_is_not_understood_does_not_hold_up_the_rest) {
  auto consumer = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("XADD", redis::key("desk", 3, "written"), "*", "what", "is this"));
    co_await write(3, "understood");
    EXPECT_TRUE(co_await words_become(3, 1));
    const StreamNames names{.service = "notes", .partitions = partitions, .written = {}, .read = {"written"}};
    const auto letters = co_await dead_letters(client, names);
    EXPECT_EQ(letters.at(3).count, 1);
    co_await stop(consumer);
  });
}

TEST_F(Consumers, show_their_progress_as_a_group_with_its_lag) {
  auto consumer = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 10; ++i) co_await write(0, std::to_string(i));
    EXPECT_TRUE(co_await words_become(0, 10));
    co_await stop(consumer);
    co_await write(0, "after");
    const auto groups =
        parse_groups(co_await client.call(Command("XINFO", "GROUPS", redis::key("desk", 0, "written"))));
    EXPECT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups.at(0).name, "notes-group");
    EXPECT_EQ(groups.at(0).lag, 1);
    EXPECT_EQ(groups.at(0).read, 10);
    const StreamNames written{.service = "desk", .partitions = 1, .written = {"written", "never"}, .read = {}};
    const auto states = co_await stream_states(client, written);
    const auto last = parse_entries(
        co_await client.call(Command("XREVRANGE", redis::key("desk", 0, "written"), "+", "-", "COUNT", 1)));
    EXPECT_EQ(states.at(0).added, 11);
    EXPECT_EQ(states.at(0).groups.at(0).oldest_waiting->time_since_epoch().count(), order_of(last.at(0).id).first);
    EXPECT_EQ(states.at(1).added, 0);
  });
}

TEST_F(Consumers, resume_by_themselves_after_an_outage_of_redis) {
  auto consumer = start("a");
  redis::run(io, [&]() -> awaitable<void> {
    co_await write(0, "before");
    EXPECT_TRUE(co_await words_become(0, 1));
    server.kill();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !consumer->consumer.problems().empty(); }));
    server.start();
    for (bool written = false; !written;) {
      try {
        co_await write(0, "after");
        written = true;
      } catch (const Unavailable&) {
      }
    }
    EXPECT_TRUE(co_await words_become(0, 2));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer->consumer.problems().empty(); }));
    co_await stop(consumer);
  });
}

TEST_F(Consumers, do_not_consume_a_partition_whose_stream_has_lost_what_was_applied) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await client.call(Command("HSET", redis::key("notes", 2, "positions"), "written", "99999999999999-0"));
    auto consumer = start("a");
    EXPECT_TRUE(co_await owners_become({"a", "a", "", "a"}));
    EXPECT_THAT(
        consumer->consumer.problems(),
        ElementsAre("partition 2 is not consumed: desk's stream written has lost entries that were applied here"));
    co_await client.call(Command("DEL", redis::key("notes", 2, "positions")));
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer->consumer.problems().empty(); }));
    co_await stop(consumer);
  });
}

TEST_F(Consumers, own_nothing_while_they_cannot_read) {
  redis::run(io, [&]() -> awaitable<void> {
    auto other = start("b");
    EXPECT_TRUE(co_await owners_become({"b", "b", "b", "b"}));
    co_await stop(other);
    co_await client.call(Command("SET", redis::key("desk", 0, "written"), "not a stream"));
    auto consumer = start("a");
    EXPECT_TRUE(
        co_await redis::becomes_true([&] { return consumer->consumer.problems().front().contains("WRONGTYPE"); }));
    EXPECT_TRUE(co_await owners_become({"", "", "", ""}));
    EXPECT_THAT(co_await consumers(client, "notes"), ::testing::IsEmpty()) << "the others need not leave it a share";
    co_await client.call(Command("DEL", redis::key("desk", 0, "written")));
    EXPECT_TRUE(co_await owners_become({"a", "a", "a", "a"}));
    co_await stop(consumer);
  });
}

// What only the primary has may be lost with it.
TEST_F(Consumers, apply_only_what_the_replica_has) {
  testing::RedisServer replica("replicaof 127.0.0.1 " + std::to_string(server.port()) + "\n");
  Running consumer(io, server, options_of("a", Milliseconds(0)), 1);
  redis::run(io, [&]() -> awaitable<void> {
    co_await write(0, "one");
    EXPECT_TRUE(co_await words_become(0, 1));
    replica.pause();
    co_await write(0, "two");
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !consumer.consumer.problems().empty(); }));
    EXPECT_THAT(co_await words(0), ElementsAre("one"));
    replica.resume();
    EXPECT_TRUE(co_await words_become(0, 2));
    EXPECT_THAT(co_await words(0), ElementsAre("one", "two"));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer.consumer.problems().empty(); }));
    consumer.consumer.stop();
    EXPECT_TRUE(co_await redis::becomes_true([&] { return consumer.ended; }));
  });
}

TEST_F(Consumers, trim_their_own_stream_only_behind_the_group_that_reads_it) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto noted = redis::key("notes", 0, "noted"), unread = redis::key("notes", 1, "noted");
    std::vector<Command> additions;
    for (int i = 1; i <= 1000; ++i) {
      additions.push_back(Command("XADD", noted, std::to_string(i), "about", "x"));
      additions.push_back(Command("XADD", unread, std::to_string(i), "about", "x"));
    }
    co_await client.pipeline(std::move(additions));
    co_await client.call(Command("XGROUP", "CREATE", noted, "reader-group", "500-0"));
    auto consumer = start("a");
    std::int64_t length = 1000;
    const auto end = SteadyClock::now() + redis::patience;
    while (length == 1000 && SteadyClock::now() < end) {
      length = (co_await client.call(Command("XLEN", noted))).integer();
      co_await redis::sleep(Milliseconds(20));
    }
    EXPECT_LT(length, 700);  // whole nodes of 100 entries
    const auto first = parse_entries(co_await client.call(Command("XRANGE", noted, "-", "+", "COUNT", 1)));
    EXPECT_LE(order_of(first.at(0).id), order_of("501-0"));
    EXPECT_EQ((co_await client.call(Command("XLEN", unread))).integer(), 1000);
    co_await stop(consumer);
  });
}

}  // namespace
}  // namespace souk::events
