// What people have to look at: bookings of the provider that belong to no order, or that it and a ledger do not both
// have.
#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "describe/describe.hpp"
#include "payment/domain/payment_event.hpp"

namespace souk::payment {

// A booking at the provider that belongs to no order of ours, or has another amount or currency.
struct Stray {
  std::string id;  // "captured:pi_123"
  std::optional<std::string> reference;
  Money amount;
  Currency currency;
  Timestamp at;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(Stray, (), (id, reference, amount, currency, at, why))

// A booking that the provider has and a ledger had not, or the reverse.
struct Difference {
  std::string id;  // "captured:pi_123"
  std::string reference;
  Timestamp found_at;
  std::string what;
  std::optional<Money> ours = {}, theirs = {};  // nothing: it was not there
};
BOOST_DESCRIBE_STRUCT(Difference, (), (id, reference, found_at, what, ours, theirs))

// As the API shows them: also the parts of the id, and what to do.
struct ShownStray {
  std::string id, kind, object;
  std::optional<std::string> reference;  // what the provider has as our order
  Money amount;
  Currency currency;
  Timestamp at;
  std::string why, advice;
};
BOOST_DESCRIBE_STRUCT(ShownStray, (), (id, kind, object, reference, amount, currency, at, why, advice))

struct ShownDifference {
  std::string id, kind, object;
  std::string reference;  // the pk of the order
  std::optional<Money> ours, theirs;
  Currency currency;
  Timestamp found_at;
  std::string what, advice;
};
BOOST_DESCRIBE_STRUCT(ShownDifference, (),
                      (id, kind, object, reference, ours, theirs, currency, found_at, what, advice))

ShownStray shown(const Stray&);
ShownDifference shown(const Difference&);

// The last one of a page. As text: its time in milliseconds and its name, "1764374400000.captured:pi_123".
struct FindingCursor {
  Timestamp at;
  std::string name;
  auto operator<=>(const FindingCursor&) const = default;

  std::string text() const;
  static std::optional<FindingCursor> parse(std::string_view text);
};

FindingCursor place_of(const Stray&);
FindingCursor place_of(const Difference&);

template <class T>
struct FindingsPage {
  std::vector<T> found;
  std::optional<FindingCursor> next = {};
};

// Newest first, those after the cursor.
template <class T>
FindingsPage<T> page_of(std::vector<T> all, std::size_t limit, const std::optional<FindingCursor>& after) {
  std::ranges::sort(all, std::greater(), [](const T& one) { return place_of(one); });
  if (after) std::erase_if(all, [&](const T& one) { return place_of(one) >= *after; });
  FindingsPage<T> page;
  const bool is_more = all.size() > limit;
  if (is_more) all.resize(limit);
  if (is_more) page.next = place_of(all.back());
  page.found = std::move(all);
  return page;
}

}  // namespace souk::payment
