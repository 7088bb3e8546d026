#include "payment/worker/reconciliation.hpp"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <string>
#include <vector>

#include "base/unavailable.hpp"
#include "payment/store/apply.hpp"

namespace souk::payment {
namespace {

constexpr Milliseconds overlap = std::chrono::hours(1);
constexpr Milliseconds authorization_lives = std::chrono::days(8);  // and may be captured until then
constexpr Milliseconds longest = std::chrono::days(31);
constexpr std::size_t page_size = 100;

}  // namespace

awaitable<Reconciled> Reconciliation::run(Timestamp since) {
  const auto until = wall_clock() - on_its_way_;
  Reconciled result{.from = since, .to = until};
  auto booked = co_await bookings(since);
  std::map<std::string, std::vector<PaymentEvent>> by_order;
  for (const auto& [reference, event] : booked) {
    if (event.at >= until) continue;
    by_order[reference].push_back(event);
    ++result.bookings;
  }
  for (auto& [reference, events] : by_order) result.differences += co_await add_unknown(reference, std::move(events));
  result.differences += co_await missing_at_provider(since, until, booked);
  co_return result;
}

// Adds to a ledger what it does not have. Returns how many that were.
awaitable<std::size_t> Reconciliation::add_unknown(std::string reference, std::vector<PaymentEvent> events) {
  const auto pk = Ulid::parse(reference);
  if (pk && co_await ledgers_.is_capturing(*pk)) co_return 0;  // its worker learns of it
  std::vector<PaymentEvent> unknown;
  for (auto& event : events) {
    if (!pk || !co_await ledgers_.has(*pk, event)) unknown.push_back(std::move(event));
  }
  auto missing = co_await without_strays(ledgers_, reference, std::move(unknown));
  for (const auto& event : missing) {
    co_await ledgers_.add_difference({.id = event.id(),
                                      .reference = reference,
                                      .found_at = wall_clock(),
                                      .what = "The ledger did not have it.",
                                      .theirs = event.amount});
  }
  const auto count = missing.size();
  if (count > 0) co_await ledgers_.note(*pk, std::move(missing), {});
  co_return count;
}

awaitable<Reconciled> Reconciliation::run_since_last() {
  const auto now = wall_clock();
  const auto last = (co_await ledgers_.reconciled_at()).value_or(Timestamp());
  const bool is_another_day = std::chrono::floor<std::chrono::days>(last) != std::chrono::floor<std::chrono::days>(now);
  auto result = co_await run(std::max(last - (is_another_day ? authorization_lives : overlap), now - longest));
  co_await ledgers_.reconciled(now);
  co_return result;
}

awaitable<std::vector<Reconciliation::Booked>> Reconciliation::bookings(Timestamp since) {
  std::vector<Booked> all;
  std::string cursor;
  do {
    auto page = co_await provider_.list(since, cursor);
    if (page.state != ProviderAnswer::State::known)
      throw Unavailable(Dependency::service, "the payment provider: " + page.why);
    for (auto& payment : page.payments) {
      for (auto& event : payment.events) all.push_back({payment.reference, std::move(event)});
    }
    cursor = std::move(page.next);
  } while (!cursor.empty());
  co_return all;
}

// What ledgers say was captured, of orders placed in this time, and the provider does not have.
awaitable<std::size_t> Reconciliation::missing_at_provider(Timestamp since, Timestamp until,
                                                           const std::vector<Booked>& booked) {
  std::set<std::string> known;
  for (const auto& [reference, event] : booked) known.insert(reference + ' ' + event.id());
  std::size_t missing = 0;
  std::optional<Cursor> from;
  do {
    auto page =
        co_await orders_.page(page_size, {.status = {}, .product_id = {}, .from = since + overlap, .to = until}, from);
    for (const auto& order : page.orders) {
      if (order.payment.captured == Money()) continue;
      for (const auto& ours : co_await ledgers_.booked(order.pk)) {
        // What came after the provider was asked is not in its list.
        if (ours.at >= until || known.contains(order.pk.text() + ' ' + ours.id)) continue;
        ++missing;
        co_await ledgers_.add_difference({.id = ours.id,
                                          .reference = order.pk.text(),
                                          .found_at = wall_clock(),
                                          .what = "The provider does not have it.",
                                          .ours = ours.amount});
      }
    }
    from = std::move(page.next);
  } while (from);
  co_return missing;
}

}  // namespace souk::payment
