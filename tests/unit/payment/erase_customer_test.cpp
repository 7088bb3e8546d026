// Erasing a customer, with orders in memory.
#include "payment/app/erase_customer.hpp"

#include <gmock/gmock.h>

#include <system_error>

#include "unit/http/run.hpp"
#include "unit/payment/memory_orders.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AnErasure : public ::testing::Test {
 protected:
  AnErasure() {
    orders.customers.emplace(pk, Customer{.email = {"ada@example.com"}, .name = PersonName("Ada"), .address = {}});
  }

  // The refusal's code, or "".
  std::string erase(Ulid order) {
    const auto work = [this](Ulid which) -> awaitable<std::string> {
      const auto done = co_await erase_customer(orders, [this](const Ulid& one) { erase_mails(one); }, which);
      co_return std::string(done ? "" : done.error().code.word);
    };
    return http::testing::run(io, work(order));
  }
  void erase_mails(const Ulid& order) {
    EXPECT_FALSE(orders.customers.contains(order)) << "a mail may still be written for the customer";
    if (is_full) throw std::system_error(std::make_error_code(std::errc::io_error));
    erased.push_back(order);
  }

  boost::asio::io_context io{1};
  MemoryOrders orders;
  const Ulid pk = orders.has(Status::completed);
  std::vector<Ulid> erased;  // the orders whose mails were erased
  bool is_full = false;      // the folder of mails cannot be used
};

TEST_F(AnErasure, erases_the_customer_and_then_the_mails) {
  EXPECT_EQ(erase(pk), "");
  EXPECT_THAT(orders.customers, IsEmpty());
  EXPECT_THAT(erased, ElementsAre(pk));
}

TEST_F(AnErasure, of_an_unknown_order_is_refused) {
  EXPECT_EQ(erase(Ulid::next()), order_not_found.word);
  EXPECT_EQ(orders.customers.size(), 1u);
  EXPECT_THAT(erased, IsEmpty());
}

TEST_F(AnErasure, that_is_repeated_erases_the_mails_again) {
  EXPECT_EQ(erase(pk), "");
  EXPECT_EQ(erase(pk), "");
  EXPECT_THAT(erased, ElementsAre(pk, pk));
}

TEST_F(AnErasure, whose_mails_could_not_be_erased_is_finished_by_a_repeat) {
  is_full = true;
  EXPECT_THROW(erase(pk), std::system_error);
  is_full = false;
  EXPECT_EQ(erase(pk), "");
  EXPECT_THAT(erased, ElementsAre(pk));
}

TEST_F(AnErasure, erases_no_mail_while_redis_is_away) {
  orders.away = true;
  EXPECT_THROW(erase(pk), Unavailable);
  EXPECT_EQ(orders.customers.size(), 1u);
  EXPECT_THAT(erased, IsEmpty());
}

}  // namespace
}  // namespace souk::payment
