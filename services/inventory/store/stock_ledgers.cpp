#include "inventory/store/stock_ledgers.hpp"

#include <stdexcept>

#include "events/batch.hpp"
#include "inventory/domain/refusals.hpp"
#include "inventory/store/product_calls.hpp"
#include "inventory/store/products.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

// An entry without its time, which is its id.
struct StoredEntry {
  LedgerKind kind;
  std::string reason, who;
  std::int64_t change;
  Stock quantity;
  Price price;
  SaleState state;
  std::int64_t taken;
};
BOOST_DESCRIBE_STRUCT(StoredEntry, (), (kind, reason, who, change, quantity, price, state, taken))

// Redis holds what our own function wrote, so an unreadable entry is our bug.
LedgerEntry entry_of(const events::Entry& entry) {
  auto stored = describe::from_fields<StoredEntry>(entry.fields, "entry");
  if (!stored) throw std::logic_error("an entry of a ledger is damaged: " + stored.error().front().msg);
  return {.at = Timestamp(Milliseconds(events::order_of(entry.id).first)),
          .kind = stored->kind,
          .reason = std::move(stored->reason),
          .who = std::move(stored->who),
          .change = stored->change,
          .quantity = stored->quantity,
          .price = stored->price,
          .state = stored->state,
          .taken = stored->taken};
}

std::int64_t total(const redis::Reply& field) {
  return field.is_nil() ? 0 : std::stoll(field.text());
}

Refusal refusal_of(std::string_view word, const Ulid& id) {
  if (word == "key_reused") return {idempotency_key_reused, "This Idempotency-Key was used with another body."};
  if (word != "too_many_units") return refused(word, id).error();
  return not_valid({{.loc = {"add"},
                     .type = "less_than_equal",
                     .msg = "The stock should be at most " + std::to_string(contracts::max_stock) + " units"}});
}

}  // namespace

std::string StockLedgers::key(const Ulid& id, std::string_view kind) const {
  return redis::key(contracts::inventory, partition_of(id, partitions_), kind, id.text());
}

awaitable<Outcome<Adjusted>> StockLedgers::adjust(Ulid id, StockChange change, std::string key_of_request,
                                                  Cause cause) {
  redis::Call call("adjust_stock");
  call.key(key(id, "product")).key(key(id, "ledger")).key(key(id, "adjusted"));
  call.key(redis::key(contracts::inventory, partition_of(id, partitions_), contracts::ProductChanged::stream));
  call.arg(id.text()).arg(key_of_request).arg(change.add ? "added" : "counted");
  call.arg(change.add ? change.add->value() : change.counted.value().value());
  call.arg(change.reason.value()).arg(cause.who);
  const auto reply = co_await redis_.call(call);
  const auto& parts = reply.array();
  if (const auto& word = parts.at(0).text(); !word.empty()) co_return std::unexpected(refusal_of(word, id));
  co_return Adjusted{Products::read(parts.at(2)), parts.at(1).integer() == 1};
}

awaitable<Outcome<StockLedger>> StockLedgers::read(Ulid id, std::size_t most) {
  auto reply = co_await redis_.call(redis::Call("read_ledger").key(key(id, "product")).key(key(id, "ledger")));
  auto& parts = reply.array();
  const auto& totals = parts.at(0).array();
  if (totals.at(0).is_nil()) co_return Products::not_found(id);
  StockLedger ledger{.product_id = id,
                     .quantity = Stock(total(totals.at(0))),
                     .sold = total(totals.at(1)),
                     .returned = total(totals.at(2)),
                     .entries = {}};
  for (const auto& entry : events::parse_entries(std::move(parts.at(1)))) ledger.entries.push_back(entry_of(entry));
  ledger.balanced = is_balanced(ledger);
  if (ledger.entries.size() > most) ledger.entries.resize(most);
  co_return ledger;
}

}  // namespace souk::inventory
