#include "payment/app/order_finder.hpp"

#include <algorithm>
#include <iterator>

namespace souk::payment {
namespace {

// Those of `some` that are in `others`; both are newest first.
std::vector<Ulid> in_both(const std::vector<Ulid>& some, const std::vector<Ulid>& others) {
  std::vector<Ulid> both;
  std::ranges::set_intersection(some, others, std::back_inserter(both), std::ranges::greater{});
  return both;
}

}  // namespace

awaitable<Page> OrderFinder::page(CustomerQuery query, std::size_t limit, OrderFilter filter) {
  co_return co_await list_.page_of(co_await search(query), limit, filter);
}

// While a client must wait, a right pair is refused, too: the answer says nothing about a guess.
awaitable<std::expected<Order, NotFound>> OrderFinder::find(std::string client, OrderNumber number, Email email) {
  if (const auto wait = guesses_.wait(client)) co_return std::unexpected(NotFound{wait});
  const CustomerQuery query{.number = std::move(number), .email = std::move(email), .name = {}};
  for (const auto& pk : co_await search(query)) {
    auto order = co_await orders_.find(pk);
    if (order && order->customer) co_return std::move(*order);  // else erased a moment ago
  }
  guesses_.failed(client);
  co_return std::unexpected(NotFound());
}

awaitable<std::vector<Ulid>> OrderFinder::search(const CustomerQuery& query) {
  std::vector<std::vector<Ulid>> found;
  if (query.number) found.push_back(co_await customers_.with_number(*query.number, most));
  if (query.email) found.push_back(co_await customers_.with_email(*query.email, most));
  if (query.name) found.push_back(co_await customers_.with_name(query.name->value(), most));
  auto pks = std::move(found.front());
  for (std::size_t i = 1; i < found.size(); ++i) pks = in_both(pks, found[i]);
  co_return pks;
}

}  // namespace souk::payment
