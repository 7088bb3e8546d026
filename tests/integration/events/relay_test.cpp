// The relay on a real Redis: entries of one partition's stream come to a function in another.
#include "events/relay.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "applying.hpp"
#include "events/dead_letters.hpp"
#include "events/relays.hpp"

namespace souk::events {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using Words = std::vector<std::string>;

TEST_F(Relays, bring_each_entry_to_its_partition_in_order_and_store_the_position) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    for (int i = 0; i < 20; ++i) co_await post(0, static_cast<Partition>(i) % 4, std::to_string(i));
    co_await post(3, 0, "from another");
    EXPECT_TRUE(co_await relay(*a, 0, 6));
    co_await relay_all(*a);
    EXPECT_THAT(co_await words(1), ElementsAre("1", "5", "9", "13", "17"));
    EXPECT_THAT(co_await words(2), ElementsAre("2", "6", "10", "14", "18"));
    EXPECT_EQ(co_await position(0), std::pair(co_await last_id(0), std::int64_t{20}));
    EXPECT_EQ(co_await position(3), std::pair(co_await last_id(3), std::int64_t{1}));
    EXPECT_EQ(co_await position(1), std::pair(std::string("0-0"), std::int64_t{0}));
  });
}

TEST_F(Relays, a_destination_that_fails_stops_no_other_and_gets_what_it_missed_in_order) {
  auto a = claim(3);
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await spoil(2);
    Words missed;
    for (int i = 0; i < 20; ++i) {
      co_await post(0, i % 2 == 0 ? 2 : 3, std::to_string(i));
      if (i % 2 == 0) missed.push_back(std::to_string(i));
    }
    EXPECT_TRUE(co_await relay(*a, 3, 10));
    EXPECT_EQ((co_await position(0)).first, "0-0");
    co_await mend(2);
    EXPECT_TRUE(co_await relay(*a, 2, 10));
    co_await relay_all(*a);
    EXPECT_EQ(co_await words(2), missed);
    EXPECT_EQ((co_await words(3)).size(), 10u);
    EXPECT_EQ(co_await position(0), std::pair(co_await last_id(0), std::int64_t{20}));
    co_await post(0, 2, "afterwards");
    EXPECT_TRUE(co_await relay(*a, 2, 11));
  });
}

TEST_F(Relays, a_destination_that_works_again_catches_up_without_pauses) {
  auto a = claim(2);
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await spoil(1);
    for (int i = 0; i < 30; ++i) co_await post(0, 1, std::to_string(i));
    while ((co_await a->relay.pass()) > 0) {
    }
    co_await mend(1);
    EXPECT_TRUE(co_await relay(*a, 1, 1));
    for (std::size_t had = 2; had < 30; had += 2) {
      EXPECT_EQ(co_await a->relay.pass(), 2u) << had;
    }
    EXPECT_EQ((co_await words(1)).size(), 30u);
  });
}

TEST_F(Relays, two_destinations_that_fail_catch_up_each_on_its_own) {
  auto a = claim(4);
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await spoil(1);
    co_await spoil(2);
    for (int i = 0; i < 24; ++i) co_await post(0, static_cast<Partition>(i % 3) + 1, std::to_string(i));
    EXPECT_TRUE(co_await relay(*a, 3, 8));
    co_await mend(2);
    EXPECT_TRUE(co_await relay(*a, 2, 8));
    EXPECT_EQ((co_await position(0)).first, "0-0");
    co_await mend(1);
    EXPECT_TRUE(co_await relay(*a, 1, 8));
    co_await relay_all(*a);
    EXPECT_EQ((co_await position(0)).second, 24);
    EXPECT_THAT(co_await words(1), ElementsAre("0", "3", "6", "9", "12", "15", "18", "21"));
    EXPECT_THAT(co_await words(2), ElementsAre("1", "4", "7", "10", "13", "16", "19", "22"));
  });
}

