// What an order passes before it is placed, with everything in memory.
#include "payment/app/door.hpp"

#include <gmock/gmock.h>

#include "payment/app/checkout.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_door.hpp"
#include "unit/payment/memory_offers.hpp"
#include "unit/payment/memory_orders.hpp"
#include "unit/payment/solve.hpp"

namespace souk::payment {
namespace {

using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::SizeIs;

std::string member(const Refusal& refusal, std::string_view name) {
  for (const auto& [key, value] : refusal.more) {
    if (key == name) return value;
  }
  return "";
}

struct AShop : ::testing::Test {
  explicit AShop(DoorRules rules, Hold paid_within = {})
      : door(records, rules, now, [this](Visit visit) { visits.push_back(std::move(visit)); }),
        checkout(orders, offers, 20, paid_within, now, [](const Ulid&, std::string_view) {}, &door) {}

  Outcome<Placed> order(std::string solution = "", std::string key = "", std::string address = "10.0.0.1") {
    NewOrder wanted{.id = lamp, .quantity = Units(1), .lines = {}, .customer = customer};
    Visitor visitor{.address = std::move(address), .solution = std::move(solution)};
    return http::testing::run(io, checkout.place_order(std::move(wanted), std::move(key), std::move(visitor)));
  }
  std::optional<std::string> challenge() {
    std::vector<WantedLine> lines{{lamp, Units(1)}};
    return http::testing::run(io, checkout.challenge(std::move(lines), {.address = "10.0.0.1"}));
  }

  boost::asio::io_context io{1};
  MemoryDoor records;
  MemoryOrders orders;
  MemoryOffers offers;
  Ulid lamp = offers.add(1000);
  std::optional<Customer> customer;
  Timestamp time{Milliseconds(1'700'000'000'000)};
  Door::Now now = [this](const Ulid&) { return std::optional(TimeRange{time, time}); };
  std::vector<Visit> visits;
  Door door;
  Checkout checkout;
};

struct ADoor : AShop {
  ADoor() : AShop({.challenges = Challenges::in_demand, .rate = 1, .work = 20, .unpaid = 3}) {}
  void begin_sale() { offers.offers.at(lamp).sale_starts_at = time; }
};

TEST_F(ADoor, costs_an_order_of_a_product_without_demand_nothing_and_notes_who_placed_it) {
  const auto placed = order();
  ASSERT_TRUE(placed);
  EXPECT_EQ(records.calls, 0);
  EXPECT_EQ(visits, (std::vector<Visit>{{placed->order.pk, "10.0.0.1"}}));
  EXPECT_EQ(challenge(), std::nullopt);
}

TEST_F(ADoor, asks_for_a_proof_of_work_when_the_sale_begins) {
  begin_sale();
  const auto refused = order();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, challenge_required);
  EXPECT_TRUE(orders.orders.empty());
  EXPECT_TRUE(order(solved(member(refused.error(), "challenge"))));
  EXPECT_TRUE(order(solved(challenge().value())));
}

TEST_F(ADoor, asks_for_it_once_the_product_is_ordered_often) {
  int placed = 0;
  while (placed < 100 && order()) ++placed;
  EXPECT_THAT(placed, AllOf(Ge(9), Le(50)));  // ten within ten seconds; they fade while the test runs
  EXPECT_TRUE(order(solved(challenge().value())));
}

TEST_F(ADoor, takes_a_solution_once_but_again_for_the_repeat_of_its_order) {
  begin_sale();
  const auto solution = solved(challenge().value());
  orders.fails_to_place = true;
  EXPECT_ANY_THROW(order(solution, "key"));
  orders.keys.clear();  // as if the process had died before it bound the key
  orders.fails_to_place = false;
  EXPECT_TRUE(order(solution, "key"));
  const auto other = order(solution, "another");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, challenge_required);
  EXPECT_THAT(other.error().detail, HasSubstr("used for another order"));
  EXPECT_TRUE(order("", "key")->replayed);
}

TEST_F(ADoor, takes_no_solution_of_another_visitor_nor_one_that_has_expired) {
  begin_sale();
  const auto solution = solved(challenge().value());
  EXPECT_THAT(order(solution, "", "10.0.0.2").error().detail, HasSubstr("this visitor"));
  time += Door::valid;
  EXPECT_THAT(order(solution).error().detail, HasSubstr("expired"));
  EXPECT_THAT(order("1.2").error().detail, HasSubstr("counter"));
}

TEST_F(ADoor, asks_for_nothing_that_would_be_refused_anyway) {
  begin_sale();
  offers.offers.at(lamp).available = contracts::Stock(0);
  EXPECT_EQ(order().error().code, sold_out);
}

struct ADoorThatIsOff : AShop {
  ADoorThatIsOff() : AShop({.challenges = Challenges::off, .unpaid = 0}, Milliseconds(900'000)) {
    customer = Customer{.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}};
  }
};

TEST_F(ADoorThatIsOff, lets_everything_pass) {
  offers.offers.at(lamp).sale_starts_at = time;
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(order());
  EXPECT_EQ(records.calls, 0);
}

struct ADoorBeforeUnpaidOrders : AShop {
  ADoorBeforeUnpaidOrders() : AShop({.challenges = Challenges::off, .unpaid = 3}, Milliseconds(900'000)) {
    customer = Customer{.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}};
  }
};

TEST_F(ADoorBeforeUnpaidOrders, has_room_for_three_of_an_address) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(order());
  const auto refused = order();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, too_many_unpaid_orders);
  EXPECT_EQ(member(refused.error(), "retry_after"), "2");
  EXPECT_TRUE(order("", "", "10.0.0.2"));
  EXPECT_THAT(visits, SizeIs(4));
}

TEST_F(ADoorBeforeUnpaidOrders, does_not_count_what_costs_nothing) {
  offers.offers.at(lamp).price = contracts::Price(Money());
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(order());
}

}  // namespace
}  // namespace souk::payment
