// The protocol of partition.lua on a real Redis: who may write, and which entries have their effect.
#include <boost/asio/awaitable.hpp>

#include "applying.hpp"
#include "events/batch.hpp"
#include "events/partition_library.hpp"
#include "open_partitions.hpp"
#include "redis/running.hpp"

namespace souk::events {
namespace {

using redis::awaitable;
using redis::Call;
using redis::Command;
using redis::Reply;

// A service that notes every word of its entries, in order.
constexpr std::string_view notes_lua = R"lua(
register_batch('take_notes', { 'words' }, { 'book' }, function(batch)
  for id, _, word in batch.entries() do
    if word == 'poison' then batch.dead_letter(id, 'tasted bad', word) else redis.call('RPUSH', batch.words, word) end
  end
end)
)lua";

struct PartitionProtocol : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library("notes", notes_lua);
    options.demands = testing::opening("notes", 4);
    return options;
  }

  // The writer; empty while another owner's lease runs.
  awaitable<std::string> claim(std::string name, int milliseconds = 60'000, std::string life = "1st") {
    co_return co_await testing::claim(client, "notes", 0, std::move(name), std::move(life), milliseconds);
  }

  // Entries (id, word); the last id is the batch's.
  awaitable<std::string> take(std::string writer, std::vector<std::pair<std::string, std::string>> entries) {
    Call call("take_notes");
    call.key("notes:{0}:lease").key("notes:{0}:positions").key("notes:{0}:written:dead");
    call.key("notes:{0}:written:retries").key("notes:{0}:words").key("notes:{0}:book");
    call.arg("apply").arg(writer).arg("written").arg(entries.back().first).arg(entries.size()).arg(3);
    for (const auto& [id, word] : entries) call.arg(id).arg(1).arg(word);
    auto reply = co_await client.call(call);
    if (reply.kind() == Reply::Kind::status) co_return reply.text();
    co_return reply.array().at(0).text() + " after " + std::to_string(reply.array().at(1).integer());
  }

  // As a command of its own. Answers the length.
  awaitable<std::string> append(std::string word) {
    auto reply = co_await client.call(Call("notes_change").key("notes:{0}:words").arg("RPUSH").arg(word));
    co_return std::to_string(reply.integer());
  }

  awaitable<bool> is_available(awaitable<std::string> call) {
    try {
      co_await std::move(call);
    } catch (const Unavailable&) {
      co_return false;
    }
    co_return true;
  }

  awaitable<std::string> words() {
    auto reply = co_await client.call(Command("LRANGE", "notes:{0}:words", 0, -1));
    std::string all;
    for (const auto& word : reply.array()) all += word.text();
    co_return all;
  }
};

TEST_F(PartitionProtocol, an_entry_applied_twice_has_its_effect_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto writer = co_await claim("a");
    EXPECT_EQ(co_await take(writer, {{"5-0", "x"}, {"5-1", "y"}}), "5-1 after 2");
    EXPECT_EQ(co_await take(writer, {{"5-0", "x"}, {"5-1", "y"}}), "5-1 after 2");
    EXPECT_EQ(co_await take(writer, {{"5-0", "x"}}), "5-1 after 2");
    EXPECT_EQ(co_await words(), "xy");
  });
}

TEST_F(PartitionProtocol, of_a_batch_that_overlaps_only_what_is_newer_applies) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto writer = co_await claim("a");
    co_await take(writer, {{"5-0", "x"}, {"5-9", "y"}});
    EXPECT_EQ(co_await take(writer, {{"5-9", "y"}, {"5-10", "z"}, {"10-0", "!"}}), "10-0 after 4");
    EXPECT_EQ(co_await words(), "xyz!");
  });
}

TEST_F(PartitionProtocol, a_consumer_that_lost_the_partition_is_refused_and_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto old = co_await claim("a", 0);
    const auto current = co_await claim("b");
    EXPECT_NE(current, old);
    EXPECT_EQ(co_await take(old, {{"5-0", "x"}}), "fenced");
    EXPECT_EQ(co_await words(), "");
    EXPECT_EQ(co_await take(current, {{"5-0", "x"}}), "5-0 after 1");
    EXPECT_EQ(co_await words(), "x");
  });
}