// Between the delivery and the position.
TEST_F(Relays, what_was_brought_before_a_crash_comes_again) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await post(0, 1, "stored");
    EXPECT_TRUE(co_await relay(*a, 1, 1));
    const auto before = co_await client.call(Command("DUMP", redis::key("notes", 0, "positions")));
    co_await post(0, 1, "brought");
    EXPECT_TRUE(co_await relay(*a, 1, 2));
    co_await client.call(Command("RESTORE", redis::key("notes", 0, "positions"), 0, before.text(), "REPLACE"));
    a = claim();
    co_await a->ownership.tick();
    EXPECT_TRUE(co_await relay(*a, 1, 3));
    co_await relay_all(*a);
    EXPECT_THAT(co_await words(1), ElementsAre("stored", "brought", "brought"));
    EXPECT_EQ(co_await position(0), std::pair(co_await last_id(0), std::int64_t{2}));
  });
}

TEST_F(Relays, one_that_cannot_store_its_position_brings_everything_again_and_loses_no_dead_letter) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    const auto lease = redis::key("notes", 0, "lease");
    co_await client.call(Command("RENAME", lease, "{0}aside"));
    co_await client.call(Command("SET", lease, "of a wrong type"));
    co_await post(0, 1, "one");
    co_await client.call(Command("XADD", redis::key("notes", 0, "posted"), "*", "to", 7));
    EXPECT_ANY_THROW(co_await relay(*a, 1, 2));
    EXPECT_THAT(co_await words(1), ElementsAre("one"));
    EXPECT_THAT(co_await letters(), IsEmpty());
    co_await client.call(Command("RENAME", "{0}aside", lease));
    co_await a->ownership.tick();
    EXPECT_TRUE(co_await relay(*a, 1, 2));
    co_await relay_all(*a);
    EXPECT_EQ((co_await letters()).size(), 1u);
    EXPECT_EQ(co_await position(0), std::pair(co_await last_id(0), std::int64_t{2}));
  });
}

// What is in memory may be reported, and what is before it trimmed.
TEST_F(Relays, a_position_is_in_memory_only_after_it_was_stored) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await post(0, 1, "word");
  });
  boost::asio::io_context aside{1};
  redis::Client looker(aside.get_executor(), redis::options_for(server));
  bool ended = false;
  boost::asio::co_spawn(io, a->relay.pass(), [&](std::exception_ptr, std::size_t) { ended = true; });
  auto& known = a->ownership.owned().at(0).positions["posted"].id;
  while (!ended) {
    io.run_one();
    if (known == "0-0") continue;
    redis::run(aside, [&]() -> awaitable<void> {
      const auto stored = co_await looker.call(Command("HGET", redis::key("notes", 0, "positions"), "posted"));
      EXPECT_TRUE(!stored.is_nil() && stored.text() == known);
    });
  }
  EXPECT_NE(known, "0-0");
}

TEST_F(Relays, one_whose_partition_was_claimed_by_another_stores_nothing_and_drops_it) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    EXPECT_NE(co_await testing::claim(client, "notes", 0, "a"), "");
    co_await post(0, 1, "late");
    co_await post(2, 1, "still ours");
    EXPECT_TRUE(co_await relay(*a, 1, 2));
    EXPECT_FALSE(a->ownership.owned().contains(0));
    EXPECT_EQ((co_await position(0)).first, "0-0");
    EXPECT_EQ(co_await position(2), std::pair(co_await last_id(2), std::int64_t{1}));
    co_await post(0, 1, "not ours");
    co_await relay_all(*a);
    EXPECT_EQ((co_await words(1)).size(), 2u);
  });
}

