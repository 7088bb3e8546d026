#include "payment/domain/quote.hpp"

#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

std::optional<LineRefusal> refusal_of(const Outcome<void>& allowed) {
  if (allowed) return std::nullopt;
  const auto code = allowed.error().code;
  return code == validation_failed ? LineRefusal::limit_per_order
                                   : describe::Scalar<LineRefusal>::from_text(code.word).value();
}

}  // namespace

QuotedLine quote_line(const WantedLine& wanted, const Outcome<contracts::ProductOffer>& offer, unsigned fee_percent,
                      const Moment& moment) {
  QuotedLine line{.product_id = wanted.id, .quantity = wanted.quantity};
  if (!offer) {
    line.refusal = LineRefusal::product_not_found;
    return line;
  }
  const auto costs = line_of(new_line(wanted, &*offer, fee_percent));
  line.price = costs.price;
  line.fee = costs.fee;
  line.total = costs.total;
  line.amount = costs.amount;
  line.refusal = refusal_of(orderable(*offer, wanted.quantity, moment));
  return line;
}

Quote quote_of(std::vector<QuotedLine> lines) {
  Money goods, fees, amount;
  for (const auto& line : lines) {
    if (line.refusal) continue;
    goods = goods + line.price.value() * line.quantity.value();
    fees = fees + line.fee.value() * line.quantity.value();
    amount = amount + line.amount.value();
  }
  return {shop_currency(), std::move(lines), Quote::Part(goods), Quote::Part(fees), Quote::Amount(amount)};
}

}  // namespace souk::payment
