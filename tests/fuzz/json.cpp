// Any text as JSON, and as the bodies that the services take.
#include <boost/json/parse.hpp>

#include "describe/describe.hpp"
#include "describe/json.hpp"
#include "fuzzing.hpp"
#include "inventory/domain/batch.hpp"
#include "payment/domain/quote.hpp"

namespace souk::fuzzing {
namespace {

using describe::Array;
using describe::Number;
using describe::Object;
using describe::Value;

void write(const Value& value, std::string& out);

void write(const Array& array, std::string& out) {
  out += '[';
  for (const auto& element : array) {
    if (out.back() != '[') out += ',';
    write(element, out);
  }
  out += ']';
}

void write(const Object& object, std::string& out) {
  out += '{';
  for (const auto& [name, member] : object) {
    if (out.back() != '{') out += ',';
    describe::write_string(name, out);
    out += ':';
    write(member, out);
  }
  out += '}';
}

struct Writing {
  std::string& out;
  void operator()(std::nullptr_t) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(const Number& number) const { out += number.text; }
  void operator()(const std::string& text) const { describe::write_string(text, out); }
  void operator()(const Array& array) const { write(array, out); }
  void operator()(const Object& object) const { write(object, out); }
};

void write(const Value& value, std::string& out) {
  std::visit(Writing{out}, value.data);
}

std::string written(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

// As strict as another reader, but for what it has no word for: names that occur twice.
void compare_with_boost(std::string_view text, const std::expected<Value, Fault>& value) {
  boost::system::error_code refused;
  boost::json::parse_options options;
  options.max_depth = describe::max_depth;
  const auto other = boost::json::parse(text, refused, {}, options);
  if (value) promise(!refused, "JSON that is read is JSON for another reader");
  if (!refused) promise(value || value.error().type == "json_duplicate_key", "JSON is read");
}

// What is read as T, written and read again is the same.
template <class T>
void read_as(std::string_view text) {
  const auto value = describe::from_json<T>(text);
  if (!value) {
    promise(!value.error().empty() && value.error().size() <= describe::max_faults, "a refusal names faults");
    return;
  }
  const auto once = describe::to_json(*value);
  if constexpr (!std::is_same_v<T, inventory::Batch>) {  // what is not there is written as null, which no body may have
    const auto again = describe::from_answer<T>(once);
    promise(again && describe::to_json(*again) == once, "what is written is read as the same");
  }
}

}  // namespace
}  // namespace souk::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace souk;
  using namespace souk::fuzzing;
  const auto text = fuzzing::text(data, size);
  const auto value = describe::parse_json(text);
  compare_with_boost(text, value);
  if (value) {
    const auto once = written(*value);
    const auto again = describe::parse_json(once);
    promise(again && written(*again) == once, "JSON that is written is JSON, and the same");
  }
  read_as<inventory::NewProduct>(text);
  read_as<inventory::ProductChanges>(text);
  read_as<inventory::Batch>(text);
  read_as<payment::NewOrder>(text);
  read_as<payment::NewQuote>(text);
  (void)describe::from_answer<inventory::Product>(text);
  (void)describe::from_answer<payment::Order>(text);
  return 0;
}
