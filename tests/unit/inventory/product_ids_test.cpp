#include "inventory/domain/product_ids.hpp"

#include <gtest/gtest.h>

namespace souk::inventory {
namespace {

using Ids = describe::Scalar<ProductIds>;

std::string list_of(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text.append(i == 0 ? "" : ",").append(Ulid::next().text());
  return text;
}

TEST(ProductIds, are_ids_separated_by_commas) {
  const auto one = Ulid::next(), other = Ulid::next();
  EXPECT_EQ(Ids::from_text(one.text())->all, std::vector{one});
  EXPECT_EQ(Ids::from_text(one.text() + "," + other.text())->all, (std::vector{one, other}));
}

TEST(ProductIds, count_once_when_repeated) {
  const auto one = Ulid::next(), other = Ulid::next();
  EXPECT_EQ(Ids::from_text(one.text() + "," + other.text() + "," + one.text())->all, (std::vector{one, other}));
}

TEST(ProductIds, are_at_most_a_hundred) {
  EXPECT_EQ(Ids::from_text(list_of(100))->all.size(), 100U);
  EXPECT_EQ(Ids::from_text(list_of(101)).error().type, "too_long");
}

TEST(ProductIds, refuse_any_other_text) {
  const auto id = Ulid::next().text();
  for (const auto& text : {std::string(), std::string(","), id + ",", "," + id, id + ",," + id, id + " ", id + ",x"}) {
    EXPECT_EQ(Ids::from_text(text).error().type, "ulid_parsing") << text;
  }
}

}  // namespace
}  // namespace souk::inventory
