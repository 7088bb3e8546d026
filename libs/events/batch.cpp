#include "events/batch.hpp"

#include <boost/describe.hpp>
#include <charconv>
#include <unordered_map>

#include "base/utf8.hpp"
#include "describe/json.hpp"
#include "redis/keys.hpp"

namespace souk::events {
namespace {

// The text itself, or, where it is not UTF-8, each byte beyond ASCII as U+FFFD.
std::string readable(const std::string& text) {
  if (is_utf8(text)) return text;
  std::string out;
  for (char c : text) (c & 0x80) != 0 ? out += "\uFFFD" : out += c;
  return out;
}

struct Decoded {
  std::string_view id;
  Effect effect;
};

redis::Call call_of(const Source& source, std::string_view service, Partition partition) {
  redis::Call call(source.function);
  call.key(redis::key(service, partition, "lease"))
      .key(redis::key(service, partition, "positions"))
      .key(redis::key(service, partition, source.stream + ":dead"))
      .key(redis::key(service, partition, source.stream + ":retries"));
  for (const auto& output : source.outputs) call.key(redis::key(service, partition, output));
  return call;
}

void add_entries(redis::Call& call, const Source& source, const std::vector<Decoded>& decoded) {
  call.arg(decoded.size()).arg(source.width + 2);             // values, id and number
  std::unordered_map<std::string_view, std::size_t> numbers;  // first key of an effect -> its number, from 1
  for (const auto& [id, effect] : decoded) {
    auto [number, is_new] = numbers.try_emplace(effect.keys.front(), numbers.size() + 1);
    if (is_new) {
      for (const auto& key : effect.keys) call.key(key);
    }
    call.arg(id).arg(number->second);
    for (const auto& value : effect.values) call.arg(value);
  }
}

void add_letters(redis::Call& call, const std::vector<Undecodable>& dead) {
  for (const auto& letter : dead) call.arg(letter.id).arg(letter.reason).arg(letter.payload);
}

}  // namespace

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

redis::Command make_batch(const Source& source, std::string_view service, Partition partition, std::string_view writer,
                          const std::vector<Entry>& entries) {
  auto call = call_of(source, service, partition);
  call.arg("apply").arg(writer).arg(source.position_name()).arg(entries.back().id);
  std::vector<Decoded> decoded;
  std::vector<Undecodable> dead;
  for (const auto& entry : entries) {
    auto effect = source.decode(partition, entry.fields);
    if (effect) {
      decoded.push_back({entry.id, std::move(*effect)});
    } else if (!source.is_secondary()) {
      dead.push_back({entry.id, std::move(effect.error()), payload(entry.fields)});
    }
  }
  add_entries(call, source, decoded);
  add_letters(call, dead);
  return call;
}

redis::Command make_relayed(const Source& source, std::string_view service, Partition destination,
                            const std::vector<Entry>& entries, std::vector<Undecodable>& dead) {
  redis::Call call(source.function);
  for (const auto& output : source.outputs) call.key(redis::key(service, destination, output));
  std::vector<Decoded> decoded;
  for (const auto& entry : entries) {
    auto effect = source.decode(destination, entry.fields);
    if (effect) {
      decoded.push_back({entry.id, std::move(*effect)});
    } else {
      dead.push_back({entry.id, std::move(effect.error()), payload(entry.fields)});
    }
  }
  add_entries(call, source, decoded);
  return call;
}

redis::Command make_retry(const Source& source, std::string_view service, Partition partition,
                          const std::vector<Letter>& letters) {
  auto call = call_of(source, service, partition);
  call.arg("retry").arg("").arg(source.stream).arg("");
  std::vector<Decoded> decoded;
  std::vector<Undecodable> dead;
  for (const auto& letter : letters) {
    auto effect = letter.fields ? source.decode(partition, *letter.fields) : std::unexpected(letter.fields.error());
    if (effect) {
      decoded.push_back({letter.id, std::move(*effect)});
    } else {
      dead.push_back({letter.id, std::move(effect.error()), ""});
    }
  }
  add_entries(call, source, decoded);
  add_letters(call, dead);
  return call;
}

std::expected<Fields, std::string> read_payload(std::string_view json) {
  auto value = describe::parse_json(json, "payload");
  if (!value) return std::unexpected("payload: " + value.error().msg);
  auto* object = std::get_if<describe::Object>(&value->data);
  if (object == nullptr) return std::unexpected("payload: not an object");
  Fields fields;
  for (auto& [name, member] : *object) {
    auto* text = std::get_if<std::string>(&member.data);
    if (text == nullptr) return std::unexpected("payload: " + name + " is not text");
    fields.emplace_back(std::move(name), std::move(*text));
  }
  return fields;
}

std::vector<Entry> parse_entries(redis::Reply&& reply) {
  std::vector<Entry> entries;
  if (reply.is_nil()) return entries;
  for (auto& element : reply.array()) {
    auto& entry = element.array();
    if (entry.size() != 2) throw redis::Unexpected("redis answered an entry that is not an id and its fields");
    entries.push_back({std::move(entry[0].text()), entry[1].pairs()});
  }
  return entries;
}

std::pair<std::int64_t, std::int64_t> order_of(std::string_view entry_id) {
  std::int64_t milliseconds = 0, sequence = 0;
  const auto* begin = entry_id.begin();
  const auto* end = entry_id.end();
  const auto* dash = std::from_chars(begin, end, milliseconds).ptr;
  if (dash != end) std::from_chars(dash + 1, end, sequence);
  return {milliseconds, sequence};
}

}  // namespace souk::events
