#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"

namespace souk {

// A ULID (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits. As text it has 26 characters of
// Crockford's base 32, which sort by time. The low 16 bits also give the partition (base/partition.hpp).
class Ulid {
 public:
  static constexpr std::size_t length = 26;

  Ulid() = default;  // all zero
  Ulid(std::uint64_t high, std::uint64_t low) : high_(high), low_(low) {}

  // A new id: the present time and random bits from the kernel (buffered getrandom). Ids of one process strictly
  // increase. They still do when their low 16 bits are replaced, because ids of one millisecond differ above these.
  static Ulid next(Timestamp now = wall_clock());
  // Takes upper and lower case, exactly 26 characters, no overflow of 128 bits. Returns nothing for any other text.
  static std::optional<Ulid> parse(std::string_view text);

  std::string text() const;  // upper case
  void append_to(std::string& out) const;
  Timestamp time() const;
  std::uint16_t low16() const { return static_cast<std::uint16_t>(low_); }
  Ulid with_low16(std::uint16_t bits) const { return Ulid(high_, (low_ & ~std::uint64_t{0xffff}) | bits); }
  auto operator<=>(const Ulid&) const = default;

 private:
  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

}  // namespace souk

template <>
struct std::hash<souk::Ulid> {
  std::size_t operator()(const souk::Ulid& id) const noexcept {
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(&id), sizeof id});
  }
};
