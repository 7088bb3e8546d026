#include "payment/catalogue/catalogue.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "payment/domain/refusals.hpp"

namespace souk::payment {

namespace asio = boost::asio;
using contracts::ProductOffer;

namespace {

std::unexpected<Refusal> not_found(const Ulid& id) {
  return refuse(product_not_found, "There is no product " + id.text() + ".");
}

}  // namespace

Catalogue::Catalogue(boost::asio::any_io_executor executor, http::Client& inventory)
    : executor_(std::move(executor)), inventory_(inventory) {}

awaitable<Outcome<ProductOffer>> Catalogue::find(Ulid id) {
  if (const auto* offer = cached(id)) co_return *offer;
  if (!following_) co_return co_await fetch(id);  // a request under way may be older than the last change

  if (auto running = lookups_.find(id); running != lookups_.end()) {
    const auto lookup = running->second;
    co_await lookup->answered.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (lookup->failure) std::rethrow_exception(lookup->failure);
    if (lookup->offer) co_return *lookup->offer;
    co_return co_await fetch(id);  // the caller that fetched it was cancelled
  }

  const auto lookup = std::make_shared<Lookup>(boost::asio::steady_timer(executor_, SteadyClock::time_point::max()));
  lookups_[id] = lookup;
  struct Done {
    Catalogue& catalogue;
    const Ulid& id;
    Lookup& lookup;
    ~Done() {
      lookup.answered.cancel();
      if (!lookup.outdated) catalogue.lookups_.erase(id);
    }
  } done{*this, id, *lookup};
  try {
    lookup->offer = co_await fetch(id);
  } catch (const Unavailable&) {
    lookup->failure = std::current_exception();
    throw;
  }
  if (*lookup->offer && !lookup->outdated) store(**lookup->offer);
  co_return *lookup->offer;
}

awaitable<std::unordered_map<Ulid, Outcome<ProductOffer>>> Catalogue::find_all(std::vector<Ulid> ids) {
  std::unordered_map<Ulid, Outcome<ProductOffer>> offers;
  std::vector<Ulid> missing;
  for (const auto& id : ids) {
    const auto* known = cached(id);
    if (offers.try_emplace(id, known ? *known : ProductOffer{}).second && !known) missing.push_back(id);
  }
  if (missing.empty()) co_return offers;

  const auto begin = [this](const Ulid& id) { return asio::co_spawn(executor_, find(id), asio::deferred); };
  std::vector<std::invoke_result_t<decltype(begin), const Ulid&>> finds;
  for (const auto& id : missing) finds.push_back(begin(id));
  auto [order, failures, found] = co_await asio::experimental::make_parallel_group(std::move(finds))
                                      .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (failures[i]) std::rethrow_exception(failures[i]);
    offers.at(missing[i]) = std::move(found[i]);
  }
  co_return offers;
}

const ProductOffer* Catalogue::cached(const Ulid& id) const {
  const auto known = known_.find(id);
  return known != known_.end() && SteadyClock::now() - known->second.since < most_age ? &known->second.offer : nullptr;
}

// no-cache: a cached answer of inventory may be older than the change that caused this request.
awaitable<Outcome<ProductOffer>> Catalogue::fetch(Ulid id) {
  auto response = co_await inventory_.get("/products/" + id.text(), {{"Cache-Control", "no-cache"}});
  if (response.status == 404) co_return not_found(id);
  if (response.status != 200)
    throw Unavailable(Dependency::service, "inventory answered " + std::to_string(response.status));
  auto offer = describe::from_answer<ProductOffer>(response.body);
  if (!offer)
    throw Unavailable(Dependency::service, "inventory's answer could not be read: " + offer.error().front().msg);
  if (offer->state == contracts::SaleState::draft)
    co_return not_found(id);  // a shop without a token shows drafts to all
  co_return std::move(*offer);
}

void Catalogue::store(const ProductOffer& offer) {
  if (known_.size() >= capacity) known_.erase(known_.begin());
  known_.insert_or_assign(offer.id, Known{offer, SteadyClock::now()});
}

void Catalogue::changed(const Ulid& id) {
  known_.erase(id);
  if (auto lookup = lookups_.extract(id)) lookup.mapped()->outdated = true;
}

void Catalogue::following(bool complete) {
  following_ = complete;
  known_.clear();
  for (auto& [id, lookup] : lookups_) lookup->outdated = true;
  lookups_.clear();
}

}  // namespace souk::payment
