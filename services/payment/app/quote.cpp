#include "payment/app/checkout.hpp"

namespace souk::payment {

awaitable<Quote> Checkout::quote(NewQuote wanted, std::optional<contracts::CustomerId> buyer) {
  std::vector<Ulid> ids;
  for (const auto& line : wanted.lines) ids.push_back(line.id);
  const auto offers = co_await offers_.find_all(std::move(ids));
  std::vector<QuotedLine> lines;
  for (const auto& line : wanted.lines) {
    lines.push_back(quote_line(line, offers.at(line.id), fee_percent_, {buyer, now_(line.id)}));
  }
  co_return quote_of(std::move(lines));
}

}  // namespace souk::payment
