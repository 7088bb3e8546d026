// The index of customers on a real Redis. The test brings the messages, late and twice.
#include "payment/carts.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CustomerTerms : public Carts {
 protected:
  awaitable<std::vector<events::Entry>> messages() {
    co_return events::parse_entries(
        co_await client.call(redis::Command("XRANGE", home_key(CustomerTerm::stream), "-", "+")));
  }
  // Brings them to the partitions of their terms.
  awaitable<void> bring(std::vector<events::Entry> entries) {
    const auto terms = source(CustomerTerm::stream);
    for (auto& entry : entries) {
      const auto to = terms.destination(entry.fields).value();
      EXPECT_EQ(co_await relay(std::string(CustomerTerm::stream), to, std::move(entry.fields)), "");
    }
  }
  awaitable<std::vector<Ulid>> named(std::string name) { return orders.customers().with_name(std::move(name), 10); }
};

TEST_F(CustomerTerms, find_an_order_by_number_address_and_words_once_they_have_come) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), ada, {});
    EXPECT_THAT(co_await named("lovelace"), IsEmpty());
    EXPECT_THAT(co_await messages(), SizeIs(4));
    for (int times = 0; times < 2; ++times) {
      co_await bring(co_await messages());
      EXPECT_THAT(co_await named("LOVELACE ada"), ElementsAre(pk));
      EXPECT_THAT(co_await orders.customers().with_email({"ADA@example.com"}, 10), ElementsAre(pk));
      EXPECT_THAT(co_await orders.customers().with_number(number_of(pk), 10), ElementsAre(pk));
    }
  });
}

TEST_F(CustomerTerms, are_sent_once_for_an_order_that_is_placed_again_and_never_without_a_customer) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), ada, {});
    co_await orders.place(cart(), ada, {});
    EXPECT_THAT(co_await messages(), SizeIs(4));
    pk = new_cart();
    co_await orders.place(cart(), {}, {});
    EXPECT_THAT(co_await messages(), SizeIs(4));
  });
}

TEST_F(CustomerTerms, of_an_erased_customer_are_removed_once) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), ada, {});
    const auto placed = co_await messages();
    co_await orders.erase_customer(pk);
    co_await orders.erase_customer(pk);
    EXPECT_THAT(co_await messages(), SizeIs(8));
    co_await bring(co_await messages());
    EXPECT_THAT(co_await named("ada"), IsEmpty());
    EXPECT_THAT((co_await client.call(redis::Command("KEYS", "payment:*:customers:*"))).array(), SizeIs(1));  // secret
    co_await bring(placed);  // late, by another relay
    EXPECT_THAT((co_await list.page_of(co_await named("ada"), 10, {})).orders, IsEmpty());
  });
}

TEST_F(CustomerTerms, find_the_orders_of_a_signed_in_buyer_newest_first_and_once) {
  redis::run(io, [&]() -> awaitable<void> {
    const contracts::CustomerId me{std::string(32, 'a')}, other{std::string(32, 'b')};
    std::vector<Ulid> placed;
    for (const auto& buyer : {me, other, me}) {
      pk = new_cart();
      auto order = cart(placed.size() == 2 ? 1 : 3);
      order.buyer = buyer;
      co_await orders.place(std::move(order), {}, {});
      placed.push_back(pk);
    }
    for (int times = 0; times < 2; ++times) co_await bring(co_await messages());
    EXPECT_THAT(co_await orders.customers().pks_of(me, 10), ElementsAre(placed[2], placed[0]));
    EXPECT_THAT(co_await orders.customers().pks_of(me, 1), ElementsAre(placed[2]));
    EXPECT_THAT(co_await orders.customers().pks_of(other, 10), ElementsAre(placed[1]));
  });
}

TEST_F(CustomerTerms, of_a_signed_in_buyer_are_removed_with_the_customer) {
  redis::run(io, [&]() -> awaitable<void> {
    const contracts::CustomerId me{std::string(32, 'a')};
    auto order = cart();
    order.buyer = me;
    co_await orders.place(std::move(order), {}, {});
    for (int times = 0; times < 2; ++times) co_await orders.erase_customer(pk);
    co_await bring(co_await messages());
    EXPECT_THAT(co_await orders.customers().pks_of(me, 10), IsEmpty());
    EXPECT_EQ((co_await orders.record_of(pk))->buyer, contracts::CustomerId{std::string(32, '0')});
  });
}

// Neither the partitions of the terms nor that of the secret, once it is known.
TEST_F(CustomerTerms, are_not_needed_to_place_an_order) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await orders.place(cart(), ada, {});
    for (Partition p = 0; p < partitions; ++p) {
      if (p != home) co_await client.call(redis::Command("SET", redis::key("payment", p, "state"), "held"));
    }
    pk = new_cart();
    EXPECT_FALSE((co_await orders.place(cart(), ada, {})).replayed);
  });
}

}  // namespace
}  // namespace souk::payment
