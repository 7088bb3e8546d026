#include "payment/store/apply.hpp"

namespace souk::payment {
namespace {

// Why this event cannot belong to an order of this amount; empty when it can.
std::string contradiction(const PaymentEvent& event, std::optional<Money> amount) {
  using enum PaymentEventKind;
  if (!amount) return "The shop has no such order.";
  if (event.currency != shop_currency()) return "The currency is not the shop's.";
  if ((event.kind == authorized || event.kind == captured) && event.amount != *amount) {
    return "The order costs " + amount->text() + ".";
  }
  return {};
}

}  // namespace

awaitable<std::vector<PaymentEvent>> without_strays(LedgerStore& ledgers, std::string reference,
                                                    std::vector<PaymentEvent> events) {
  const auto pk = Ulid::parse(reference);
  const auto amount = pk ? co_await ledgers.amount_of(*pk) : std::nullopt;
  std::vector<PaymentEvent> ours;
  for (auto& event : events) {
    if (auto why = contradiction(event, amount); why.empty()) {
      ours.push_back(std::move(event));
    } else {
      co_await ledgers.add_stray({.id = event.id(),
                                  .reference = reference.empty() ? std::nullopt : std::optional(reference),
                                  .amount = event.amount,
                                  .currency = event.currency,
                                  .at = event.at,
                                  .why = std::move(why)});
    }
  }
  co_return ours;
}

awaitable<std::size_t> apply(LedgerStore& ledgers, std::string reference, std::vector<PaymentEvent> events) {
  auto ours = co_await without_strays(ledgers, reference, std::move(events));
  if (ours.empty()) co_return 0;
  co_return static_cast<std::size_t>(co_await ledgers.note(Ulid::parse(reference).value(), std::move(ours), {}));
}

}  // namespace souk::payment
