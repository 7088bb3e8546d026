#include "payment/domain/turnover.hpp"

#include <gmock/gmock.h>

namespace souk::payment {
namespace {

using namespace std::chrono_literals;

constexpr Day today{2026y / 11 / 29};

describe::Date date(int year, unsigned month, unsigned day) {
  return {Day{std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)}};
}

// "from less_than_equal"
std::string fault_of(const Outcome<Days>& days) {
  if (days) return "";
  const auto& fault = days.error().errors.front();
  EXPECT_EQ(fault.loc.size(), 1u);
  return std::get<std::string>(fault.loc[0]) + " " + fault.type;
}

TEST(Days, are_the_last_30_by_default) {
  const auto days = Days::of({}, {}, today);
  EXPECT_EQ(days->count(), 30u);
  EXPECT_EQ(days->last, today);
}

TEST(Days, end_today_or_last_30_days_where_only_one_end_is_given) {
  EXPECT_EQ(Days::of(date(2026, 11, 1), {}, today)->count(), 29u);
  EXPECT_EQ(Days::of({}, date(2026, 1, 30), today)->first, date(2026, 1, 1).day);
}

TEST(Days, may_be_one_or_366_and_no_more) {
  EXPECT_EQ(Days::of(date(2026, 11, 29), date(2026, 11, 29), today)->count(), 1u);
  EXPECT_EQ(Days::of(date(2024, 1, 1), date(2024, 12, 31), today)->count(), 366u);
  EXPECT_EQ(fault_of(Days::of(date(2024, 1, 1), date(2025, 1, 1), today)), "from too_long");
}

TEST(Days, are_refused_when_reversed) {
  EXPECT_EQ(fault_of(Days::of(date(2026, 11, 2), date(2026, 11, 1), today)), "from less_than_equal");
  EXPECT_EQ(fault_of(Days::of(date(2026, 11, 30), {}, today)), "from less_than_equal");
}

TEST(ProductTakings, are_read_with_a_name_of_any_words) {
  const auto product = read_product("3 7200 -2400 A lamp 7 0");
  EXPECT_EQ(product.units, 3);
  EXPECT_EQ(product.takings.captured, Money::minor(7200));
  EXPECT_EQ(product.takings.refunded, Money::minor(-2400));
  EXPECT_EQ(product.takings.net(), Money::minor(9600));
  EXPECT_EQ(product.name, "A lamp 7 0");
}

// A turnover of two days, with so many products of 1, 2, 3... minor units.
Turnover turnover(int products) {
  ByProduct by_product{.products = {}, .unassigned = {.captured = {}, .refunded = Money::minor(5)}};
  for (int i = 1; i <= products; ++i) {
    by_product.products[Ulid::next()] = {.takings = {Money::minor(i + 1), Money::minor(1)}, .units = 1, .name = "lamp"};
  }
  return turnover_of({today - std::chrono::days(1), today},
                     {{.takings = {}, .orders = 0}, {.takings = {Money::minor(500), Money::minor(700)}, .orders = 3}},
                     std::move(by_product), {});
}

TEST(Turnover, sums_its_days_and_may_be_negative) {
  const auto sums = turnover(0);
  EXPECT_EQ(sums.net.value, Money::minor(-200));
  EXPECT_EQ(sums.orders, 3);
  EXPECT_EQ(sums.days.size(), 2u);
  EXPECT_EQ(describe::to_json(sums.days[1]),
            R"({"day":"2026-11-29","captured":5.0,"refunded":7.0,"net":-2.0,"orders":3,"refusals":[]})");
}

TEST(Refusals, are_added_by_reason_and_shown_the_most_first) {
  Refusals refusals;
  add_refusals("limit_reached 2 sold_out 12", refusals);
  add_refusals("limit_reached 1", refusals);
  add_refusals("", refusals);
  EXPECT_EQ(describe::to_json(RefusalCount(shown(refusals).at(0))), R"({"reason":"sold_out","count":12})");
  EXPECT_EQ(shown(refusals).at(1).count, 3);
  EXPECT_THROW(add_refusals("sold_out", refusals), std::logic_error);
}

TEST(Turnover, sums_the_refusals_of_its_days_and_shows_those_of_a_product_that_sold_nothing) {
  ByProduct by_product;
  by_product.products[Ulid::next()].refusals = {{"sold_out", 3}};
  const auto sums = turnover_of({today - std::chrono::days(1), today},
                                {{.refusals = {{"sold_out", 1}}}, {.refusals = {{"sold_out", 2}}}}, by_product, {});
  EXPECT_EQ(sums.refusals.at(0).count, 3);
  EXPECT_EQ(sums.days.at(1).refusals.at(0).count, 2);
  EXPECT_EQ(sums.products.at(0).refusals.at(0).count, 3);
}

TEST(SellThrough, is_100_only_when_nothing_is_left) {
  EXPECT_EQ(sell_through(0, 5), 0);
  EXPECT_EQ(sell_through(999, 1), 99);
  EXPECT_EQ(sell_through(3, 0), 100);
  EXPECT_EQ(sell_through(0, 0), std::nullopt);
}

TEST(Turnover, shows_the_100_products_that_brought_most_and_sums_the_others) {
  const auto sums = turnover(103);
  ASSERT_EQ(sums.products.size(), 100u);
  EXPECT_EQ(sums.products.front().net.value, Money::minor(103));
  EXPECT_EQ(sums.products.back().net.value, Money::minor(4));
  EXPECT_EQ(sums.other_products.products, 3);
  EXPECT_EQ(sums.other_products.units, 3);
  EXPECT_EQ(sums.other_products.net.value, Money::minor(6));
  EXPECT_EQ(sums.other_products.refunded.value, Money::minor(3));
  EXPECT_EQ(sums.unassigned_refunds.value, Money::minor(5));
}

}  // namespace
}  // namespace souk::payment
