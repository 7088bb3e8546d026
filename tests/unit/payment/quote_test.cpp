#include "payment/domain/quote.hpp"

#include <gtest/gtest.h>

#include "payment/domain/refusals.hpp"
#include "unit/in_currency.hpp"

namespace souk::payment {
namespace {

contracts::ProductOffer lamp(std::int64_t price, std::int64_t available = 100) {
  return {Ulid::next(), contracts::ProductName("lamp"), contracts::Price(Money::minor(price)),
          contracts::Stock(available)};
}

QuotedLine quoted(const contracts::ProductOffer& offer, int units, unsigned fee_percent = 20) {
  return quote_line({offer.id, Units(units)}, offer, fee_percent);
}

TEST(QuoteLine, has_the_price_of_an_order_for_any_fee_and_price) {
  for (const unsigned fee_percent : {0u, 7u, 20u, 30u, 100u}) {
    for (const std::int64_t price : {0L, 1L, 2L, 3L, 7L, 50L, 1999L, 2000L, 12'345L, contracts::max_price}) {
      const auto offer = lamp(price);
      const auto line = quoted(offer, 3, fee_percent);
      const auto order = order_of({.pk = Ulid::next(), .lines = {new_line({offer.id, Units(3)}, &offer, fee_percent)}});
      EXPECT_EQ(line.price, order.price);
      EXPECT_EQ(line.fee, order.fee);
      EXPECT_EQ(line.total, order.total);
      EXPECT_EQ(line.amount, order.amount);
    }
  }
}

TEST(QuoteLine, has_a_price_and_a_reason_when_it_would_be_refused) {
  const auto sold_out = quoted(lamp(2000, 0), 1), too_few = quoted(lamp(2000, 2), 3);
  EXPECT_EQ(sold_out.refusal, LineRefusal::sold_out);
  EXPECT_EQ(too_few.refusal, LineRefusal::insufficient_stock);
  EXPECT_EQ(too_few.amount, Money::minor(7200));
  EXPECT_EQ(quoted(lamp(2000, 3), 3).refusal, std::nullopt);
}

TEST(QuoteLine, of_an_unknown_product_has_no_price) {
  const auto line = quote_line({Ulid::next(), Units(3)}, refuse(product_not_found, ""), 20);
  EXPECT_EQ(line.refusal, LineRefusal::product_not_found);
  EXPECT_EQ(line.price, std::nullopt);
  EXPECT_EQ(line.amount, std::nullopt);
}

TEST(Quote, sums_the_lines_that_would_not_be_refused) {
  const auto quote = quote_of({quoted(lamp(2000), 1), quoted(lamp(2000, 0), 1), quoted(lamp(500), 2)});
  EXPECT_EQ(quote.amount.value(), Money::minor(2400 + 1200));
  EXPECT_EQ(quote.lines.size(), 3u);
  EXPECT_EQ(quote_of({quoted(lamp(2000, 0), 1)}).amount.value(), Money());
}

TEST(Quote, has_an_amount_of_goods_plus_fees) {
  // The fee for a unit of 7 cents is 0.7, charged as 1. For 1000 units it is 1000 cents, not 700.
  const auto quote =
      quote_of({quoted(lamp(7, 1000), 1000, 10), quoted(lamp(1999), 3, 10), quoted(lamp(2000, 0), 1, 10)});
  EXPECT_EQ(quote.goods.value(), Money::minor(7 * 1000 + 1999 * 3));
  EXPECT_EQ(quote.fees.value(), Money::minor(1 * 1000 + 200 * 3));
  EXPECT_EQ(quote.amount.value(), quote.goods.value() + quote.fees.value());
}

TEST(Quote, the_most_expensive_is_exact) {
  const std::vector<QuotedLine> lines(
      100, quoted(lamp(contracts::max_price, contracts::max_stock), contracts::max_units, 100));
  const auto quote = quote_of(lines);
  EXPECT_EQ(quote.goods.value().minor_units(), Quote::Part::max);
  EXPECT_EQ(quote.fees.value().minor_units(), Quote::Part::max);
  EXPECT_EQ(quote.amount.value().minor_units(), Quote::Amount::max);
}

TEST(Quote, is_in_the_currency_of_the_shop) {
  EXPECT_TRUE(describe::to_json(quote_of({quoted(lamp(1999), 1)})).starts_with(R"({"currency":"USD",)"));
  const testing::InCurrency yen("JPY");
  const auto quote = quote_of({quoted(lamp(1999), 1)});
  const auto text = describe::to_json(quote);
  EXPECT_TRUE(text.starts_with(R"({"currency":"JPY",)")) << text;
  EXPECT_TRUE(text.contains(R"("price":1999.0,"fee":400.0,"total":2399.0,)")) << text;
}

}  // namespace
}  // namespace souk::payment
