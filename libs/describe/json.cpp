#include "describe/json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "base/json_string.hpp"

namespace souk::describe {
namespace {

using Part = boost::json::string_view;
using Error = boost::json::error_code;

// Boost.JSON parses the text and calls this handler. Numbers arrive with their text, which is kept.
class Builder {
 public:
  static constexpr auto no_limit = std::numeric_limits<std::size_t>::max();  // the caller bounds the text
  static constexpr std::size_t max_array_size = no_limit, max_object_size = no_limit;
  static constexpr std::size_t max_string_size = no_limit, max_key_size = no_limit;

  Value document;
  std::optional<Location> duplicate;  // the second position of a repeated name

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) { return open(Object{}); }
  bool on_object_end(std::size_t, Error& error) {
    if (has_duplicate()) return error = boost::json::error::syntax, false;
    return close();
  }
  bool on_array_begin(Error&) { return open(Array{}); }
  bool on_array_end(std::size_t, Error&) { return close(); }
  bool on_key_part(Part part, std::size_t, Error&) { return collect(part); }
  bool on_key(Part part, std::size_t, Error&) {
    collect(part);
    std::get<Object>(open_.back()->data).emplace_back(std::exchange(text_, {}), Value{});
    return true;
  }
  bool on_string_part(Part part, std::size_t, Error&) { return collect(part); }
  bool on_string(Part part, std::size_t, Error&) {
    collect(part);
    return put(std::exchange(text_, {}));
  }
  bool on_number_part(Part, Error&) { return true; }  // called only for a text that ends inside a number
  bool on_int64(std::int64_t, Part text, Error&) { return put(Number{std::string(text)}); }
  bool on_uint64(std::uint64_t, Part text, Error&) { return put(Number{std::string(text)}); }
  bool on_double(double, Part text, Error&) { return put(Number{std::string(text)}); }
  bool on_bool(bool value, Error&) { return put(value); }
  bool on_null(Error&) { return put(nullptr); }
  bool on_comment_part(Part, Error&) { return false; }
  bool on_comment(Part, Error&) { return false; }

 private:
  // Where the next value belongs: after the last name of an object, or at the end of an array.
  Value& place() {
    if (open_.empty()) return document;
    if (auto array = std::get_if<Array>(&open_.back()->data)) return array->emplace_back();
    return std::get<Object>(open_.back()->data).back().second;
  }

  template <class T>
  bool put(T value) {
    place().data = std::move(value);
    return true;
  }

  // A pointer to an open value stays valid: its container does not grow before the value is closed.
  template <class T>
  bool open(T container) {
    auto& value = place();
    value.data = std::move(container);
    open_.push_back(&value);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool collect(Part part) {
    text_.append(part.data(), part.size());
    return true;
  }

  // Sorts the names, since an object may have as many as fit into the text.
  bool has_duplicate() {
    const auto& object = std::get<Object>(open_.back()->data);
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const auto& [name, value] : object) names.push_back(name);
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice == names.end()) return false;
    duplicate = path_to(*twice);
    return true;
  }

  Location path_to(std::string_view name) const {
    Location path;
    for (auto value : std::span(open_).first(open_.size() - 1)) {
      if (auto array = std::get_if<Array>(&value->data)) {
        path.emplace_back(array->size() - 1);
      } else {
        path.emplace_back(std::get<Object>(value->data).back().first);
      }
    }
    path.emplace_back(std::string(name));
    return path;
  }

  std::vector<Value*> open_;
  std::string text_;
};

Fault fault_of(const Builder& builder, const Error& error, std::size_t at, std::string_view where) {
  Location loc{std::string(where)};
  if (builder.duplicate) {
    loc.insert(loc.end(), builder.duplicate->begin(), builder.duplicate->end());
    return {std::move(loc), "json_duplicate_key", "The name should not occur twice in one object"};
  }
  if (error == boost::json::error::too_deep) {
    return {std::move(loc), "json_depth",
            "JSON should not be nested deeper than " + std::to_string(max_depth) + " levels"};
  }
  return {std::move(loc), "json_invalid", "Invalid JSON: " + error.message() + " at byte " + std::to_string(at)};
}

}  // namespace

std::expected<Value, Fault> parse_json(std::string_view text, std::string_view where) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<Builder> parser(options);
  Error error;
  const auto read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = boost::json::error::extra_data;
  if (error) return std::unexpected(fault_of(parser.handler(), error, read, where));
  return std::move(parser.handler().document);
}

void write_string(std::string_view text, std::string& out) {
  append_json_string(out, text, JsonReader::parser);
}

}  // namespace souk::describe
