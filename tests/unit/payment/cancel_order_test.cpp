// Cancelling an order, with orders in memory.
#include <gtest/gtest.h>

#include "payment/app/checkout.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

// A cancellation needs no product.
class NoOffers final : public Offers {
 public:
  awaitable<Outcome<contracts::ProductOffer>> find(Ulid) override {
    throw Unavailable(Dependency::service, "away");
    co_return refuse(product_not_found, "none");
  }
  awaitable<OffersById> find_all(std::vector<Ulid>) override {
    throw Unavailable(Dependency::service, "away");
    co_return OffersById();
  }
};

class ACancellation : public ::testing::Test {
 protected:
  Outcome<Order> cancel(Ulid pk, Reason reason = Reason::cancelled_by_buyer) {
    return http::testing::run(io, checkout.cancel_order(pk, reason));
  }

  boost::asio::io_context io{1};
  MemoryOrders orders;
  NoOffers offers;
  Checkout checkout{orders, offers, 20};
};

TEST_F(ACancellation, ends_a_pending_order_for_its_reason_without_inventory) {
  const auto pk = orders.has(Status::pending);
  const auto order = cancel(pk, Reason::cancelled_by_store).value();
  EXPECT_EQ(order.pk, pk);
  EXPECT_EQ(order.status, Status::cancelled);
  EXPECT_EQ(order.reason, Reason::cancelled_by_store);
}

TEST_F(ACancellation, of_a_paid_order_is_refused) {
  for (const auto status : {Status::completed, Status::refunded}) {
    const auto pk = orders.has(status);
    EXPECT_EQ(cancel(pk).error().code, already_paid);
    EXPECT_EQ(orders.orders.at(pk).status, status);
  }
}

TEST_F(ACancellation, of_an_unknown_order_is_refused) {
  EXPECT_EQ(cancel(Ulid::next()).error().code, order_not_found);
}

TEST_F(ACancellation, that_is_repeated_keeps_the_first_reason) {
  const auto pk = orders.has(Status::pending);
  EXPECT_TRUE(cancel(pk, Reason::cancelled_by_buyer));
  EXPECT_EQ(cancel(pk, Reason::cancelled_by_store)->reason, Reason::cancelled_by_buyer);
}

TEST_F(ACancellation, leaves_an_order_that_has_ended_unpaid_unchanged) {
  EXPECT_EQ(cancel(orders.has(Status::rejected))->status, Status::rejected);
}

TEST_F(ACancellation, whose_answer_was_lost_is_settled_by_a_repeat) {
  const auto pk = orders.has(Status::pending);
  orders.loses_answers = true;
  EXPECT_THROW(cancel(pk), Unavailable);
  orders.loses_answers = false;
  EXPECT_EQ(cancel(pk)->status, Status::cancelled);
}

TEST_F(ACancellation, changes_nothing_while_redis_is_away) {
  const auto pk = orders.has(Status::pending);
  orders.away = true;
  EXPECT_THROW(cancel(pk), Unavailable);
  EXPECT_EQ(orders.orders.at(pk).status, Status::pending);
}

}  // namespace
}  // namespace souk::payment
