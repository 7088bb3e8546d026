// Finding orders by their customers, with all that is stored in memory.
#include "payment/app/order_finder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

#include "unit/http/run.hpp"
#include "unit/payment/memory_guesses.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MemorySearch final : public CustomerSearch {
 public:
  awaitable<std::vector<Ulid>> with_number(const OrderNumber&, std::size_t limit) override {
    co_return found(by_number, limit);
  }
  awaitable<std::vector<Ulid>> with_email(const Email&, std::size_t limit) override {
    co_return found(by_email, limit);
  }
  awaitable<std::vector<Ulid>> with_name(std::string_view, std::size_t limit) override {
    co_return found(by_name, limit);
  }

  std::vector<Ulid> by_number, by_email, by_name;
  bool away = false;

 private:
  std::vector<Ulid> found(std::vector<Ulid> all, std::size_t limit) const {
    if (away) throw Unavailable(Dependency::database, "away");
    EXPECT_EQ(limit, OrderFinder::most);
    std::ranges::sort(all, std::ranges::greater());
    return all;
  }
};

// Remembers what it was asked for.
class MemoryPages final : public OrderPages {
 public:
  awaitable<Page> page(std::size_t, OrderFilter, std::optional<Cursor>) override { co_return Page(); }
  awaitable<Page> page_of(std::vector<Ulid> pks, std::size_t most, OrderFilter wanted) override {
    asked = std::move(pks);
    limit = most;
    filter = wanted;
    co_return Page();
  }
  awaitable<std::vector<Order>> read(std::vector<Ulid>) override { co_return std::vector<Order>(); }

  std::vector<Ulid> asked;
  std::size_t limit = 0;
  OrderFilter filter;
};

class AnOrderFinder : public ::testing::Test {
 protected:
  std::expected<Order, NotFound> find(std::string client = "ada") {
    return http::testing::run(io, finder.find(std::move(client), number_of(newer), Email{"ada@example.com"}));
  }
  std::vector<Ulid> search(CustomerQuery query) {
    http::testing::run(io, finder.page(std::move(query), 7, {.status = Status::completed}));
    return pages.asked;
  }

  // An order with a customer.
  void has(Ulid pk) {
    orders.has(Status::pending, pk);
    orders.customers.emplace(pk, Customer{.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}});
  }

  boost::asio::io_context io{1};
  const Ulid older = Ulid::next(), newer = Ulid::next();
  MemoryOrders orders;
  MemorySearch customers;
  MemoryPages pages;
  MemoryGuesses guesses;
  OrderFinder finder{orders, customers, pages, guesses};
};

TEST_F(AnOrderFinder, finds_the_order_of_a_number_and_an_email_address) {
  customers.by_number = {newer};
  customers.by_email = {older, newer};
  has(newer);
  EXPECT_EQ(find()->pk, newer);
  EXPECT_THAT(guesses.wrong, IsEmpty());
}

TEST_F(AnOrderFinder, skips_an_order_whose_customer_was_erased_a_moment_ago) {
  customers.by_number = customers.by_email = {older, newer};
  has(older);
  orders.has(Status::pending, newer);
  EXPECT_EQ(find()->pk, older);
}

TEST_F(AnOrderFinder, counts_a_pair_that_does_not_match_as_a_wrong_guess_of_its_client) {
  customers.by_number = {newer};
  customers.by_email = {older};
  has(newer);
  has(older);
  EXPECT_EQ(find("ada").error().wait, std::nullopt);
  customers.by_email = {};
  EXPECT_FALSE(find("bob"));
  EXPECT_THAT(guesses.wrong, ElementsAre("ada", "bob"));
}

TEST_F(AnOrderFinder, does_not_search_for_a_client_that_must_wait) {
  customers.by_number = customers.by_email = {newer};
  has(newer);
  guesses.slow = "eve";
  customers.away = true;
  EXPECT_EQ(find("eve").error().wait, std::chrono::seconds(17));
  customers.away = false;
  EXPECT_EQ(find("eve").error().wait, std::chrono::seconds(17));
  EXPECT_TRUE(find("ada"));
  EXPECT_THAT(guesses.wrong, IsEmpty());
}

TEST_F(AnOrderFinder, counts_no_guess_while_redis_is_away) {
  customers.away = true;
  EXPECT_THROW(find(), Unavailable);
  customers.away = false;
  customers.by_number = customers.by_email = {newer};
  orders.away = true;
  EXPECT_THROW(find(), Unavailable);
  EXPECT_THAT(guesses.wrong, IsEmpty());
}

TEST_F(AnOrderFinder, lists_the_orders_that_match_all_that_is_given_newest_first) {
  const auto newest = Ulid::next();
  customers.by_number = {newest};
  customers.by_email = {older, newest, newer};
  customers.by_name = {older, newer};
  const OrderNumber number = number_of(newest);
  const Email email{"ada@example.com"};
  const PersonName name("Ada");
  EXPECT_THAT(search({{}, email, {}}), ElementsAre(newest, newer, older));
  EXPECT_THAT(search({{}, email, name}), ElementsAre(newer, older));
  EXPECT_THAT(search({number, email, {}}), ElementsAre(newest));
  EXPECT_THAT(search({number, email, name}), IsEmpty());
  EXPECT_EQ(pages.limit, 7u);
  EXPECT_EQ(pages.filter.status, Status::completed);
}

TEST_F(AnOrderFinder, cannot_list_while_redis_is_away) {
  customers.away = true;
  EXPECT_THROW(search({{}, {}, PersonName("Ada")}), Unavailable);
}

}  // namespace
}  // namespace souk::payment