TEST_F(Relays, an_entry_without_effect_is_a_dead_letter_of_its_own_partition_and_holds_up_none) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    const auto posted = redis::key("notes", 0, "posted");
    co_await client.call(Command("XADD", posted, "5-1", "to", 7, "about", "nowhere"));
    co_await client.call(Command("XADD", posted, "5-2", "to", 1, "abuot", "a"));
    co_await client.call(Command("XADD", posted, "5-3", "to", 1, "about", "ink"));
    co_await client.call(Command("XADD", posted, "5-4", "to", 1, "about", "pencil"));
    EXPECT_TRUE(co_await relay(*a, 1, 1));
    co_await relay_all(*a);
    EXPECT_THAT(co_await words(1), ElementsAre("pencil"));
    EXPECT_EQ(co_await position(0), std::pair(std::string("5-4"), std::int64_t{4}));
    std::map<std::string, std::string> found;
    for (const auto& letter : co_await letters()) {
      EXPECT_EQ(letter.id.partition, 0u);
      EXPECT_EQ(letter.attempts, 1);
      found[letter.entry] = letter.reason + " " + letter.payload;
    }
    EXPECT_EQ(found.size(), 3u);
    EXPECT_THAT(found["5-1"], StartsWith("to: "));
    EXPECT_TRUE(found["5-1"].ends_with(R"({"to":"7","about":"nowhere"})")) << found["5-1"];
    EXPECT_EQ(found["5-2"], R"(about: Field required {"to":"1","abuot":"a"})");
    EXPECT_EQ(found["5-3"], R"(no pen {"to":"1","about":"ink"})");
  });
}

TEST_F(Relays, a_dead_letter_is_brought_by_a_retry_once_its_cause_has_gone) {
  auto a = claim();
  redis::run(io, [&]() -> awaitable<void> {
    co_await a->ownership.tick();
    co_await post(0, 1, "ink one");
    co_await post(0, 2, "ink two");
    co_await post(3, 1, "ink three");
    co_await client.call(Command("XADD", redis::key("notes", 0, "posted"), "*", "to", 7, "about", "nowhere"));
    while ((co_await letters()).size() < 4) co_await a->relay.pass();
    auto count = co_await retry_all_dead_letters(a->own, "notes", partitions, posted());
    EXPECT_EQ(count.retried, 0);
    EXPECT_EQ(count.failed, 4);
    for (const auto& letter : co_await letters()) EXPECT_EQ(letter.attempts, 2);

    co_await client.call(Command("SET", redis::key("notes", 1, "pen"), 1));
    count = co_await retry_all_dead_letters(a->own, "notes", partitions, posted());
    EXPECT_EQ(count.retried, 2);
    EXPECT_EQ(count.failed, 2);
    EXPECT_THAT(co_await words(1), ElementsAre("ink one", "ink three"));
    auto left = co_await letters();
    EXPECT_EQ(left.size(), 2u);
    for (const auto& letter : left) EXPECT_EQ(letter.attempts, 3);

    co_await client.call(Command("SET", redis::key("notes", 2, "pen"), 1));
    std::vector<LetterId> named;
    for (const auto& letter : left) named.push_back(letter.id);
    named.push_back({3, "5-5"});  // is not there
    count = co_await retry_dead_letters(a->own, "notes", posted(), named);
    EXPECT_EQ(count.retried, 1);
    EXPECT_EQ(count.failed, 1);
    EXPECT_THAT(co_await words(2), ElementsAre("ink two"));
    EXPECT_EQ((co_await client.call(Command("HLEN", redis::key("notes", 0, "posted:retries")))).integer(), 2);
  });
}

struct RelayingConsumers : Relays {
  std::unique_ptr<Running> start_relaying(std::string name) {
    auto options = options_of(std::move(name), Milliseconds(0));
    options.sources.push_back(posted());
    options.outgoing.push_back({"posted", "notes-group"});
    return std::make_unique<Running>(io, server, std::move(options));
  }
  awaitable<std::string> group_position(std::string key) {
    const auto groups = parse_groups(co_await client.call(Command("XINFO", "GROUPS", key)));
    co_return groups.empty() ? "no group" : groups.at(0).name + " " + groups.at(0).position;
  }
  awaitable<void> post_many(Partition p, int from, int to) {
    std::vector<Command> additions;
    for (int i = from; i < to; ++i) {
      additions.push_back(Command("XADD", redis::key("notes", p, "posted"), std::to_string(i) + "-0", "to",
                                  i % 2 == 0 ? 2 : 1, "about", i));
    }
    co_await client.pipeline(std::move(additions));
  }
};

