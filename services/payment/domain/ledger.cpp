#include "payment/domain/ledger.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string_view>
#include <tuple>

namespace souk::payment {
namespace {

constexpr std::string_view instantly = "instant";  // as store/sale.lua names a capture without a provider

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_whole = error == std::errc() && rest == text.data() + text.size();
  return is_whole ? std::optional(number) : std::nullopt;
}

// An event's JSON: all its values are text, or objects of text.
class Stored {
 public:
  explicit Stored(const std::string& json) {
    auto value = describe::parse_json(json);
    auto* const object = value ? std::get_if<describe::Object>(&value->data) : nullptr;
    if (object == nullptr) throw std::logic_error("an event of a ledger is damaged");
    members_ = std::move(*object);
  }

  std::optional<std::string> text(std::string_view name) const {
    const auto* const value = find(name);
    const auto* const text = value == nullptr ? nullptr : std::get_if<std::string>(&value->data);
    return text == nullptr || text->empty() ? std::nullopt : std::optional(*text);
  }
  std::optional<Money> money(std::string_view name) const {
    const auto number = number_of(text(name).value_or(""));
    return number ? std::optional(Money::minor(*number)) : std::nullopt;
  }
  Timestamp at() const { return Timestamp(Milliseconds(number_of(text("at").value_or("")).value_or(0))); }
  // line -> amount or units
  std::map<std::int64_t, std::int64_t> by_line(std::string_view name) const {
    std::map<std::int64_t, std::int64_t> lines;
    const auto* const value = find(name);
    const auto* const object = value == nullptr ? nullptr : std::get_if<describe::Object>(&value->data);
    if (object == nullptr) return lines;
    for (const auto& [line, number] : *object) {
      const auto* const text = std::get_if<std::string>(&number.data);
      lines[number_of(line).value_or(0)] = number_of(text == nullptr ? "" : *text).value_or(0);
    }
    return lines;
  }

 private:
  const describe::Value* find(std::string_view name) const {
    const auto found = std::ranges::find(members_, name, [](const auto& member) { return member.first; });
    return found == members_.end() ? nullptr : &found->second;
  }

  describe::Object members_;
};

// Whole units of a line that cost this; nothing if it is no multiple of what a unit costs.
std::optional<std::int64_t> units_of(const Order& order, std::int64_t line, Money amount) {
  if (line < 1 || line > static_cast<std::int64_t>(order.lines.size())) return std::nullopt;
  const auto& total = order.lines[static_cast<std::size_t>(line - 1)].total;
  if (!total || *total == Money() || amount.minor_units() % total->minor_units() != 0) return std::nullopt;
  return amount.minor_units() / total->minor_units();
}

// Events of refunds, in any order.
class Refunds {
 public:
  void add(const Order& order, std::string_view kind, const std::string& object, const Stored& event) {
    if (kind == "refund_requested") {
      auto& refund = of(object);
      refund.amount = event.money("amount").value_or(Money());
      refund.reason = event.text("reason");
      refund.requested_at = event.at();
      for (const auto& [line, amount] : event.by_line("parts")) {
        const auto money = Money::minor(amount);
        refund.lines.push_back({line, units_of(order, line, money), money});
      }
      for (const auto& [line, units] : event.by_line("restocked")) refund.restocked += units;
    } else if (kind == "refunded" || kind == "refund_failed") {
      auto& refund = of(object);
      if (refund.amount == Money()) refund.amount = event.money("amount").value_or(Money());
      if (refund.state == RefundState::failed) return;
      refund.state = kind == "refunded" ? RefundState::made : RefundState::failed;
      refund.ended_at = event.at();
    }
  }

  // Ours in their order, then those that were made at the provider.
  std::vector<LedgerRefund> all() && {
    std::vector<LedgerRefund> all;
    for (auto& [place, refund] : refunds_) all.push_back(std::move(refund));
    return all;
  }

 private:
  LedgerRefund& of(const std::string& object) {
    const auto number = number_of(object);
    auto& refund = refunds_[{!number, number.value_or(0), object}];
    refund.object = object;
    refund.number = number;
    return refund;
  }

  std::map<std::tuple<bool, std::int64_t, std::string>, LedgerRefund> refunds_;
};

// Kinds in the order of a payment.
constexpr auto flow = std::to_array<std::string_view>(
    {"authorize_requested", "action_required", "failed", "authorized", "expire_requested", "expired",
     "capture_requested", "captured", "capture_refused", "cancel_requested", "cancelled", "refund_requested",
     "refund_retried", "refunded", "refund_failed", "disputed"});

// The provider dates its events in seconds, so within a second the flow decides.
auto place_in_flow(const LedgerEvent& event) {
  return std::tuple(std::chrono::floor<std::chrono::seconds>(event.at),
                    std::ranges::find(flow, event.kind) - flow.begin(), event.at, event.object);
}

// What the ledger of an order without one would say: it was paid when it was completed.
std::vector<LedgerEvent> instant_events(const Order& order) {
  std::vector<LedgerEvent> events;
  for (const auto& [step, at] : order.timeline) {
    if (step == Step::completed) events.push_back({"captured", at, order.payment.captured, std::string(instantly)});
    if (step == Step::refunded) events.push_back({"refunded", at, order.payment.refunded});
  }
  return events;
}

}  // namespace

LedgerView ledger_of(const Order& order, const describe::Fields& stored, Payments provider) {
  LedgerView view{.pk = order.pk,
                  .currency = order.currency,
                  .status = order.payment.status,
                  .provider = provider,
                  .reference = order.payment.reference,
                  .captured = order.payment.captured,
                  .refunded = order.payment.refunded,
                  .net = {Money::minor(order.payment.captured.minor_units() - order.payment.refunded.minor_units())},
                  .events = {},
                  .refunds = {}};
  Refunds refunds;
  for (const auto& [id, json] : stored) {
    const auto colon = std::min(id.find(':'), id.size());
    const auto kind = id.substr(0, colon), object = id.substr(std::min(colon + 1, id.size()));
    const Stored event(json);
    refunds.add(order, kind, object, event);
    auto reason = event.text("reason");
    view.events.push_back({kind, event.at(), event.money("amount"), object, reason ? reason : event.text("why")});
  }
  std::ranges::sort(view.events, {}, place_in_flow);
  if (stored.empty()) view.events = instant_events(order);
  view.refunds = std::move(refunds).all();
  return view;
}

}  // namespace souk::payment
