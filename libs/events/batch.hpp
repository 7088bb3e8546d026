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

// What the function gets of one entry.
struct Effect {
  std::vector<std::string> keys;    // what it touches; entries of a batch that touch the same keys share them
  std::vector<std::string> values;  // as many for every entry of a source
};

// A stream of the other service or of our own, and what its entries do here.
struct Source {
  std::string stream;                // "order_placed"
  std::string function;              // applies a batch of it: "reserve_stock"
  std::vector<std::string> outputs;  // the function's own keys in the partition: "stock_reserved", ...
  std::size_t width = 0;             // of Effect::values
  Milliseconds delay{0};             // an entry is due when Redis' clock passes its id by this much
  // Empty: the primary reader of the stream, which owns the group and the dead letters. Named: a secondary reader with
  // a position of this name; it skips entries that it cannot decode.
  std::string position = {};
  bool own = false;  // a stream of the service itself; else of the other service
  // Set: the relay (relay.hpp) brings each entry to this partition. Else its effect is in the entry's own partition.
  std::function<std::expected<Partition, std::string>(const Fields&)> destination = {};
  // The effect of an entry in this partition, or why it cannot be decoded.
  std::function<std::expected<Effect, std::string>(Partition, const Fields&)> decode = {};

  bool is_secondary() const { return !position.empty(); }
  bool is_relayed() const { return destination != nullptr; }
  const std::string& position_name() const { return is_secondary() ? position : stream; }
};

// A stream of our own, and the group that must have read an entry before it may be trimmed.
struct Outgoing {
  std::string stream;
  std::string group;
};

// The call that applies `entries` (not empty, in stream order) in one step. Those that cannot be decoded become dead
// letters with their reason. See apply_batch in partition.lua.
redis::Command make_batch(const Source&, std::string_view service, Partition, std::string_view writer,
                          const std::vector<Entry>& entries);

// An entry that cannot be decoded, and why.
struct Undecodable {
  std::string id;
  std::string reason;
  std::string payload;  // its fields as a JSON object, so that its dead letter shows what was there
};

// The call that applies entries of a relayed source in their destination; see register_relayed in partition.lua. Those
// that cannot be decoded are added to `dead`.
redis::Command make_relayed(const Source&, std::string_view service, Partition destination,
                            const std::vector<Entry>& entries, std::vector<Undecodable>& dead);
std::string payload(const Fields&);

// A dead letter: its id in the stream of dead letters, and the fields of its entry, or why they cannot be read.
struct Letter {
  std::string id;
  std::expected<Fields, std::string> fields;
};

// The call that retries dead letters of the source. It removes each letter that it applies. See retry_letters in
// partition.lua.
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

// A function of fields that reads them as Event and then applies `change`; or what is wrong with them.
template <class Event, class Change>
auto reading(Change change) {
  return [change](const Fields& fields) -> std::expected<std::invoke_result_t<Change, const Event&>, std::string> {
    auto event = read_event<Event>(fields);
    if (!event) return std::unexpected(std::move(event.error()));
    return change(*event);
  };
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
