#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "describe/scalar.hpp"

namespace souk::payment {

// The position in a listing: for each partition the end of its unread part. As text in hexadecimal: "5-0-1f".
struct Cursor {
  std::vector<std::int64_t> ends;
  bool operator==(const Cursor&) const = default;
};

}  // namespace souk::payment

template <>
struct souk::describe::Scalar<souk::payment::Cursor> {
  using Cursor = souk::payment::Cursor;
  static std::string text(const Cursor&);
  static std::expected<Cursor, Wrong> from_text(std::string_view);
  static boost::json::object schema();
};
