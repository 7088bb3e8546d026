// The values in requests about dead letters.
#pragma once

#include "describe/scalar.hpp"
#include "events/dead_letters.hpp"

namespace souk::runtime {

struct Yes {};  // always true

}  // namespace souk::runtime

template <>
struct souk::describe::Scalar<souk::runtime::Yes> {
  static std::expected<souk::runtime::Yes, Wrong> read(const Value& value);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::events::LetterId> {
  static std::expected<souk::events::LetterId, Wrong> read(const Value& value);
  static boost::json::object schema();
};

template <>
struct souk::describe::Scalar<souk::events::LetterCursor> {
  static std::string text(const souk::events::LetterCursor& cursor) { return cursor.text(); }
  static std::expected<souk::events::LetterCursor, Wrong> from_text(std::string_view text);
  static boost::json::object schema() { return cursor_schema(); }
};
