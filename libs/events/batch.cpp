#include "events/batch.hpp"

#include <boost/describe.hpp>
#include <charconv>
#include <unordered_map>

#include "describe/utf8.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

// The text itself, or, where it is not UTF-8, each byte beyond ASCII as U+FFFD.
std::string readable(const std::string& text) {
  if (describe::examine(text)) return text;
  std::string out;
  for (char c : text) (c & 0x80) != 0 ? out += "\uFFFD" : out += c;
  return out;
}

// The entry's fields as a JSON object, so that a dead letter shows what was there.
std::string payload(const Fields& fields) {
  std::string out = "{";
  for (const auto& [name, value] : fields) {
    if (out.size() > 1) out += ',';
    describe::write_string(readable(name), out);
    out += ':';
    describe::write_string(readable(value), out);
  }
  return out + '}';
}

struct DeadLetter {
  const Entry* entry;
  std::string reason;
};

}  // namespace

redis::Command make_batch(const Source& source, std::string_view service, Partition partition, std::int64_t epoch,
                          const std::vector<Entry>& entries) {
  redis::Call call(source.function);
  call.key(redis::key(service, partition, "lease"))
      .key(redis::key(service, partition, "positions"))
      .key(redis::key(service, partition, source.stream + ":dead"));
  for (const auto& output : source.outputs) call.key(redis::key(service, partition, output));

  std::vector<std::pair<const Entry*, Effect>> understood;
  std::vector<DeadLetter> dead;
  for (const auto& entry : entries) {
    auto effect = source.decode(partition, entry.fields);
    if (effect) {
      understood.emplace_back(&entry, std::move(*effect));
    } else {
      dead.push_back({&entry, std::move(effect.error())});
    }
  }

  call.arg(epoch).arg(source.stream).arg(entries.back().id).arg(understood.size()).arg(source.width + 1);
  std::unordered_map<std::string, std::size_t> numbers;  // first key of an effect -> its number among the keys
  for (const auto& [entry, effect] : understood) {
    auto [number, is_new] = numbers.try_emplace(effect.keys.front(), numbers.size());
    if (is_new) {
      for (const auto& key : effect.keys) call.key(key);
    }
    call.arg(entry->id).arg(number->second);
    for (const auto& value : effect.values) call.arg(value);
  }
  for (const auto& letter : dead) call.arg(letter.entry->id).arg(letter.reason).arg(payload(letter.entry->fields));
  return call;
}

std::vector<Entry> parse_entries(redis::Reply&& reply) {
  std::vector<Entry> entries;
  if (reply.is_nil()) return entries;
  for (auto& element : reply.array()) {
    auto& entry = element.array();
    entries.push_back({std::move(entry.at(0).text()), entry.at(1).pairs()});
  }
  return entries;
}

std::pair<std::int64_t, std::int64_t> order_of(std::string_view entry_id) {
  std::int64_t milliseconds = 0, sequence = 0;
  const auto* end = entry_id.data() + entry_id.size();
  const auto* dash = std::from_chars(entry_id.data(), end, milliseconds).ptr;
  if (dash != end) std::from_chars(dash + 1, end, sequence);
  return {milliseconds, sequence};
}

}  // namespace souk::events
