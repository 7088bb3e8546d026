// Arbitrary text as JSON, and as the bodies that the services take.
#include <boost/json/parse.hpp>
#include <optional>

#include "contracts/product.hpp"
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

// Our reader is as strict as another reader, except for repeated names, which only ours refuses.
void compare_with_boost(std::string_view text, const std::expected<Value, Fault>& value) {
  boost::system::error_code refused;
  boost::json::parse_options options;
  options.max_depth = describe::max_depth;
  const auto other = boost::json::parse(text, refused, {}, options);
  if (value) promise(!refused, "the other reader accepts it, too");
  if (!refused) promise(value || value.error().type == "json_duplicate_key", "our reader accepts it, too");
}

// A refusal of a T names its faults.
template <class T>
std::optional<T> read_as(std::string_view text) {
  auto value = describe::from_json<T>(text);
  if (value) return std::move(*value);
  promise(!value.error().empty() && value.error().size() <= describe::max_faults, "a refusal names faults");
  return {};
}

// A value read as T, written and read again stays the same. Not so for a body with members that may be absent: they are
// written as null, which a body may not have.
template <class T>
void read_and_write(std::string_view text) {
  const auto value = read_as<T>(text);
  if (!value) return;
  const auto once = describe::to_json(*value);
  const auto again = describe::from_answer<T>(once);
  promise(again && describe::to_json(*again) == once, "reading the output gives the same value");
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
    promise(again && written(*again) == once, "the output is JSON of the same value");
  }
  read_and_write<inventory::NewProduct>(text);
  read_and_write<inventory::ProductChanges>(text);
  read_and_write<payment::NewQuote>(text);
  (void)read_as<inventory::Batch>(text);
  (void)read_as<payment::NewOrder>(text);
  (void)describe::from_answer<contracts::ProductOffer>(text);
  (void)describe::from_answer<payment::Order>(text);
  return 0;
}
