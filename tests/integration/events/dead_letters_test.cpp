// Dead letters on a real Redis: listed, and retried so that each has its effect once whatever happens meanwhile.
#include "events/dead_letters.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "applying.hpp"
#include "events/partition_library.hpp"
#include "open_partitions.hpp"
#include "redis/keys.hpp"
#include "redis/running.hpp"

namespace souk::events {
namespace {

using redis::awaitable;
using redis::Command;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A service that notes words, but only while it has a pen.
constexpr std::string_view notes_lua = R"lua(
register_batch('take_notes', { 'words', 'pen' }, { 'book' }, function(batch)
  local has_pen = redis.call('EXISTS', batch.pen) == 1
  for id, _, word in batch.entries() do
    if has_pen then redis.call('RPUSH', batch.words, word)
    else batch.dead_letter(id, 'no pen', cjson.encode { about = word }) end
  end
end)
)lua";

struct Note {
  describe::Text<1, 40> about;
};
BOOST_DESCRIBE_STRUCT(Note, (), (about))

Effect take(Partition p, const Note& note) {
  return {{redis::key("notes", p, "book")}, {note.about.value()}};
}

constexpr unsigned partitions = 4;

const Source source{.stream = "written",
                    .function = "take_notes",
                    .outputs = {"words", "pen"},
                    .width = 1,
                    .decode = decode<Note>(take)};
const StreamNames names{.service = "notes", .partitions = partitions, .written = {}, .read = {"heard", "written"}};

struct Letters : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()}, other{io.get_executor(), options()};
  testing::Applying applying{client, "notes"};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library("notes", notes_lua);
    options.demands = testing::opening("notes", partitions);
    return options;
  }

  // Redis has just come back: the client may not have noticed yet that it was away.
  awaitable<void> until_answered() {
    while (co_await redis::failure_of(client.call(Command("PING"))) != "answered") {
    }
  }

  awaitable<void> give_pens() {
    for (Partition p = 0; p < partitions; ++p) co_await client.call(Command("SET", redis::key("notes", p, "pen"), 1));
  }

  // A batch as a consumer would apply it.
  awaitable<void> apply(Partition p, std::vector<Fields> written) {
    co_await applying.apply(source, p, std::move(written));
  }
  awaitable<void> apply(Partition p, std::string word) {
    std::vector<Fields> written;  // gathered first: no braces in a statement that awaits
    written.push_back({{"about", std::move(word)}});
    co_await apply(p, std::move(written));
  }

  awaitable<std::vector<std::string>> words() {
    std::vector<std::string> words;
    for (Partition p = 0; p < partitions; ++p) {
      const auto reply = co_await client.call(Command("LRANGE", redis::key("notes", p, "words"), 0, -1));
      for (const auto& word : reply.array()) words.push_back(word.text());
    }
    std::ranges::sort(words);
    co_return words;
  }

  awaitable<std::vector<DeadLetter>> list() {
    co_return (co_await list_dead_letters(client, names, "written", 1000, {})).letters;
  }
  awaitable<std::vector<LetterId>> ids() {
    std::vector<LetterId> ids;
    for (auto& letter : co_await list()) ids.push_back(letter.id);
    co_return ids;
  }
  awaitable<RetryCount> retry(std::vector<LetterId> ids) {
    return retry_dead_letters(client, "notes", source, std::move(ids));
  }
  awaitable<RetryCount> retry_all() { return retry_all_dead_letters(client, "notes", partitions, source); }
};

TEST_F(Letters, show_where_they_were_why_they_are_here_and_what_was_sent) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Fields> written{{{"abuot", "a"}}};
    co_await apply(2, std::move(written));
    const auto all = co_await list();
    EXPECT_EQ(all.size(), 1u);
    EXPECT_EQ(all.at(0).id.partition, 2u);
    EXPECT_EQ(all.at(0).stream, "written");
    EXPECT_EQ(all.at(0).entry, "1-0");
    EXPECT_EQ(all.at(0).reason, "about: Field required");
    EXPECT_EQ(all.at(0).payload, "{\"abuot\":\"a\"}");
    EXPECT_EQ(all.at(0).attempts, 1);
  });
}

