// A limit for customers of the variants of a group, which counts over all of them.
#include "inventory/domain/refusals.hpp"
#include "inventory/sale_rules.hpp"

namespace souk::inventory {
namespace {

struct ASaleOfAGroup : SaleRules {
  // A new variant of the group, with a limit for customers.
  awaitable<Product> variant(int most) {
    NewProduct wanted{ProductName("size of a drop"), Price(Money::minor(1999)), Stock(100), {}, {}};
    wanted.limit_per_customer = UnitLimit{contracts::Units(most)};
    wanted.group = of_group;
    co_return co_await products.create(std::move(wanted));
  }
  // Of no group, in a partition where the group's variants are, or are not.
  awaitable<Product> of_no_group(bool among_them) {
    for (;;) {
      auto product = co_await create(10);
      if ((partition_of(product.id, partitions) == home) == among_them) co_return product;
    }
  }
  awaitable<Outcome<Product>> join(const Product& product, std::optional<int> limit) {
    ProductChanges changes;
    changes.group = of_group;
    if (limit) changes.limit_per_customer = UnitLimit{contracts::Units(*limit)};
    co_return co_await products.edit(product.id, std::move(changes), {});
  }
  awaitable<int> bought_in_group(std::string customer) {
    co_return co_await bought_at(redis::key("inventory", home, "bought", of_group.value->text()), customer);
  }

  const OfGroup of_group{GroupId::parse("drop-in-sizes")};
  const Partition home = partition_of(*of_group.value, partitions);
};

TEST_F(ASaleOfAGroup, has_one_limit_for_all_of_its_variants) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto small = co_await variant(2), large = co_await variant(2), largest = co_await variant(3);
    for (const auto& one : {small, large, largest}) EXPECT_EQ(partition_of(one.id, partitions), home);
    EXPECT_EQ(co_await why_not(small, {order_of(small), 1, ada}), "");
    EXPECT_EQ(co_await why_not(large, {order_of(large), 2, ada}), "limit_reached");
    EXPECT_EQ(co_await why_not(large, {order_of(large), 1, ada}), "");
    EXPECT_EQ(co_await why_not(small, {order_of(small), 1, ada}), "limit_reached");
    EXPECT_EQ(co_await why_not(largest, {order_of(largest), 1, ada}), "");
    EXPECT_EQ(co_await why_not(large, {order_of(large), 2, bob}), "");
    EXPECT_EQ(co_await bought_in_group(ada), 3);
    EXPECT_EQ(co_await bought(small, ada), 0);
  });
}

TEST_F(ASaleOfAGroup, counts_what_is_cancelled_or_paid_back_no_longer) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto small = co_await variant(4), large = co_await variant(4);
    const auto first = order_of(small), second = order_of(large);
    co_await reserve(small, {{first, 2, ada}});
    co_await reserve(large, {{second, 2, ada}});
    for (int i = 0; i < 2; ++i) co_await cancel(small, {first});
    EXPECT_EQ(co_await bought_in_group(ada), 2);
    co_await complete(large, {{second, 2}});
    co_await give_back(large, second, 1, 1);
    EXPECT_EQ(co_await bought_in_group(ada), 1);
    co_await change(large, {.limit_per_customer = UnitLimit{}});
    for (int i = 0; i < 2; ++i) co_await give_back(large, second, 0, 2);
    EXPECT_EQ(co_await bought_in_group(ada), 0);
  });
}

TEST_F(ASaleOfAGroup, does_not_count_what_is_cancelled_or_paid_back_after_a_variant_was_deleted) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto small = co_await variant(4), large = co_await variant(4);
    const auto open = order_of(small), late = order_of(small), paid = order_of(small);
    co_await reserve(small, {{open, 1, ada}, {late, 1, ada}, {paid, 1, ada}});
    co_await complete(small, {{paid, 1}});
    co_await reserve(large, {{order_of(large), 1, ada}});
    co_await products.remove(small.id, {});
    EXPECT_EQ(co_await bought_in_group(ada), 4);
    for (int i = 0; i < 2; ++i) co_await cancel(small, {open});
    EXPECT_EQ(co_await bought_in_group(ada), 3);
    co_await complete(small, {{late, 1}});  // it is sent back for a refund
    EXPECT_EQ(co_await bought_in_group(ada), 2);
    for (int i = 0; i < 2; ++i) co_await give_back(small, paid, 0, 1);
    EXPECT_EQ(co_await bought_in_group(ada), 1);
  });
}

TEST_F(ASaleOfAGroup, does_not_count_what_is_cancelled_after_the_variant_left) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto small = co_await variant(4), large = co_await variant(4);
    const auto first = order_of(small), second = order_of(large);
    co_await reserve(small, {{first, 2, ada}});
    co_await reserve(large, {{second, 1, ada}});
    ProductChanges leave;
    leave.group = OfGroup();
    for (const auto& one : {small, large}) EXPECT_TRUE((co_await products.edit(one.id, leave, {})).has_value());
    co_await cancel(small, {first});
    EXPECT_EQ(co_await bought_in_group(ada), 1);
    co_await products.remove(large.id, {});
    co_await cancel(large, {second});
    EXPECT_EQ(co_await bought_in_group(ada), 0);
  });
}

TEST_F(ASaleOfAGroup, has_no_limit_for_a_product_from_elsewhere) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto elsewhere = co_await of_no_group(false);
    const auto refused = co_await join(elsewhere, 2);
    EXPECT_EQ(refused.error().errors.at(0).loc, Location{"limit_per_customer"});
    EXPECT_EQ((co_await read(elsewhere.id)).group, OfGroup());

    EXPECT_TRUE((co_await join(elsewhere, std::nullopt)).has_value());
    ProductChanges limit;
    limit.limit_per_customer = UnitLimit{contracts::Units(2)};
    EXPECT_EQ((co_await products.edit(elsewhere.id, limit, {})).error().code, validation_failed);
    limit.group = OfGroup();  // it leaves the group with the same edit
    EXPECT_TRUE((co_await products.edit(elsewhere.id, limit, {})).has_value());
    EXPECT_EQ((co_await join(elsewhere, std::nullopt)).error().code, validation_failed);

    const auto near = co_await of_no_group(true);
    EXPECT_TRUE((co_await join(near, 2)).has_value());
    EXPECT_EQ(co_await why_not(near, {order_of(near), 2, ada}), "");
    EXPECT_EQ(co_await bought_in_group(ada), 2);
  });
}

}  // namespace
}  // namespace souk::inventory
