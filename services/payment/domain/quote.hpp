// What products cost now, computed by the rules of an order.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <vector>

#include "payment/domain/order.hpp"

namespace souk::payment {

struct NewQuote {
  describe::List<WantedLine, 1, 100> lines;
};
BOOST_DESCRIBE_STRUCT(NewQuote, (), (lines))

// Why an order for a line would be refused now.
enum class LineRefusal {
  sold_out,
  insufficient_stock,
  product_not_found,
  not_on_sale,
  limit_per_order,
  limit_reached,
  sign_in_required
};
BOOST_DESCRIBE_ENUM(LineRefusal, sold_out, insufficient_stock, product_not_found, not_on_sale, limit_per_order,
                    limit_reached, sign_in_required)

struct QuotedLine {
  Ulid product_id;
  Units quantity;
  std::optional<Money> price = {}, fee = {}, total = {}, amount = {};  // as in an order; absent for product_not_found
  std::optional<LineRefusal> refusal = {};
};
BOOST_DESCRIBE_STRUCT(QuotedLine, (), (product_id, quantity, price, fee, total, amount, refusal))

struct Quote {
  static constexpr auto dearest =
      100 * contracts::max_price * contracts::max_units;  // the goods of 100 lines; the limit of fees is the same
  using Part = describe::Amount<dearest>;
  using Amount = describe::Amount<2 * dearest>;
  Currency currency;
  std::vector<QuotedLine> lines;  // in the order of the request
  // Sums over the lines that would not be refused: prices times quantities, fees times quantities, and their total.
  Part goods, fees;
  Amount amount;
};
BOOST_DESCRIBE_STRUCT(Quote, (), (currency, lines, goods, fees, amount))

QuotedLine quote_line(const WantedLine&, const Outcome<contracts::ProductOffer>&, unsigned fee_percent,
                      const Moment& = {});
Quote quote_of(std::vector<QuotedLine>);

}  // namespace souk::payment
