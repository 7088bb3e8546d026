// Arbitrary fields as entries of the streams that the services read. A line of the input is a field, "name=value". An
// empty line ends an entry.
#include <ranges>

#include "base/utf8.hpp"
#include "events/batch.hpp"
#include "fuzzing.hpp"
#include "inventory/consumers/sources.hpp"
#include "payment/consumers/sources.hpp"
#include "redis/detail/reply_reader.hpp"

namespace souk::fuzzing {
namespace {

constexpr Partition partition = 3;
constexpr unsigned partitions = 16;

std::vector<events::Entry> entries_of(std::string_view text) {
  std::vector<events::Entry> entries(1);
  for (const auto line : std::views::split(text, '\n')) {
    const std::string_view field(line);
    if (field.empty()) {
      entries.emplace_back();
    } else {
      const auto equals = std::min(field.find('='), field.size());
      entries.back().fields.emplace_back(field.substr(0, equals), field.substr(std::min(equals + 1, field.size())));
    }
  }
  for (std::size_t number = 0; auto& entry : entries) entry.id = "1763804959042-" + std::to_string(number++);
  return entries;
}

// The arguments of a command, as Redis parses them.
std::vector<std::string> arguments(const redis::Command& command) {
  redis::detail::ReplyReader reader;
  std::vector<redis::Reply> replies;
  reader.read(command.encoded(), replies);
  promise(replies.size() == 1, "a call is one command");
  std::vector<std::string> words;
  for (const auto& word : replies[0].array()) words.push_back(word.text());
  return words;
}

bool unique_names(const describe::Fields& fields) {
  std::vector<std::string> names;
  for (const auto& [name, value] : fields) names.push_back(name);
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end();
}

bool all_utf8(const describe::Fields& fields) {
  return std::ranges::all_of(fields, [](const auto& field) { return is_utf8(field.first) && is_utf8(field.second); });
}

// FCALL function keys key... argument...: the function must be able to find everything by the numbers among the
// arguments.
void check_batch(const events::Source& source, const std::vector<events::Entry>& entries) {
  std::size_t understood = 0;
  for (const auto& entry : entries) understood += source.decode(partition, entry.fields).has_value();
  const auto dead = source.is_secondary() ? 0 : entries.size() - understood;

  const auto words = arguments(events::make_batch(source, "souk", partition, "7", entries));
  promise(words.at(0) == "FCALL" && words.at(1) == source.function, "a batch is a call of the source's function");
  const auto keys = std::stoul(words.at(2));
  for (std::size_t i = 0; i < keys; ++i) promise(words.at(3 + i).contains(":{3}:"), "a batch stays in its partition");
  const auto first = 3 + keys;
  promise(words.at(first) == "apply", "a batch begins with 'apply'");
  promise(words.at(first + 1) == "7" && words.at(first + 2) == source.position_name(),
          "a batch names writer and position");
  promise(words.at(first + 3) == entries.back().id, "a batch moves the position to its last entry");
  promise(words.at(first + 4) == std::to_string(understood), "a batch counts the decoded entries");
  const auto width = source.width + 2;
  promise(words.at(first + 5) == std::to_string(width), "a batch gives the width of its entries");
  promise(words.size() == first + 6 + understood * width + dead * 3, "a batch has as many arguments as it says");
  for (std::size_t i = 0; i < understood; ++i) {
    const auto number = std::stoul(words.at(first + 6 + i * width + 1));
    promise(number >= 1 && number <= understood, "an entry refers to existing keys");
  }
}

// A relayed batch in its destination: as many entries as can be decoded, and the others with their reasons.
void check_relayed(const events::Source& source, const std::vector<events::Entry>& entries) {
  for (const auto& entry : entries) {
    const auto to = source.destination(entry.fields);
    promise(to ? *to < partitions : !to.error().empty(), "an entry has a partition, or a reason why not");
  }
  std::vector<events::Undecodable> dead;
  const auto words = arguments(events::make_relayed(source, "souk", partition, entries, dead));
  promise(words.at(0) == "FCALL" && words.at(1) == source.function, "a relayed batch is a call of its function");
  const auto keys = std::stoul(words.at(2));
  for (std::size_t i = 0; i < keys; ++i) promise(words.at(3 + i).contains(":{3}:"), "it stays in its destination");
  const auto understood = entries.size() - dead.size(), width = source.width + 2;
  promise(words.at(3 + keys) == std::to_string(understood), "it counts the decoded entries");
  promise(words.at(4 + keys) == std::to_string(width), "it gives the width of its entries");
  promise(words.size() == 5 + keys + understood * width, "it has as many arguments as it says");
  for (const auto& letter : dead) promise(!letter.reason.empty(), "a dead letter has a reason");
}

// A dead letter shows the fields of an entry that could not be decoded, so that it can be retried.
void check_letter(const events::Source& source, const events::Entry& entry) {
  if (source.is_secondary() || source.decode(partition, entry.fields)) return;
  const auto words = arguments(events::make_batch(source, "souk", partition, "7", {entry}));
  promise(!words.at(words.size() - 2).empty(), "a dead letter has a reason");
  const auto shown = events::read_payload(words.back());
  promise(!shown || unique_names(entry.fields), "a dead letter has every field once");
  if (all_utf8(entry.fields)) {  // invalid UTF-8 may make two names look alike; such a letter can only be shown
    promise(shown.has_value() == unique_names(entry.fields), "a dead letter can be read");
    if (shown) promise(*shown == entry.fields, "a dead letter shows the fields");
  }
  (void)arguments(events::make_retry(source, "souk", partition, {{entry.id, shown}}));
}

}  // namespace
}  // namespace souk::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace souk;
  using namespace souk::fuzzing;
  static const auto sources = [] {
    auto all = inventory::sources();
    std::ranges::move(payment::sources(partitions, Milliseconds(5000)), std::back_inserter(all));
    return all;
  }();
  const auto text = fuzzing::text(data, size);
  const auto entries = entries_of(text);
  for (const auto& source : sources) {
    if (source.is_relayed()) {
      check_relayed(source, entries);
      continue;
    }
    check_batch(source, entries);
    for (const auto& entry : entries) check_letter(source, entry);
  }
  (void)events::read_payload(text);
  (void)events::order_of(text);
  return 0;
}
