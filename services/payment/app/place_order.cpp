#include "payment/app/binding.hpp"
#include "payment/app/checkout.hpp"
#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

// The first line that certainly cannot be had. A fault of one of several lines has its position.
Outcome<void> all_orderable(const std::vector<WantedLine>& wanted, const OffersById& offers,
                            const std::optional<contracts::CustomerId>& buyer, const Checkout::Now& now,
                            const Checkout::Refused& refused, bool is_list) {
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto allowed = orderable(*offers.at(wanted[i].id), wanted[i].quantity, {buyer, now(wanted[i].id)});
    if (allowed) continue;
    const bool is_over_limit = allowed.error().code == validation_failed;
    refused(wanted[i].id, is_over_limit ? limit_reached.word : allowed.error().code.word);
    for (auto& fault : allowed.error().errors) {
      if (is_list) fault.loc.insert(fault.loc.begin(), {"lines", i});
    }
    return allowed;
  }
  return {};
}

Refusal no_customer() {
  return not_valid({{.loc = {"customer"}, .type = "missing", .msg = "Field required"}});
}

}  // namespace

// First bind the key to a pk, then place the order under it. The two are in different partitions, so in two steps.
// After a crash in between, a repeat finds the same pk and finishes the same order. The first request may still be
// placing it, so a repeat is not refused from the availability hint: reserve_stock decides.
// Nor does a repeat need a second challenge.
awaitable<Outcome<Placed>> Checkout::place_order(NewOrder order, std::string key, const Visitor& visitor) {
  if (hold_ && !order.customer) co_return std::unexpected(no_customer());
  const auto wanted = order.wanted();
  const auto mark = key.empty() ? std::string() : fingerprint(wanted);
  auto bound = key.empty() ? std::optional<Bound>() : co_await orders_.recall(key);
  if (bound) {
    if (bound->fingerprint != mark) co_return key_was_reused();
    if (auto placed = co_await orders_.find(bound->pk)) co_return Placed{std::move(*placed), true};
  }
  const auto offers = co_await offers_of(wanted);
  OrderRecord record{.pk = orders_.new_pk(wanted), .buyer = visitor.buyer, .lines = {}};
  for (const auto& line : wanted) {
    const auto& offer = offers.at(line.id);
    if (!offer) co_return std::unexpected(offer.error());
    record.lines.push_back(new_line(line, &*offer, fee_percent_));
  }
  if (!bound) {
    auto allowed = all_orderable(wanted, offers, visitor.buyer, now_, refused_, order.lines.has_value());
    if (!allowed) co_return std::unexpected(std::move(allowed.error()));
    if (const auto product = door_ ? door_->ordered(wanted, offers) : std::nullopt) {
      allowed = co_await door_->admit(*product, visitor, key.empty() ? record.pk.text() : key);
      if (!allowed) co_return std::unexpected(std::move(allowed.error()));
    }
  }
  if (!key.empty() && !bound) bound = co_await orders_.remember(std::move(key), {record.pk, mark});
  if (bound && bound->fingerprint != mark) co_return key_was_reused();
  if (bound) record.pk = bound->pk;
  const auto hold = hold_ && amounts_of(record).first > Money() ? hold_ : std::nullopt;
  if (hold && door_ != nullptr) {
    if (auto room = co_await door_->hold(record.pk, *hold, visitor); !room)
      co_return std::unexpected(std::move(room.error()));
  }
  auto placed = co_await orders_.place(std::move(record), std::move(order.customer), hold);
  if (door_ != nullptr && !placed.replayed) door_->placed(placed.order.pk, visitor);
  co_return placed;
}

awaitable<std::optional<std::string>> Checkout::challenge(std::vector<WantedLine> wanted, Visitor visitor) {
  if (door_ == nullptr) co_return std::nullopt;
  const auto offers = co_await offers_of(wanted);
  co_return co_await door_->challenge(wanted, offers, std::move(visitor));
}

awaitable<OffersById> Checkout::offers_of(const std::vector<WantedLine>& wanted) {
  if (wanted.size() == 1) {  // nearly always known, so without the work for many
    OffersById only;
    only.emplace(wanted.front().id, co_await offers_.find(wanted.front().id));
    co_return only;
  }
  std::vector<Ulid> ids;
  for (const auto& line : wanted) ids.push_back(line.id);
  co_return co_await offers_.find_all(std::move(ids));
}

}  // namespace souk::payment
