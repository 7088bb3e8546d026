// A batch of stream entries as one call. Pure: bytes in, a call out.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/partition.hpp"
#include "describe/describe.hpp"
#include "redis/command.hpp"
#include "redis/reply.hpp"

namespace souk::events {

using describe::Fields;

struct Entry {
  std::string id;  // "1763804959042-0"
  Fields fields;
};

// What the function is told of one entry.
struct Effect {
  std::vector<std::string> keys;    // what it touches; entries of a batch that touch the same keys share them
  std::vector<std::string> values;  // as many for every entry of a source
};

// A stream of the other service, and what its entries do here.
struct Source {
  std::string stream;                // "order_placed"
  std::string function;              // applies a batch of it: "reserve_stock"
  std::vector<std::string> outputs;  // the function's own keys in the partition: "stock_reserved", ...
  std::size_t width;                 // of Effect::values
  Milliseconds delay{0};             // an entry is due when Redis' clock passes its id by this much
  // A stream may be read a second time for another purpose, at a position of this name. Empty: the stream's own, which
  // its group shows. Only that one makes dead letters; another passes over what it does not understand.
  std::string position = {};
  // The effect of an entry of this partition, or why it cannot be understood.
  std::function<std::expected<Effect, std::string>(Partition, const Fields&)> decode;

  bool is_second() const { return !position.empty(); }
  const std::string& position_name() const { return is_second() ? position : stream; }
};

// A stream of our own, and the group that must have read an entry before it may be trimmed.
struct Outgoing {
  std::string stream;
  std::string group;
};

// The call that applies `entries` (not empty, in stream order) in one step; those not understood become dead letters
// with their reason. See apply_batch in partition.lua.
redis::Command make_batch(const Source&, std::string_view service, Partition, std::int64_t epoch,
                          const std::vector<Entry>& entries);

// A dead letter: its id among the letters, and the fields of its entry, or why they cannot be read.
struct Letter {
  std::string id;
  std::expected<Fields, std::string> fields;
};

// The call that applies dead letters of a stream of `source` under the rules of a batch, and takes away those that had
// their effect. See retry_letters in partition.lua.
redis::Command make_retry(const Source&, std::string_view service, Partition, const std::vector<Letter>& letters);

// The fields that a dead letter's payload shows.
std::expected<Fields, std::string> read_payload(std::string_view json);

// One stream's [[id, [name, value, ...]], ...] as XRANGE answers it; throws redis::Unexpected for anything else.
std::vector<Entry> parse_entries(redis::Reply&&);

// "1763804959042-7" as numbers: milliseconds of Redis' clock when it was added, and a sequence number.
std::pair<std::int64_t, std::int64_t> order_of(std::string_view entry_id);

// The fields as Event, or what is wrong with them, every fault in one sentence.
template <class Event>
std::expected<Event, std::string> read_event(const Fields& fields) {
  auto event = describe::from_fields<Event>(fields, "entry");
  if (event) return std::move(*event);
  std::string reasons;
  for (const auto& fault : event.error()) {
    if (!reasons.empty()) reasons += "; ";
    reasons += std::get<std::string>(fault.loc.back()) + ": " + fault.msg;
  }
  return std::unexpected(reasons);
}

// A `decode` of a function from an Event to its effect.
template <class Event>
auto decode(Effect (*effect)(Partition, const Event&)) {
  return [effect](Partition partition, const Fields& fields) -> std::expected<Effect, std::string> {
    auto event = read_event<Event>(fields);
    if (!event) return std::unexpected(std::move(event.error()));
    return effect(partition, *event);
  };
}

}  // namespace souk::events
