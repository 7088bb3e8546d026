// The ledgers compared with the provider's bookings, both in memory.
#include "payment/worker/reconciliation.hpp"

#include <gmock/gmock.h>

#include <set>

#include "base/unavailable.hpp"
#include "unit/http/run.hpp"
#include "unit/payment/memory_provider.hpp"

namespace souk::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The ledger of one order.
class OneLedger final : public BookingStore {
 public:
  explicit OneLedger(Ulid pk) : pk_(pk) {}
  awaitable<std::optional<Money>> amount_of(Ulid pk) override {
    co_return pk == pk_ ? std::optional(Money::minor(4800)) : std::nullopt;
  }
  awaitable<Outcome<bool>> refund(OrderRefund, std::string) override { co_return false; }
  awaitable<void> look(Ulid, Milliseconds) override { co_return; }
  awaitable<void> keep(Unattributed) override { co_return; }
  awaitable<std::int64_t> note(Ulid, std::vector<PaymentEvent> events, std::string) override {
    if (away) throw Unavailable(Dependency::database, "away");
    for (const auto& event : events) bookings.push_back({event.id(), event.amount, event.at});
    co_return static_cast<std::int64_t>(events.size());
  }
  awaitable<void> add_stray(const Stray& stray) override {
    strays.insert(stray.id);
    co_return;
  }
  awaitable<bool> is_capturing(Ulid) override { co_return capturing; }
  awaitable<bool> has(Ulid, PaymentEvent event) override {
    const auto id = event.id();
    co_return std::ranges::any_of(bookings, [&](const Booking& one) { return one.id == id; });
  }
  awaitable<std::vector<Booking>> booked(Ulid) override { co_return bookings; }
  awaitable<void> add_difference(Difference difference) override {
    differences.insert(difference.id + (difference.ours ? " ours" : " theirs"));
    co_return;
  }
  awaitable<std::optional<Timestamp>> reconciled_at() override { co_return last; }
  awaitable<void> reconciled(Timestamp at) override {
    last = at;
    co_return;
  }

  std::vector<Booking> bookings;
  std::set<std::string> strays, differences;
  std::optional<Timestamp> last;
  bool capturing = false, away = false;

 private:
  Ulid pk_;
};

// Lists its orders one a page.
class OrdersOneAPage final : public OrderPages {
 public:
  awaitable<Page> page(std::size_t, OrderFilter, std::optional<Cursor> from) override {
    const auto at = from ? static_cast<std::size_t>(from->ends.front()) : 0;
    Page page;
    if (at < orders.size()) page.orders.push_back(orders[at]);
    if (at + 1 < orders.size()) page.next = Cursor{{static_cast<std::int64_t>(at) + 1}};
    co_return page;
  }
  awaitable<Page> page_of(std::vector<Ulid>, std::size_t, OrderFilter) override { co_return Page(); }
  awaitable<std::vector<Order>> read(std::vector<Ulid>) override { co_return orders; }

  std::vector<Order> orders;
};

class AReconciliation : public ::testing::Test {
 protected:
  using enum PaymentEventKind;

  AReconciliation() {
    for (const auto captured : {Money(), Money::minor(4800)}) {  // the first has taken no money
      OrderRecord record{.pk = captured == Money() ? Ulid::next() : pk, .lines = {}};
      record.lines.push_back({.product_id = Ulid::next(), .quantity = Units(1)});
      auto order = order_of(std::move(record));
      order.payment.captured = captured;
      orders.orders.push_back(std::move(order));
    }
  }
  PaymentEvent event(PaymentEventKind kind, Milliseconds age = std::chrono::hours(1)) const {
    return {kind, "pi_1", Money::minor(4800), shop_currency(), wall_clock() - age};
  }
  void books(std::vector<PaymentEvent> events, std::string reference) {
    provider.pages.at("").payments.push_back({.reference = std::move(reference), .events = std::move(events)});
  }
  void ledger_has(const PaymentEvent& event) { ledger.bookings.push_back({event.id(), event.amount, event.at}); }
  Reconciled reconcile() { return http::testing::run(io, reconciliation.run_since_last()); }

