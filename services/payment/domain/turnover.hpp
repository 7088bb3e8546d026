// What the shop took and paid back.
#pragma once

#include <boost/describe.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.hpp"
#include "describe/describe.hpp"

namespace souk::payment {

using Day = std::chrono::sys_days;  // of UTC

struct Days {  // both are included
  Day first, last;

  // By default the last 30. Refused: validation_failed if they are reversed or more than 366.
  static Outcome<Days> of(std::optional<describe::Date> from, std::optional<describe::Date> to, Day today);
  std::size_t count() const { return static_cast<std::size_t>((last - first).count()) + 1; }
};

// Orders count on the day of their capture, refunds on the day on which they were made. `refunded` is negative on a day
// on which more failed refunds came back than were made.
struct Takings {
  Money captured, refunded;

  Money net() const { return Money::minor(captured.minor_units() - refunded.minor_units()); }
  Takings& operator+=(const Takings&);
};

struct DayTakings {
  Takings takings = {};
  std::int64_t orders = 0;
};

struct ProductTakings {
  Takings takings = {};
  std::int64_t units = 0;
  std::string name;
};

struct ByProduct {
  std::map<Ulid, ProductTakings> products;
  Takings unassigned;  // refunds of amounts that are of no product
};

// "units captured refunded name": the counters of store/daily_turnover.lua.
ProductTakings read_product(std::string_view counters);

struct TurnoverDay {
  describe::Date day;
  describe::Balance captured, refunded, net;
  std::int64_t orders;
};
BOOST_DESCRIBE_STRUCT(TurnoverDay, (), (day, captured, refunded, net, orders))

struct TurnoverProduct {
  Ulid product_id;
  std::string name;  // its latest in these days
  std::int64_t units;
  describe::Balance captured, refunded, net;
};
BOOST_DESCRIBE_STRUCT(TurnoverProduct, (), (product_id, name, units, captured, refunded, net))

struct OtherProducts {
  std::int64_t products = 0, units = 0;
  describe::Balance captured, refunded, net;
};
BOOST_DESCRIBE_STRUCT(OtherProducts, (), (products, units, captured, refunded, net))

struct Turnover {
  describe::Date from, to;
  Currency currency = shop_currency();
  std::optional<describe::Date> since;  // the first day from which all is counted; nothing: always
  describe::Balance captured, refunded, net;
  std::int64_t orders = 0;
  std::vector<TurnoverDay> days;          // all, also those without money
  std::vector<TurnoverProduct> products;  // the 100 that brought most
  OtherProducts other_products;
  describe::Balance unassigned_refunds;  // of amounts that are of no product
};
BOOST_DESCRIBE_STRUCT(Turnover, (),
                      (from, to, currency, since, captured, refunded, net, orders, days, products, other_products,
                       unassigned_refunds))

Turnover turnover_of(Days, const std::vector<DayTakings>& by_day, ByProduct by_product, std::optional<Day> since);

}  // namespace souk::payment
