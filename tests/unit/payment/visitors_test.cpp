// Who places orders, and undoing it, with everything in memory.
#include "payment/app/visitors.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "payment/store/visits.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_buyers.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct MemoryVisits final : VisitStore {
  explicit MemoryVisits(MemoryOrders& all) : orders(all) {}
  awaitable<std::vector<Visit>> newest(std::size_t) override { co_return visits; }
  awaitable<std::vector<Ulid>> open_of(std::vector<Ulid> pks) override {
    std::erase_if(pks, [this](const Ulid& pk) { return orders.orders.at(pk).status != Status::pending; });
    co_return pks;
  }
  MemoryOrders& orders;
  std::vector<Visit> visits;
};

const CustomerId signed_in{std::string(32, 'a')};

struct SomeVisitors : ::testing::Test {
  Ulid visit(std::string address, Status status, std::optional<CustomerId> buyer = {}) {
    const auto pk = orders.has(status);
    visits.visits.insert(visits.visits.begin(), {pk, std::move(address), buyer});
    if (buyer) index.pks[buyer->text].push_back(pk);
    return pk;
  }
  std::vector<std::tuple<std::string, int, int>> list(VisitorKind by) {
    std::vector<std::tuple<std::string, int, int>> found;
    for (const auto& one : http::testing::run(io, visitors.list(by)))
      found.emplace_back(one.value, one.orders, one.open);
    return found;
  }
  CancelledOrders cancel(VisitorKind by, std::string value) {
    return http::testing::run(io, visitors.cancel(by, std::move(value)));
  }

  boost::asio::io_context io{1};
  MemoryOrders orders;
  MemoryVisits visits{orders};
  MemoryBuyerOrders index;
  Visitors visitors{visits, index, orders};
};

TEST_F(SomeVisitors, are_listed_by_open_orders_then_by_orders) {
  for (int i = 0; i < 3; ++i) visit("10.0.0.1", Status::completed);
  visit("10.0.0.2", Status::pending, signed_in);
  for (int i = 0; i < 2; ++i) visit("10.0.0.3", Status::rejected, signed_in);
  EXPECT_THAT(list(VisitorKind::address),
              ElementsAre(std::tuple("10.0.0.2", 1, 1), std::tuple("10.0.0.1", 3, 0), std::tuple("10.0.0.3", 2, 0)));
  EXPECT_THAT(list(VisitorKind::customer), ElementsAre(std::tuple(signed_in.text, 3, 1)));
}

TEST_F(SomeVisitors, of_an_address_are_cancelled_once_and_others_stay) {
  const auto bad = visit("10.0.0.1", Status::pending);
  const auto good = visit("10.0.0.2", Status::pending);
  visit("10.0.0.1", Status::completed);
  EXPECT_EQ(cancel(VisitorKind::address, "10.0.0.1").cancelled, 1);
  EXPECT_EQ(orders.orders.at(bad).reason, Reason::cancelled_by_store);
  EXPECT_EQ(orders.orders.at(good).status, Status::pending);
  EXPECT_EQ(cancel(VisitorKind::address, "10.0.0.1").cancelled, 0);
  EXPECT_EQ(cancel(VisitorKind::address, "unknown").cancelled, 0);
}

TEST_F(SomeVisitors, who_are_a_customer_are_cancelled_wherever_they_were) {
  visit("10.0.0.1", Status::pending, signed_in);
  visit("10.0.0.2", Status::pending, signed_in);
  visit("10.0.0.1", Status::pending);
  EXPECT_EQ(cancel(VisitorKind::customer, signed_in.text).cancelled, 2);
  EXPECT_EQ(cancel(VisitorKind::customer, "nobody").cancelled, 0);
}

TEST_F(SomeVisitors, with_very_many_orders_are_cancelled_in_parts) {
  for (std::size_t i = 0; i < Visitors::most_cancelled + 1; ++i) visit("10.0.0.1", Status::pending);
  EXPECT_EQ(cancel(VisitorKind::address, "10.0.0.1").left, 1);
  const auto rest = cancel(VisitorKind::address, "10.0.0.1");
  EXPECT_EQ(rest.cancelled, 1);
  EXPECT_EQ(rest.left, 0);
}

TEST(VisitLines, are_read_as_they_were_written) {
  const std::vector<Visit> visits{{Ulid::next(), "10.0.0.1"}, {Ulid::next(), "2001:db8::", signed_in}};
  std::string lines;
  for (const auto& visit : visits) append_line(visit, lines);
  EXPECT_EQ(visits_of(lines), visits);
  EXPECT_THAT(visits_of("nonsense\n\n"), IsEmpty());
}

}  // namespace
}  // namespace souk::payment