TEST_F(PartitionProtocol, a_lease_keeps_others_out_until_it_runs_out) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_NE(co_await claim("a", 60'000), "");
    EXPECT_EQ(co_await claim("b"), "");
    EXPECT_NE(co_await claim("a", 0), "");
    co_await redis::sleep(Milliseconds(2));
    EXPECT_NE(co_await claim("b"), "");
  });
}

TEST_F(PartitionProtocol, a_lease_taken_while_the_clock_was_ahead_keeps_nobody_out) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_NE(co_await claim("a", 7'200'000), "");
    EXPECT_NE(co_await claim("b", 3'000), "");
  });
}

TEST_F(PartitionProtocol, a_heartbeat_from_the_future_counts_for_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto now = std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    co_await client.call(Command("ZADD", "notes:consumers", now.count() + 7'200'000, "ghost"));
    Command heartbeat = Call("notes_heartbeat").key("notes:consumers").arg("a").arg(3'000);
    const auto alive = co_await client.call(std::move(heartbeat));
    EXPECT_EQ(alive.array().size(), 1u);
    EXPECT_EQ(alive.array().at(0).text(), "a");
  });
}

TEST_F(PartitionProtocol, the_same_name_takes_its_own_back_at_once_and_with_a_new_epoch) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = co_await claim("a");
    EXPECT_EQ(first, "1st:1");
    EXPECT_EQ(co_await claim("a"), "1st:2");
    EXPECT_EQ(co_await take(first, {{"5-0", "x"}}), "fenced");
  });
}

// The new primary had not heard of the claim of "b".
TEST_F(PartitionProtocol, of_two_claims_with_one_epoch_only_the_one_that_was_kept_writes) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto lost = co_await claim("b", 0, "of b");
    co_await client.call(Command("DEL", "notes:{0}:lease"));
    const auto kept = co_await claim("a", 60'000, "of a");
    EXPECT_EQ(lost, "of b:1");
    EXPECT_EQ(kept, "of a:1");
    EXPECT_EQ(co_await take(lost, {{"5-0", "x"}}), "fenced");
    EXPECT_EQ(co_await take(kept, {{"5-0", "x"}}), "5-0 after 1");
  });
}

TEST_F(PartitionProtocol, a_former_writer_neither_renews_nor_releases) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto old = co_await claim("a", 0);
    co_await claim("b");
    Command renew = Call("notes_renew_partition").key("notes:{0}:lease").arg(old).arg(60'000);
    Command release = Call("notes_release_partition").key("notes:{0}:lease").arg(old);
    EXPECT_EQ((co_await client.call(std::move(renew))).integer(), 0);
    EXPECT_EQ((co_await client.call(std::move(release))).integer(), 0);
    EXPECT_EQ(co_await claim("a"), "");
  });
}

TEST_F(PartitionProtocol, a_partition_that_is_not_open_is_written_by_nobody) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto writer = co_await claim("a");
    for (const Command& change : {Command("SET", "notes:{0}:state", "held"), Command("SET", "notes:{0}:state", "new"),
                                  Command("DEL", "notes:{0}:state")}) {
      co_await client.call(change);
      EXPECT_FALSE(co_await is_available(take(writer, {{"1-0", "early"}})));
      EXPECT_FALSE(co_await is_available(claim("a")));
      EXPECT_FALSE(co_await is_available(append("early")));
    }
    co_await client.call(Command("SET", "notes:{0}:state", "open"));
    EXPECT_EQ(co_await take(writer, {{"1-0", "late"}}), "1-0 after 1");
    EXPECT_EQ(co_await append("last"), "2");
    EXPECT_EQ(co_await words(), "latelast");
  });
}

TEST_F(PartitionProtocol, what_the_effect_buries_is_a_dead_letter_and_the_rest_goes_on) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto writer = co_await claim("a");
    EXPECT_EQ(co_await take(writer, {{"5-0", "x"}, {"5-1", "poison"}, {"5-2", "y"}}), "5-2 after 3");
    EXPECT_EQ(co_await words(), "xy");
    auto dead = parse_entries(co_await client.call(Command("XRANGE", "notes:{0}:written:dead", "-", "+")));
    EXPECT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead.at(0).fields,
              (Fields{{"entry", "5-1"}, {"stream", "written"}, {"reason", "tasted bad"}, {"payload", "poison"}}));
  });
}

}  // namespace
}  // namespace souk::events
