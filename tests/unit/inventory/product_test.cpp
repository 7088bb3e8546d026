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

}  // namespace
}  // namespace souk::inventory
