#pragma once

#include <boost/asio/awaitable.hpp>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "payment/provider/stripe_objects.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// The sessions of an order. Stripe cannot list those of a reference, so all of a time are read. Orders that ask while a
// search is under way share the next one: a thousand that were refused at once cost two searches.
class SessionSearch {
 public:
  using Page = std::expected<StripeList<StripeSession>, ProviderAnswer>;
  using Sessions = std::expected<std::vector<StripeSession>, ProviderAnswer>;

  // `read` reads the page of a target.
  explicit SessionSearch(std::function<awaitable<Page>(std::string target)> read) : read_(std::move(read)) {}

  // All of the order, if it was first asked for at `asked_at`, that were opened before this call.
  awaitable<Sessions> of(Ulid pk, Timestamp asked_at);

 private:
  struct Search;
  awaitable<void> run(std::shared_ptr<Search>);
  awaitable<void> read_pages(Search&);

  std::function<awaitable<Page>(std::string target)> read_;
  std::shared_ptr<Search> under_way_, next_;
};

}  // namespace souk::payment
