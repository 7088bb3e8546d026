// Any fields as entries of the streams that the services read. A line of the input is a field, "name=value"; an empty
// line ends an entry.
#include <ranges>

#include "describe/utf8.hpp"
#include "events/batch.hpp"
#include "fuzzing.hpp"
#include "inventory/consumers/sources.hpp"
#include "payment/consumers/sources.hpp"
#include "redis/reply_reader.hpp"

namespace souk::fuzzing {
namespace {

constexpr Partition partition = 3;

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

// What Redis reads when a command is sent: its arguments.
std::vector<std::string> arguments(const redis::Command& command) {
  redis::ReplyReader reader;
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

bool is_utf8(const describe::Fields& fields) {
  return std::ranges::all_of(fields, [](const auto& field) {
    return describe::examine(field.first).has_value() && describe::examine(field.second).has_value();
  });
}

// FCALL function keys key... argument...: the function finds its way by the numbers among the arguments alone.
void check_batch(const events::Source& source, const std::vector<events::Entry>& entries) {
  std::size_t understood = 0;
  for (const auto& entry : entries) understood += source.decode(partition, entry.fields).has_value();
  const auto dead = source.is_second() ? 0 : entries.size() - understood;

  const auto words = arguments(events::make_batch(source, "souk", partition, 7, entries));
  promise(words.at(0) == "FCALL" && words.at(1) == source.function, "a batch is a call of the source's function");
  const auto keys = std::stoul(words.at(2));
  for (std::size_t i = 0; i < keys; ++i) promise(words.at(3 + i).contains(":{3}:"), "a batch stays in its partition");
  const auto first = 3 + keys;
  promise(words.at(first) == "apply", "a batch says that it is one");
  promise(words.at(first + 1) == "7" && words.at(first + 2) == source.position_name(),
          "a batch names epoch and position");
  promise(words.at(first + 3) == entries.back().id, "a batch moves the position behind its last entry");
  promise(words.at(first + 4) == std::to_string(understood), "a batch counts what was understood");
  const auto width = source.width + 2;
  promise(words.at(first + 5) == std::to_string(width), "a batch says how wide its entries are");
  promise(words.size() == first + 6 + understood * width + dead * 3, "a batch has as much as it says");
  for (std::size_t i = 0; i < understood; ++i) {
    const auto number = std::stoul(words.at(first + 6 + i * width + 1));
    promise(number >= 1 && number <= understood, "an effect names keys that are there");
  }
}

// A dead letter shows what could not be understood, so that it can be retried.
void check_letter(const events::Source& source, const events::Entry& entry) {
  if (source.is_second() || source.decode(partition, entry.fields)) return;
  const auto words = arguments(events::make_batch(source, "souk", partition, 7, {entry}));
  promise(!words.at(words.size() - 2).empty(), "a dead letter has a reason");
  const auto shown = events::read_payload(words.back());
  promise(!shown || unique_names(entry.fields), "a dead letter has every field once");
  if (is_utf8(entry.fields)) {  // names that are none may look alike in a letter, which then only shows them
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
    std::ranges::move(payment::sources(Milliseconds(5000)), std::back_inserter(all));
    return all;
  }();
  const auto text = fuzzing::text(data, size);
  const auto entries = entries_of(text);
  for (const auto& source : sources) {
    check_batch(source, entries);
    for (const auto& entry : entries) check_letter(source, entry);
  }
  (void)events::read_payload(text);
  (void)events::order_of(text);
  return 0;
}