TEST_F(Letters, are_listed_newest_first_page_by_page_without_gaps_also_where_ids_are_equal) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<std::string> expected;
    for (int id = 1; id <= 5; ++id) {
      for (const auto* stream : {"heard", "written"}) {
        for (Partition p = 0; p < partitions; ++p) {
          const auto entry = std::to_string(id) + "-0";
          co_await client.call(Command("XADD", redis::key("notes", p, std::string(stream) + ":dead"), entry, "entry",
                                       "0-1", "reason", "r", "payload", "{}"));
          expected.push_back(entry + " " + stream + " " + std::to_string(p));
        }
      }
    }
    std::ranges::reverse(expected);
    for (const std::size_t limit : {1u, 3u, 7u, 39u, 40u, 41u}) {
      std::vector<std::string> seen;
      std::optional<LetterCursor> after;
      do {
        auto page = co_await list_dead_letters(client, names, {}, limit, after);
        EXPECT_LE(page.letters.size(), limit);
        for (const auto& letter : page.letters) {
          seen.push_back(letter.id.id + " " + letter.stream + " " + std::to_string(letter.id.partition));
        }
        after = page.next;
      } while (after);
      EXPECT_EQ(seen, expected) << limit;
    }
  });
}

TEST_F(Letters, that_are_retried_have_their_effect_and_are_gone) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await apply(0, "a");
    co_await apply(1, "b");
    co_await apply(1, "c");
    co_await give_pens();
    auto all = co_await ids();
    const auto left = all.front();
    all.erase(all.begin());
    const auto count = co_await retry(all);
    EXPECT_EQ(count.retried, 2);
    EXPECT_EQ(count.failed, 0);
    EXPECT_THAT(co_await words(), ElementsAre("a", "b"));
    const auto still = co_await ids();
    EXPECT_EQ(still.size(), 1u);
    EXPECT_EQ(still.at(0).text(), left.text());
  });
}

TEST_F(Letters, that_fail_again_stay_where_they_are_with_one_attempt_more_and_the_new_reason) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await apply(0, "a");
    const auto before = co_await list();
    for (int attempt = 2; attempt <= 4; ++attempt) {
      const auto count = co_await retry_all();
      EXPECT_EQ(count.retried, 0);
      EXPECT_EQ(count.failed, 1);
      const auto after = co_await list();
      EXPECT_EQ(after.at(0).id.text(), before.at(0).id.text());
      EXPECT_EQ(after.at(0).attempts, attempt);
      EXPECT_EQ(after.at(0).reason, "no pen");
    }
    co_await give_pens();
    EXPECT_EQ((co_await retry_all()).retried, 1);
    EXPECT_THAT(co_await words(), ElementsAre("a"));
    EXPECT_EQ((co_await client.call(Command("EXISTS", "notes:{0}:written:retries"))).integer(), 0);
  });
}

TEST_F(Letters, that_cannot_be_understood_stay_and_spoil_no_other) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Fields> written{{{"abuot", "a"}}, {{"about", "b"}}};
    co_await apply(0, std::move(written));
    co_await client.call(
        Command("XADD", "notes:{0}:written:dead", "*", "entry", "0-1", "reason", "of old", "payload", "no json"));
    co_await give_pens();
    const auto count = co_await retry_all();
    EXPECT_EQ(count.retried, 1);
    EXPECT_EQ(count.failed, 2);
    EXPECT_THAT(co_await words(), ElementsAre("b"));
    const auto left = co_await list();
    EXPECT_EQ(left.size(), 2u);
    EXPECT_THAT(left.at(0).reason, ::testing::StartsWith("payload: "));
    EXPECT_EQ(left.at(1).reason, "about: Field required");
    for (const auto& letter : left) EXPECT_EQ(letter.attempts, 2);
  });
}

TEST_F(Letters, that_are_named_twice_or_are_gone_have_their_effect_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await apply(3, "a");
    co_await give_pens();
    const auto letter = (co_await ids()).at(0);
    std::vector<LetterId> named{letter, letter, {3, "5-5"}, {0, "1-1"}};
    EXPECT_EQ((co_await retry(named)).retried, 1);
    const auto again = co_await retry(named);
    EXPECT_EQ(again.retried + again.failed, 0);
    EXPECT_THAT(co_await words(), ElementsAre("a"));
  });
}