  boost::asio::io_context io{1};
  const Ulid pk = Ulid::next();
  OneLedger ledger{pk};
  OrdersOneAPage orders;
  MemoryProvider provider;
  Reconciliation reconciliation{ledger, orders, provider};
};

TEST_F(AReconciliation, of_the_same_bookings_finds_nothing) {
  books({event(captured)}, pk.text());
  ledger_has(event(captured));
  const auto found = reconcile();
  EXPECT_EQ(found.bookings, 1u);
  EXPECT_EQ(found.differences, 0u);
  EXPECT_THAT(ledger.differences, IsEmpty());
}

TEST_F(AReconciliation, adds_what_a_ledger_does_not_have_once) {
  books({event(authorized), event(captured)}, pk.text());
  EXPECT_EQ(reconcile().differences, 2u);
  EXPECT_EQ(reconcile().differences, 0u);
  EXPECT_EQ(ledger.bookings.size(), 2u);
  EXPECT_THAT(ledger.differences, UnorderedElementsAre("authorized:pi_1 theirs", "captured:pi_1 theirs"));
}

TEST_F(AReconciliation, reads_all_pages_of_the_provider) {
  provider.pages.at("").next = "2";
  provider.pages["2"].payments.push_back({.reference = pk.text(), .events = {event(captured)}});
  EXPECT_EQ(reconcile().bookings, 1u);
}

TEST_F(AReconciliation, finds_on_a_later_page_of_orders_what_the_provider_does_not_have) {
  ledger_has(event(captured));
  EXPECT_EQ(reconcile().differences, 1u);
  EXPECT_THAT(ledger.differences, ElementsAre("captured:pi_1 ours"));
}

TEST_F(AReconciliation, leaves_to_the_worker_what_is_being_captured_or_on_its_way) {
  books({event(captured, Milliseconds(1000))}, pk.text());
  EXPECT_EQ(reconcile().bookings, 0u);
  provider.pages.at("").payments.clear();
  books({event(captured)}, pk.text());
  ledger.capturing = true;
  EXPECT_EQ(reconcile().differences, 0u);
  EXPECT_THAT(ledger.bookings, IsEmpty());
}

TEST_F(AReconciliation, keeps_a_booking_of_no_order_of_ours_as_a_stray) {
  books({event(captured)}, "another shop");
  EXPECT_EQ(reconcile().differences, 0u);
  EXPECT_THAT(ledger.strays, ElementsAre("captured:pi_1"));
}

TEST_F(AReconciliation, begins_an_hour_before_the_last_one_of_the_day_and_8_days_before_that_of_another) {
  const auto now = wall_clock();
  EXPECT_GE(reconcile().from, now - std::chrono::days(31));
  ledger.last = now;
  EXPECT_EQ(reconcile().from, now - std::chrono::hours(1));
  ledger.last = now - std::chrono::days(2);
  EXPECT_EQ(reconcile().from, now - std::chrono::days(10));
}

TEST_F(AReconciliation, is_not_done_when_the_provider_does_not_answer_for_certain) {
  provider.pages.at("").state = ProviderAnswer::State::unknown;
  EXPECT_THROW(reconcile(), Unavailable);
  EXPECT_EQ(ledger.last, std::nullopt);
}

TEST_F(AReconciliation, is_not_done_while_redis_is_away) {
  books({event(captured)}, pk.text());
  ledger.away = true;
  EXPECT_THROW(reconcile(), Unavailable);
  EXPECT_EQ(ledger.last, std::nullopt);
  ledger.away = false;
  EXPECT_EQ(reconcile().differences, 1u);
}

}  // namespace
}  // namespace souk::payment
