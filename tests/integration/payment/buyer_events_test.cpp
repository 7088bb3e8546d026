// What the events of a signed-in buyer's order say, so that inventory can keep the limit of a customer. On a real
// Redis.
#include "payment/sales.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string her(32, 'a');  // the id of a customer

struct OrdersOfABuyer : Sales {
  // "name=value ..." of each entry of a stream, without its ids.
  awaitable<std::vector<std::string>> entries(std::string key) {
    std::vector<std::string> all;
    for (const auto& entry : events::parse_entries(co_await client.call(redis::Command("XRANGE", key, "-", "+")))) {
      std::string text;
      for (const auto& [name, value] : entry.fields) {
        if (name != "pk" && name != "product_id") text += (text.empty() ? "" : " ") + name + "=" + value;
      }
      all.push_back(text);
    }
    co_return all;
  }
  OrderRecord bought_cart() const {
    auto order = cart();
    order.buyer = contracts::CustomerId::parse(her);
    return order;
  }
  awaitable<void> captured_order_of_ada() {
    co_await orders.place(bought_cart(), {}, long_hold);
    co_await all_reserved();
    for (const auto kind : {action_required, authorized}) {
      co_await next();
      co_await note(kind);
    }
    co_await next();
    co_await note(captured);
  }
  awaitable<std::vector<std::string>> returned() { return entries(home_key("line_restocked")); }
};

TEST_F(OrdersOfABuyer, an_order_of_one_line_says_who_bought_it_and_that_of_a_guest_nothing) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto p = partition_of(products.at(0), partitions);
    OrderRecord guest{.pk = in_partition(Ulid::next(), p, partitions), .lines = {}};
    guest.lines.push_back(lamps(products.at(0), 2));
    auto known = guest;
    known.pk = in_partition(Ulid::next(), p, partitions);
    known.buyer = contracts::CustomerId::parse(her);
    co_await orders.place(guest, {}, {});
    co_await orders.place(known, {}, {});
    co_await orders.place(known, {}, {});
    EXPECT_THAT(co_await entries(redis::key("payment", p, "order_placed")),
                ElementsAre("quantity=2", "quantity=2 customer=" + her));
    EXPECT_EQ((co_await orders.record_of(known.pk))->buyer, known.buyer);
    EXPECT_EQ((co_await orders.record_of(guest.pk))->buyer, std::nullopt);
  });
}

TEST_F(OrdersOfABuyer, every_line_of_a_cart_says_it_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(bought_cart(), {}, {});
    EXPECT_THAT(co_await entries(home_key("line_placed")),
                ElementsAre("line=1 quantity=1 customer=" + her, "line=2 quantity=2 customer=" + her,
                            "line=3 quantity=3 customer=" + her));
    for (int i = 0; i < 2; ++i) {
      events::Fields placed{
          {"pk", pk.text()}, {"line", "2"}, {"product_id", product_of(2).text()}, {"quantity", "2"}, {"customer", her}};
      EXPECT_EQ(co_await relay("line_placed", partition(2), std::move(placed)), "");
    }
    EXPECT_THAT(co_await entries(redis::key("payment", partition(2), "order_placed")),
                ElementsAre("quantity=2 customer=" + her));
  });
}

TEST_F(OrdersOfABuyer, refunded_units_count_no_longer_whether_they_come_back_or_not) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order_of_ada();
    co_await refund(of_line(3, true, Units(1)), "one comes back");
    co_await refund(of_line(3, false, Units(1)), "one is lost");
    co_await refund(of_line(3, false, Units(1)), "one is lost");
    co_await refund(of_amount(100), "goodwill");
    EXPECT_THAT(co_await returned(),
                ElementsAre("line=3 quantity=1 refund=1 refunded=1", "line=3 quantity=0 refund=2 refunded=1"));
  });
}

TEST_F(OrdersOfABuyer, units_of_a_refund_that_failed_are_not_taken_off_twice) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order_of_ada();
    co_await refund(of_line(3, false, Units(1)), "fails");
    co_await note(refund_event(PaymentEventKind::refund_failed, "1", Money::minor(2400)));
    co_await refund(of_line(3, false, Units(1)), "again");
    EXPECT_THAT(co_await returned(), ElementsAre("line=3 quantity=0 refund=1 refunded=1"));
    co_await refund(of_line(3, false, Units(2)), "the rest");
    EXPECT_THAT(co_await returned(),
                ElementsAre("line=3 quantity=0 refund=1 refunded=1", "line=3 quantity=0 refund=3 refunded=2"));
  });
}

TEST_F(OrdersOfABuyer, of_an_order_that_is_paid_back_by_amounts_nothing_counts_any_longer) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order_of_ada();
    co_await refund(of_amount(14400), "all");
    EXPECT_THAT(co_await returned(), IsEmpty());
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(14400)));
    co_await note(refund_event(PaymentEventKind::refunded, "1", Money::minor(14400)));
    EXPECT_THAT(co_await returned(),
                ElementsAre("line=1 quantity=0 refund=0 refunded=1", "line=2 quantity=0 refund=0 refunded=2",
                            "line=3 quantity=0 refund=0 refunded=3"));
  });
}

TEST_F(OrdersOfABuyer, of_a_guests_order_only_units_that_come_back_are_announced) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await captured_order();
    co_await refund(of_line(1, false), "lost");
    co_await refund(of_line(2, true), "back");
    co_await refund(of_line(3, false), "lost, too");
    for (const auto* n : {"1", "2", "3"}) {
      co_await note(refund_event(PaymentEventKind::refunded, n, Money::minor(2400 * (*n - '0'))));
    }
    EXPECT_THAT(co_await returned(), ElementsAre("line=2 quantity=2 refund=2"));
  });
}

TEST_F(OrdersOfABuyer, an_order_of_one_line_paid_without_a_provider_is_returned_by_its_refund) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto p = partition_of(products.at(0), partitions);
    OrderRecord order{
        .pk = in_partition(Ulid::next(), p, partitions), .buyer = contracts::CustomerId::parse(her), .lines = {}};
    order.lines.push_back(lamps(products.at(0), 2));
    pk = order.pk;
    co_await orders.place(order, {}, {});
    std::vector<events::Fields> reserved;
    reserved.push_back({{"pk", pk.text()}});
    co_await apply(p, "stock_reserved", std::move(reserved));
    co_await refund(of_line(1, true, Units(1)), "one comes back");
    co_await refund(of_amount(2400), "the rest");
    EXPECT_EQ((co_await read()).status, Status::refunded);
    EXPECT_THAT(co_await entries(redis::key("payment", p, "stock_returned")),
                ElementsAre("quantity=1 refunded=1", "quantity=0 refunded=2"));
  });
}

TEST_F(OrdersOfABuyer, a_line_returns_its_units_once_for_each_refund) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await send("line_placed", 2);
    for (const auto* refund : {"1", "1", "0", "0"}) {
      events::Fields restocked{{"pk", pk.text()}, {"line", "2"},      {"product_id", product_of(2).text()},
                               {"quantity", "0"}, {"refund", refund}, {"refunded", "2"}};
      EXPECT_EQ(co_await relay("line_restocked", partition(2), std::move(restocked)), "");
    }
    EXPECT_THAT(co_await entries(redis::key("payment", partition(2), "stock_returned")),
                ElementsAre("quantity=0 refunded=2", "quantity=0 refunded=2"));
  });
}

}  // namespace
}  // namespace souk::payment
