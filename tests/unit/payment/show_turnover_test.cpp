#include "payment/app/show_turnover.hpp"

#include <gtest/gtest.h>

#include "base/unavailable.hpp"
#include "payment/domain/refusals.hpp"
#include "unit/http/run.hpp"

namespace souk::payment {
namespace {

// One product that exists, with three units left.
class OneOffer final : public Offers {
 public:
  awaitable<Outcome<contracts::ProductOffer>> find(Ulid id) override {
    if (away) throw Unavailable(Dependency::service, "away");
    if (id != lamp) co_return refuse(product_not_found, "none");
    co_return contracts::ProductOffer{id, contracts::ProductName("lamp"), contracts::Price(Money::minor(1)),
                                      contracts::Stock(3)};
  }
  awaitable<OffersById> find_all(std::vector<Ulid> ids) override {
    OffersById all;
    for (const auto& id : ids) all.emplace(id, co_await find(id));
    co_return all;
  }

  Ulid lamp = Ulid::next();
  bool away = false;
};

struct AShownTurnover : ::testing::Test {
  Turnover shown() {
    ByProduct by_product;
    by_product.products[offers.lamp] = {.units = 1, .name = "", .refusals = {{"sold_out", 1}}};
    by_product.products[Ulid::next()] = {.takings = {.captured = Money::minor(9), .refunded = {}}, .name = "gone"};
    const Day day(std::chrono::days(1));
    return http::testing::run(io, with_stock(turnover_of({day, day}, {{}}, std::move(by_product), {}), offers));
  }
  boost::asio::io_context io{1};
  OneOffer offers;
};

TEST_F(AShownTurnover, says_what_is_left_of_the_products_that_there_are) {
  const auto turnover = shown();
  EXPECT_EQ(turnover.products.at(0).name, "gone");
  EXPECT_EQ(turnover.products.at(0).left, std::nullopt);
  EXPECT_EQ(turnover.products.at(1).name, "lamp");
  EXPECT_EQ(turnover.products.at(1).left, 3);
  EXPECT_EQ(turnover.products.at(1).sell_through, 25);
}

TEST_F(AShownTurnover, is_shown_without_it_while_inventory_is_away) {
  offers.away = true;
  EXPECT_EQ(shown().products.at(1).left, std::nullopt);
}

}  // namespace
}  // namespace souk::payment
