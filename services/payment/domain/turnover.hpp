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

// Orders, or lines of them, that were refused: by reason, a word such as "sold_out".
using Refusals = std::map<std::string, std::int64_t>;

struct RefusalCount {
  std::string reason;
  std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(RefusalCount, (), (reason, count))

// "sold_out 12 limit_reached 3": counters of store/daily_turnover.lua.
void add_refusals(std::string_view counters, Refusals&);
std::vector<RefusalCount> shown(const Refusals&);  // the most first

struct DayTakings {
  Takings takings = {};
  std::int64_t orders = 0;
  Refusals refusals = {};
};

struct ProductTakings {
  Takings takings = {};
  std::int64_t units = 0;
  std::string name;  // empty: nothing of it was sold
  Refusals refusals = {};
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
  std::vector<RefusalCount> refusals = {};
};
BOOST_DESCRIBE_STRUCT(TurnoverDay, (), (day, captured, refunded, net, orders, refusals))

struct TurnoverProduct {
  Ulid product_id;
  std::string name;  // its latest in these days; empty: nothing was sold, and there is no such product any more
  std::int64_t units;
  describe::Balance captured, refunded, net;
  std::optional<std::int64_t> left = {};          // units that can be ordered now; nothing: not known
  std::optional<std::int64_t> sell_through = {};  // of 100 units that were sold or are left, those sold
  std::vector<RefusalCount> refusals = {};
};
BOOST_DESCRIBE_STRUCT(TurnoverProduct, (),
                      (product_id, name, units, captured, refunded, net, left, sell_through, refusals))

// Rounded down, so that 100 is sold out. Nothing: there is nothing to sell.
std::optional<std::int64_t> sell_through(std::int64_t sold, std::int64_t left);

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
  std::vector<RefusalCount> refusals = {};
};
BOOST_DESCRIBE_STRUCT(Turnover, (),
                      (from, to, currency, since, captured, refunded, net, orders, days, products, other_products,
                       unassigned_refunds, refusals))

// Of one product.
struct ProductTurnover {
  Ulid product_id;
  describe::Date from, to;
  Currency currency = shop_currency();
  std::int64_t units = 0;
  describe::Balance captured, refunded, net;
  std::vector<RefusalCount> refusals = {};
};
BOOST_DESCRIBE_STRUCT(ProductTurnover, (), (product_id, from, to, currency, units, captured, refunded, net, refusals))

ProductTurnover turnover_of(Ulid product_id, Days, const ProductTakings&);

Turnover turnover_of(Days, const std::vector<DayTakings>& by_day, ByProduct by_product, std::optional<Day> since);

}  // namespace souk::payment
