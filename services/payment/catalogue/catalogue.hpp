#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/refusal.hpp"
#include "contracts/product.hpp"
#include "http/client.hpp"
#include "payment/store/offers.hpp"

namespace souk::payment {

using boost::asio::awaitable;

// Payment's knowledge of products: fetched from inventory over HTTP, cached, and dropped on product_changed. While that
// stream cannot be followed, nothing is cached. The available stock is only a hint and never decides.
class Catalogue final : public Offers {
 public:
  static constexpr std::size_t capacity = 50'000;      // products; one more replaces an arbitrary one
  static constexpr std::chrono::seconds most_age{30};  // then a product is fetched again in any case

  Catalogue(boost::asio::any_io_executor, http::Client& inventory);

  // Concurrent calls for a product share one request and its result, as long as changes are reported.
  awaitable<Outcome<contracts::ProductOffer>> find(Ulid id) override;
  awaitable<OffersById> find_all(std::vector<Ulid> ids) override;

  void changed(const Ulid& id);   // product_changed
  void following(bool complete);  // whether every change from now on is reported

 private:
  // A request and its result. `outdated`: the product changed during the request, so the result is only for earlier
  // callers and is not cached.
  struct Lookup {
    boost::asio::steady_timer answered;
    bool outdated = false;
    std::optional<Outcome<contracts::ProductOffer>> offer = {};
    std::exception_ptr failure;
  };
  struct Known {
    contracts::ProductOffer offer;
    SteadyClock::time_point since;
  };
  const contracts::ProductOffer* cached(const Ulid& id) const;
  awaitable<Outcome<contracts::ProductOffer>> fetch(Ulid id);
  void store(const contracts::ProductOffer& offer);

  boost::asio::any_io_executor executor_;
  http::Client& inventory_;
  bool following_ = false;
  std::unordered_map<Ulid, Known> known_;
  std::unordered_map<Ulid, std::shared_ptr<Lookup>> lookups_;
};

}  // namespace souk::payment
