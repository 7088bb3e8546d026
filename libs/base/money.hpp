#pragma once

#include <cstdint>
#include <string>

namespace souk {

// An amount of money: a number of minor units of the shop's currency (cents). At most 2^53, because the numbers of
// Redis' Lua are exact up to there.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money minor(std::int64_t units) { return Money(units); }

  constexpr std::int64_t minor_units() const { return units_; }
  constexpr auto operator<=>(const Money&) const = default;

  constexpr Money operator+(Money other) const { return Money(units_ + other.units_); }
  constexpr Money operator*(std::int64_t times) const { return Money(units_ * times); }

  // This many percent of the amount, half a minor unit rounded up.
  constexpr Money percent(std::int64_t percent) const { return Money((units_ * percent + 50) / 100); }

  // As a JSON number of major units: the shortest form with at least one decimal: "20.0", "19.99", "0.05". In yen
  // "20.0" is 20 minor units.
  std::string text() const;
  void append_to(std::string& out) const;

 private:
  explicit constexpr Money(std::int64_t units) : units_(units) {}
  std::int64_t units_ = 0;
};

}  // namespace souk
