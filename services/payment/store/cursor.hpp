#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace souk::payment {

// The position in a listing: for each partition the end of its unread part. As text in hexadecimal: "5-0-1f".
struct Cursor {
  std::vector<std::int64_t> ends;
  bool operator==(const Cursor&) const = default;

  std::string text() const;
  static std::optional<Cursor> parse(std::string_view text);
};

}  // namespace souk::payment
