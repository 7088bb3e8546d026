#include "payment/store/catalogue.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace souk::payment {

namespace asio = boost::asio;
using contracts::ProductOffer;

Catalogue::Catalogue(boost::asio::any_io_executor executor, http::Client& inventory)
    : executor_(std::move(executor)), inventory_(inventory) {}

awaitable<Outcome<ProductOffer>> Catalogue::find(Ulid id) {
  if (const auto* offer = recall(id)) co_return *offer;
  if (!following_) co_return co_await ask(id);  // the product may have changed since another asked

  if (auto under_way = asking_.find(id); under_way != asking_.end()) {
    const auto asking = under_way->second;
    co_await asking->answered.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (asking->away) std::rethrow_exception(asking->away);
    if (asking->offer) co_return *asking->offer;
    co_return co_await ask(id);  // the one who asked was cut off
  }

  const auto asking = std::make_shared<Asking>(boost::asio::steady_timer(executor_, SteadyClock::time_point::max()));
  asking_[id] = asking;
  struct Done {
    Catalogue& catalogue;
    const Ulid& id;
    Asking& asking;
    ~Done() {
      asking.answered.cancel();
      if (!asking.overtaken) catalogue.asking_.erase(id);
    }
  } done{*this, id, *asking};
  try {
    asking->offer = co_await ask(id);
  } catch (const Unavailable&) {
    asking->away = std::current_exception();
    throw;
  }
  if (*asking->offer && !asking->overtaken) keep(**asking->offer);
  co_return *asking->offer;
}

awaitable<std::unordered_map<Ulid, Outcome<ProductOffer>>> Catalogue::find_all(std::vector<Ulid> ids) {
  std::unordered_map<Ulid, Outcome<ProductOffer>> offers;
  std::vector<Ulid> asked;
  for (const auto& id : ids) {
    const auto* known = recall(id);
    if (offers.try_emplace(id, known ? *known : ProductOffer{}).second && !known) asked.push_back(id);
  }
  if (asked.empty()) co_return offers;

  const auto begin = [this](const Ulid& id) { return asio::co_spawn(executor_, find(id), asio::deferred); };
  std::vector<std::invoke_result_t<decltype(begin), const Ulid&>> finds;
  for (const auto& id : asked) finds.push_back(begin(id));
  auto [order, failures, found] = co_await asio::experimental::make_parallel_group(std::move(finds))
                                      .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (failures[i]) std::rethrow_exception(failures[i]);
    offers.at(asked[i]) = std::move(found[i]);
  }
  co_return offers;
}

const ProductOffer* Catalogue::recall(const Ulid& id) const {
  const auto known = known_.find(id);
  return known != known_.end() && SteadyClock::now() - known->second.since < most_age ? &known->second.offer : nullptr;
}

// no-cache: an answer from inventory's memory might be older than the change that made us ask.
awaitable<Outcome<ProductOffer>> Catalogue::ask(Ulid id) {
  auto response = co_await inventory_.get("/products/" + id.text(), {{"Cache-Control", "no-cache"}});
  if (response.status == 404) co_return refuse(Code::product_not_found, "There is no product " + id.text() + ".");
  if (response.status != 200)
    throw Unavailable(Dependency::service, "inventory answered " + std::to_string(response.status));
  auto offer = describe::from_answer<ProductOffer>(response.body);
  if (!offer)
    throw Unavailable(Dependency::service, "inventory's answer could not be read: " + offer.error().front().msg);
  co_return std::move(*offer);
}

void Catalogue::keep(const ProductOffer& offer) {
  if (known_.size() >= capacity) known_.erase(known_.begin());
  known_.insert_or_assign(offer.id, Known{offer, SteadyClock::now()});
}

void Catalogue::changed(const Ulid& id) {
  known_.erase(id);
  if (auto asking = asking_.extract(id)) asking.mapped()->overtaken = true;
}

void Catalogue::following(bool complete) {
  following_ = complete;
  known_.clear();
  for (auto& [id, asking] : asking_) asking->overtaken = true;
  asking_.clear();
}

}  // namespace souk::payment
