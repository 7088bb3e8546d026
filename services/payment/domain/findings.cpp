#include "payment/domain/findings.hpp"

#include <charconv>

namespace souk::payment {
namespace {

std::pair<std::string, std::string> parts_of(const std::string& id) {
  const auto colon = std::min(id.find(':'), id.size());
  return {id.substr(0, colon), id.substr(std::min(colon + 1, id.size()))};
}

bool is_money(const std::string& kind) {
  return kind == "captured" || kind == "refunded";
}

}  // namespace

ShownStray shown(const Stray& stray) {
  auto [kind, object] = parts_of(stray.id);
  const char* advice = is_money(kind)
                           ? "Find it at the provider. If nobody is owed anything for it there, pay it back there."
                           : "Nothing was charged. Find it at the provider, and cancel it there if it is open.";
  return {stray.id,       std::move(kind), std::move(object), stray.reference, stray.amount,
          stray.currency, stray.at,        stray.why,         advice};
}

ShownDifference shown(const Difference& difference) {
  auto [kind, object] = parts_of(difference.id);
  const char* advice =
      difference.ours
          ? "Compare the order with the provider's dashboard. The shop has not changed the order."
          : "The shop has added it to the order's ledger. Look at the order: it may have to be sent, or is paid back.";
  return {difference.id,     std::move(kind), std::move(object),   difference.reference, difference.ours,
          difference.theirs, shop_currency(), difference.found_at, difference.what,      advice};
}

FindingCursor place_of(const Stray& stray) {
  return {stray.at, stray.id};
}

FindingCursor place_of(const Difference& difference) {
  return {difference.found_at, difference.reference + ' ' + difference.id};
}

std::string FindingCursor::text() const {
  return std::to_string(at.time_since_epoch().count()) + '.' + name;
}

std::optional<FindingCursor> FindingCursor::parse(std::string_view text) {
  std::int64_t at = -1;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), at);
  const auto read = static_cast<std::size_t>(rest - text.data());
  if (error != std::errc() || at < 0 || read + 1 >= text.size() || text[read] != '.') return std::nullopt;
  return FindingCursor{Timestamp(Milliseconds(at)), std::string(text.substr(read + 1))};
}

}  // namespace souk::payment