// The call itself, as it might be made twice: an answer that was lost, a request that was repeated.
TEST_F(Letters, a_call_that_is_made_again_changes_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await apply(1, "a");
    co_await give_pens();
    const auto letter = (co_await ids()).at(0);
    std::vector<Letter> letters;
    for (int i = 0; i < 2; ++i) letters.push_back({letter.id, read_payload("{\"about\":\"a\"}")});
    for (int i = 0; i < 3; ++i) co_await client.call(make_retry(source, "notes", 1, letters));
    EXPECT_THAT(co_await words(), ElementsAre("a"));
  });
}

TEST_F(Letters, a_retry_needs_no_writer_and_moves_no_position) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await apply(1, "a");
    co_await give_pens();
    const auto before = (co_await client.call(Command("HGETALL", "notes:{1}:positions"))).pairs();
    const auto lease = (co_await client.call(Command("HGETALL", "notes:{1}:lease"))).pairs();
    co_await retry_all();
    EXPECT_EQ((co_await client.call(Command("HGETALL", "notes:{1}:positions"))).pairs(), before);
    EXPECT_EQ((co_await client.call(Command("HGETALL", "notes:{1}:lease"))).pairs(), lease);
    co_await apply(1, "b");
    EXPECT_THAT(co_await words(), ElementsAre("a", "b"));
  });
}

TEST_F(Letters, have_their_effect_once_however_many_retry_them_while_the_consumer_goes_on) {
  std::vector<std::string> expected;
  int running = 0;
  std::int64_t retried = 0;
  const auto ended = [&](std::exception_ptr error, RetryCount count) {
    --running;
    EXPECT_FALSE(error);
    retried += count.retried;
  };
  redis::run(io, [&]() -> awaitable<void> {
    for (int i = 0; i < 300; ++i) {
      expected.push_back("early " + std::to_string(i));
      co_await apply(static_cast<Partition>(i) % partitions, expected.back());
    }
    co_await give_pens();
    auto all = co_await ids();
    std::mt19937 chance(7);
    for (int round = 0; round < 12; ++round) {
      std::ranges::shuffle(all, chance);
      auto& through = round % 2 == 0 ? client : other;
      running += 2;
      std::vector<LetterId> some(all.begin(), all.begin() + 200);
      boost::asio::co_spawn(io, retry_dead_letters(through, "notes", source, std::move(some)), ended);
      boost::asio::co_spawn(io, retry_all_dead_letters(through, "notes", partitions, source), ended);
      expected.push_back("late " + std::to_string(round));
      co_await apply(static_cast<Partition>(round) % partitions, expected.back());
    }
    EXPECT_TRUE(co_await redis::becomes_true([&] { return running == 0; }));
    std::ranges::sort(expected);
    EXPECT_EQ(co_await words(), expected);
    EXPECT_EQ(retried, 300);
    EXPECT_THAT(co_await list(), IsEmpty());
  });
}

TEST_F(Letters, have_their_effect_once_when_redis_is_killed_in_the_midst) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Fields> written;
    for (int i = 0; i < 200; ++i) written.push_back({{"about", std::to_string(1000 + i)}});
    co_await apply(0, std::move(written));
    co_await give_pens();
    const auto all = co_await ids();
    for (std::size_t i = 0; i < all.size(); i += 20) {
      auto retrying = std::make_shared<bool>(true);
      std::vector<LetterId> some(all.begin() + static_cast<std::ptrdiff_t>(i), all.end());
      boost::asio::co_spawn(io, retry(std::move(some)),
                            [retrying](std::exception_ptr, RetryCount) { *retrying = false; });
      for (std::size_t turns = 0; turns < i / 20; ++turns) co_await redis::sleep(Milliseconds(0));
      server.kill();
      server.start();
      EXPECT_TRUE(co_await redis::becomes_true([&] { return !*retrying; }));
    }
    co_await until_answered();
    const auto noted = (co_await words()).size(), left = (co_await list()).size();
    EXPECT_EQ(noted + left, 200u);
    co_await retry_all();
    auto now = co_await words();
    EXPECT_EQ(now.size(), 200u);
    EXPECT_EQ(std::ranges::unique(now).size(), 0u);
    EXPECT_THAT(co_await list(), IsEmpty());
  });
}

}  // namespace
}  // namespace souk::events