TEST_F(RelayingConsumers, relay_beside_their_other_streams_and_show_it_as_a_group) {
  auto a = start_relaying("a");
  redis::run(io, [&]() -> awaitable<void> {
    co_await post(0, 3, "relayed");
    co_await write(2, "written");
    EXPECT_TRUE(co_await words_become(3, 1));
    EXPECT_TRUE(co_await words_become(2, 1));
    EXPECT_TRUE(co_await redis::becomes_true([&] { return a->consumer.problems().empty(); }));
    co_await stop(a);
    const auto group = "notes-group " + co_await last_id(0);
    EXPECT_EQ(co_await group_position(redis::key("notes", 0, "posted")), group);
  });
}

TEST_F(RelayingConsumers, keep_what_a_destination_has_missed_from_being_trimmed) {
  auto a = start_relaying("a");
  redis::run(io, [&]() -> awaitable<void> {
    const auto posted = redis::key("notes", 0, "posted");
    co_await post_many(0, 1, 501);
    EXPECT_TRUE(co_await words_become(2, 250));
    EXPECT_TRUE(co_await words_become(1, 250));
    co_await stop(a);
    EXPECT_EQ(co_await group_position(posted), "notes-group 500-0");

    co_await spoil(2);
    a = start_relaying("a");
    co_await post_many(0, 501, 1001);
    EXPECT_TRUE(co_await words_become(1, 500));
    std::int64_t length = 1000;
    const auto end = SteadyClock::now() + redis::patience;
    while (length == 1000 && SteadyClock::now() < end) {
      length = (co_await client.call(Command("XLEN", posted))).integer();
      co_await redis::sleep(Milliseconds(20));
    }
    EXPECT_LT(length, 1000);
    EXPECT_GE(length, 500);
    EXPECT_EQ(co_await group_position(posted), "notes-group 500-0");

    co_await mend(2);
    EXPECT_TRUE(co_await words_become(2, 250));
    co_await stop(a);
    const auto caught_up = co_await words(2);
    EXPECT_EQ(caught_up.front(), "502");
    EXPECT_EQ(caught_up.back(), "1000");
    EXPECT_EQ(co_await group_position(posted), "notes-group 1000-0");
  });
}

TEST_F(RelayingConsumers, bring_everything_at_least_once_and_keep_every_dead_letter_when_redis_is_killed) {
  auto a = start_relaying("a");
  redis::run(io, [&]() -> awaitable<void> {
    constexpr int entries = 400;
    std::vector<Command> additions;
    for (int i = 0; i < entries; ++i) {
      const auto about = i % 10 == 0 ? "ink " + std::to_string(i) : std::to_string(i);
      additions.push_back(
          Command("XADD", redis::key("notes", static_cast<Partition>(i) % 3, "posted"), "*", "to", 3, "about", about));
    }
    for (int kills = 0; kills < 8; ++kills) {
      for (int i = 0; i < entries / 8; ++i) {
        co_await client.call(std::move(additions.at(static_cast<std::size_t>(kills * entries / 8 + i))));
      }
      for (int turns = 0; turns < kills; ++turns) co_await redis::sleep(Milliseconds(1));
      server.kill();
      server.start();
      while (co_await redis::failure_of(client.call(Command("PING"))) != "answered") {
      }
    }
    std::set<std::string> brought, dead;
    const auto end = SteadyClock::now() + redis::patience;
    while (brought.size() + dead.size() < entries && SteadyClock::now() < end) {
      for (auto& word : co_await words(3)) brought.insert(std::move(word));
      for (const auto& letter : co_await letters()) {
        dead.insert(std::to_string(letter.id.partition) + " " + letter.entry);
      }
      co_await redis::sleep(Milliseconds(10));
    }
    EXPECT_EQ(brought.size(), entries * 9u / 10);
    EXPECT_EQ(dead.size(), entries / 10u);
    co_await stop(a);
  });
}

}  // namespace
}  // namespace souk::events
