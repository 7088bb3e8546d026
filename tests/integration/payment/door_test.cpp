// Unpaid orders, solutions and visitors (door.lua) on a real Redis.
#include <gmock/gmock.h>

#include "payment/sales.hpp"
#include "payment/store/door_records.hpp"
#include "payment/store/visitor_log.hpp"
#include "payment/store/visits.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

struct DoorRules : Sales {
  static constexpr unsigned most = 2;
  DoorRecords records{client, partitions};
  Visits visits{client, partitions};
  const Visitor guest{.address = "203.0.113.7"}, other_guest{.address = "203.0.113.8"};
  const Visitor buyer{.buyer = CustomerId{std::string(32, 'b')}, .address = "203.0.113.7"};

  awaitable<std::optional<Milliseconds>> take(Visitor who, Ulid order, Milliseconds hold = long_hold) {
    return records.take_hold(std::move(who), order, hold, most);
  }
  awaitable<void> forget_all() {  // but what is of this millisecond
    VisitorLog strict(io.get_executor(), client, partitions, Milliseconds(0));
    strict.stop();
    co_await strict.run();
  }
  awaitable<std::vector<std::string>> keys(std::string pattern) {
    std::vector<std::string> names;
    const auto reply = co_await client.call(redis::Command("KEYS", "payment:{*}:" + pattern));
    for (const auto& key : reply.array()) names.push_back(key.text());
    co_return names;
  }
};

TEST_F(DoorRules, a_visitor_has_so_many_unpaid_orders_and_a_repeat_counts_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto first = Ulid::next();
    EXPECT_EQ(co_await take(guest, first), std::nullopt);
    EXPECT_EQ(co_await take(guest, Ulid::next()), std::nullopt);
    const auto wait = co_await take(guest, Ulid::next());
    EXPECT_GT(wait.value(), long_hold - std::chrono::seconds(30));
    EXPECT_LE(wait.value(), long_hold);
    EXPECT_EQ(co_await take(guest, first), std::nullopt);
    EXPECT_EQ(co_await take(other_guest, Ulid::next()), std::nullopt);
    EXPECT_EQ(co_await take(buyer, Ulid::next()), std::nullopt);
  });
}

TEST_F(DoorRules, what_is_past_its_time_makes_room) {
  redis::run(io, [&]() -> awaitable<void> {
    for (unsigned i = 0; i < most; ++i) EXPECT_EQ(co_await take(guest, Ulid::next(), Milliseconds(1)), std::nullopt);
    const auto deadline = SteadyClock::now() + std::chrono::seconds(10);
    while (co_await take(guest, pk) && SteadyClock::now() < deadline) continue;
    EXPECT_EQ(co_await take(guest, pk), std::nullopt);
  });
}

TEST_F(DoorRules, an_order_that_has_ended_makes_room_whenever_it_is_asked_for) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await place();
    EXPECT_EQ(co_await take(guest, pk), std::nullopt);
    EXPECT_EQ(co_await take(guest, Ulid::next()), std::nullopt);
    EXPECT_NE(co_await take(guest, Ulid::next()), std::nullopt);
    EXPECT_EQ((co_await orders.cancel(pk, Reason::cancelled_by_buyer))->status, Status::cancelled);
    EXPECT_EQ(co_await take(guest, Ulid::next()), std::nullopt);
    EXPECT_NE(co_await take(guest, Ulid::next()), std::nullopt);
  });
}

TEST_F(DoorRules, an_order_that_is_paid_makes_room) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await reserved();
    EXPECT_EQ(co_await take(guest, pk), std::nullopt);
    EXPECT_EQ(co_await take(guest, Ulid::next()), std::nullopt);
    co_await note(action_required);
    EXPECT_NE(co_await take(guest, Ulid::next()), std::nullopt);
    co_await note(authorized);
    EXPECT_EQ(co_await take(guest, Ulid::next()), std::nullopt);
  });
}

TEST_F(DoorRules, no_key_of_a_hold_has_an_address_and_each_expires) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await take(guest, pk);
    const auto names = co_await keys("holds:*");
    EXPECT_THAT(names, ElementsAre(Not(HasSubstr("203.0"))));
    EXPECT_GT((co_await client.call(redis::Command("PTTL", names.at(0)))).integer(), long_hold.count());
  });
}

TEST_F(DoorRules, a_solution_is_used_once_and_forgotten_with_its_challenge) {
  redis::run(io, [&]() -> awaitable<void> {
    const std::string nonce(32, 'c');
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(co_await records.use_solution(nonce, "one", std::chrono::minutes(5)));
    EXPECT_FALSE(co_await records.use_solution(nonce, "other", std::chrono::minutes(5)));
    const auto names = co_await keys("solved:*");
    EXPECT_THAT(names, SizeIs(1));
    const auto life = (co_await client.call(redis::Command("PTTL", names.at(0)))).integer();
    EXPECT_GT(life, 0);
    EXPECT_LE(life, 300'000);
  });
}

TEST_F(DoorRules, more_visitors_than_an_entry_takes_are_all_found) {
  redis::run(io, [&]() -> awaitable<void> {
    VisitorLog log(io.get_executor(), client, partitions, std::chrono::hours(1));
    for (int i = 0; i < 2001; ++i) log.note({Ulid::next(), "203.0.113.7"});
    log.stop();
    co_await log.run();
    EXPECT_THAT(co_await visits.newest(4000), SizeIs(2001));
  });
}

TEST_F(DoorRules, visitors_are_found_newest_first_until_they_are_too_old) {
  redis::run(io, [&]() -> awaitable<void> {
    VisitorLog log(io.get_executor(), client, partitions, std::chrono::hours(1));
    const Visit first{Ulid::next(), "203.0.113.7"}, second{pk, "2001:db8::", CustomerId{std::string(32, 'b')}};
    log.note(first);
    log.note(second);
    log.note(second);
    log.stop();
    co_await log.run();
    EXPECT_THAT(co_await visits.newest(10), SizeIs(2));
    EXPECT_THAT(co_await visits.newest(1),
                ElementsAre(std::max(first, second, [](const auto& a, const auto& b) { return a.pk < b.pk; })));
    co_await place();
    const std::vector<Ulid> asked{first.pk, pk};
    EXPECT_THAT(co_await visits.open_of(asked), ElementsAre(pk));
    const auto deadline = SteadyClock::now() + std::chrono::seconds(10);
    while (!(co_await visits.newest(10)).empty() && SteadyClock::now() < deadline) co_await forget_all();
    EXPECT_THAT(co_await visits.newest(10), IsEmpty());
  });
}

}  // namespace
}  // namespace souk::payment
