#include "inventory/domain/product.hpp"

#include <gtest/gtest.h>

namespace souk::inventory {
namespace {

TEST(NewProduct, the_answer_of_a_get_can_be_sent_back) {
  const Product product{Ulid::next(),
                        ProductName("lamp"),
                        Price(Money::minor(1999)),
                        Stock(3),
                        Stock(2),
                        Description("d"),
                        Image("/a.jpg"),
                        Sku("L-1"),
                        Version(7),
                        wall_clock(),
                        wall_clock()};
  const auto sent = describe::from_json<NewProduct>(describe::to_json(product));
  ASSERT_TRUE(sent) << sent.error().front().msg;
  EXPECT_EQ(sent->name, product.name);
  EXPECT_EQ(sent->price, product.price);
  EXPECT_EQ(sent->quantity, product.quantity);
  EXPECT_TRUE(describe::from_json<ProductChanges>(describe::to_json(product)));
}

TEST(NewProduct, a_product_survives_its_hash) {
  const Product product{Ulid::next(),
                        ProductName("lämp"),
                        Price(Money::minor(1)),
                        Stock(Stock::max),
                        Stock(0),
                        Description(""),
                        Image(""),
                        Sku(""),
                        Version(1),
                        wall_clock(),
                        wall_clock()};
  const auto read = describe::from_fields<Product>(describe::to_fields(product), "product");
  ASSERT_TRUE(read);
  EXPECT_EQ(describe::to_json(*read), describe::to_json(product));
}

TEST(ProductChanges, take_a_term_away_with_null_and_leave_it_without) {
  const auto changes =
      describe::from_json<ProductChanges>(R"({"limit_per_order":null,"sale_ends_at":"2026-11-27T18:00:00Z"})");
  ASSERT_TRUE(changes) << changes.error().front().msg;
  EXPECT_EQ(changes->limit_per_order, UnitLimit());
  EXPECT_EQ(changes->limit_per_customer, std::nullopt);
  const describe::Fields written = {{"sale_ends_at", "1795802400000"}, {"limit_per_order", ""}};
  EXPECT_EQ(describe::to_fields(*changes), written);
  EXPECT_FALSE(describe::from_json<ProductChanges>(R"({"limit_per_order":0})"));
  EXPECT_FALSE(describe::from_json<ProductChanges>(R"({"state":null})"));
}

TEST(NewProduct, has_a_sale_that_ends_after_it_starts) {
  const auto early = [](std::string_view ends_at) {
    const auto body =
        R"({"name":"lamp","price":1,"quantity":1,"sale_starts_at":"2026-11-27T18:00:00Z","sale_ends_at":)" +
        std::string(ends_at) + "}";
    return ends_too_early(describe::from_json<NewProduct>(body).value());
  };
  EXPECT_TRUE(early(R"("2026-11-27T19:00:00+01:00")"));
  EXPECT_FALSE(early(R"("2026-11-27T18:00:00.001Z")"));
  EXPECT_FALSE(early("null"));
}

}  // namespace
}  // namespace souk::inventory
