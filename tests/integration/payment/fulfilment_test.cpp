// Packing and shipping on a real Redis.
#include "payment/carts.hpp"
#include "payment/store/shipping.hpp"

namespace souk::payment {
namespace {

using enum FulfilmentState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Fulfilments : public Carts {
 protected:
  // A paid cart with a customer.
  awaitable<Ulid> paid(bool has_customer = true) {
    pk = new_cart();
    co_await orders.place(cart(), has_customer ? std::optional(ada) : std::nullopt, {});
    co_await all_reserved();
    co_await settle();
    co_return pk;
  }
  // The refusal's code, or "".
  awaitable<std::string> fulfil(Ulid of, FulfilmentState state, std::optional<Tracking> tracking = {}) {
    const auto done = co_await shipping.fulfil(of, {state, std::move(tracking)});
    co_return std::string(done ? "" : done.error().code.word);
  }
  awaitable<std::vector<Ulid>> waiting(std::optional<FulfilmentState> state = {}) {
    std::vector<Ulid> pks;
    for (const auto& order : (co_await shipping.to_ship(10, state, {})).orders) pks.push_back(order.pk);
    co_return pks;
  }
  awaitable<Fulfilment> stored(Ulid of) { co_return (co_await orders.find(of)).value().fulfilment.value(); }
  awaitable<std::int64_t> mailed() {
    co_return (co_await client.call(redis::Command("LLEN", home_key("mails")))).integer();
  }

  Shipping shipping{client, list, partitions};
};

TEST_F(Fulfilments, go_from_open_to_packed_and_back_and_end_with_shipped) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = co_await paid();
    EXPECT_EQ((co_await stored(of)).state, open);
    EXPECT_EQ(co_await fulfil(of, packed), "");
    EXPECT_EQ((co_await stored(of)).state, packed);
    EXPECT_EQ(co_await fulfil(of, open), "");
    EXPECT_EQ((co_await stored(of)).state, open);
    EXPECT_EQ(co_await fulfil(of, shipped, Tracking("1Z 999")), "");
    const auto first = co_await stored(of);
    EXPECT_EQ(first.tracking->value(), "1Z 999");
    EXPECT_EQ((co_await orders.find(of))->timeline.back().step, Step::shipped);
    EXPECT_EQ(co_await fulfil(of, packed), "already_shipped");
    EXPECT_EQ(co_await fulfil(of, shipped, Tracking("1Z 998")), "");
    const auto second = co_await stored(of);
    EXPECT_EQ(second.tracking->value(), "1Z 998");
    EXPECT_EQ(second.shipped_at, first.shipped_at);
  });
}

TEST_F(Fulfilments, send_one_mail_when_the_order_is_shipped) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = co_await paid();
    const auto before = co_await mailed();
    co_await fulfil(of, packed);
    EXPECT_EQ(co_await mailed(), before);
    for (int times = 0; times < 3; ++times) co_await fulfil(of, shipped);
    EXPECT_EQ(co_await mailed(), before + 1);
    co_await fulfil(co_await paid(false), shipped);
    EXPECT_EQ(co_await mailed(), before + 1);
  });
}

TEST_F(Fulfilments, are_of_paid_orders_only) {
  redis::run(io, [&]() -> awaitable<void> {
    pk = new_cart();
    EXPECT_EQ(co_await fulfil(pk, packed), "order_not_found");
    co_await orders.place(cart(), ada, {});
    co_await send("line_placed", 1);
    EXPECT_EQ(co_await fulfil(pk_of(1), packed), "order_not_found");
    EXPECT_EQ(co_await fulfil(pk, shipped), "not_paid");
    EXPECT_EQ((co_await orders.find(pk))->fulfilment.has_value(), false);
    const auto of = co_await paid();
    for (unsigned line = 1; line <= 3; ++line) co_await decided(line, "refunded", "product_deleted");
    EXPECT_EQ((co_await orders.find(of))->payment.refunded, (co_await orders.find(of))->payment.captured);
    EXPECT_THAT(co_await waiting(), SizeIs(1));  // until the provider has paid back
  });
}

TEST_F(Fulfilments, wait_for_every_paid_order_with_a_customer_oldest_first) {
  redis::run(io, [&]() -> awaitable<void> {
    co_await paid(false);
    const auto first = co_await paid(), second = co_await paid(), third = co_await paid();
    EXPECT_THAT(co_await waiting(), ElementsAre(first, second, third));
    co_await fulfil(second, packed);
    EXPECT_THAT(co_await waiting(open), ElementsAre(first, third));
    EXPECT_THAT(co_await waiting(packed), ElementsAre(second));
    const auto page = co_await shipping.to_ship(2, {}, {});
    EXPECT_THAT(page.orders, SizeIs(2));
    const auto rest = co_await shipping.to_ship(2, {}, page.next);
    EXPECT_EQ(rest.orders.at(0).pk, third);
    EXPECT_FALSE(rest.next);
    co_await fulfil(first, shipped);
    co_await orders.erase_customer(third);
    EXPECT_THAT(co_await waiting(), ElementsAre(second));
  });
}

TEST_F(Fulfilments, of_an_order_of_one_line_end_when_it_is_paid_back) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto of = new_pk();
    co_await orders.place(wanted(of), ada, {});
    const auto said = [&](std::string position, events::Fields fields) -> awaitable<void> {
      std::vector<events::Fields> entries;
      entries.push_back(std::move(fields));
      co_await apply(partition_of(of, partitions), std::move(position), std::move(entries));
    };
    co_await said("stock_reserved", {{"pk", of.text()}});
    EXPECT_THAT(co_await waiting(), ElementsAre(of));
    co_await said("refund_order", {{"pk", of.text()}, {"reason", "product_deleted"}});
    EXPECT_THAT(co_await waiting(), IsEmpty());
    EXPECT_EQ(co_await fulfil(of, packed), "not_paid");
  });
}

}  // namespace
}  // namespace souk::payment
