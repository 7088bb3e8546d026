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

namespace souk::payment {

using boost::asio::awaitable;

// What payment knows of the products: asked of inventory over HTTP, kept in memory, and dropped when product_changed
// says so. While that stream cannot be followed nothing is kept. What is available is a hint, never a decision.
class Catalogue {
 public:
  static constexpr std::size_t capacity = 50'000;      // products; one more pushes an arbitrary one out
  static constexpr std::chrono::seconds most_age{30};  // then a product is asked for again, come what may

  Catalogue(boost::asio::any_io_executor, http::Client& inventory);

  // Refused: product_not_found. Throws Unavailable when inventory is away. Concurrent finds of a product share one
  // request and what comes of it, while changes are told.
  awaitable<Outcome<contracts::ProductOffer>> find(Ulid id);

  // Each product once, at the same time.
  awaitable<std::unordered_map<Ulid, Outcome<contracts::ProductOffer>>> find_all(std::vector<Ulid> ids);

  void changed(const Ulid& id);   // product_changed
  void following(bool complete);  // is every change told from now on?

 private:
  // A request, and what came of it. `overtaken`: the product changed meanwhile, so the answer is for those who asked
  // before, and not kept.
  struct Asking {
    boost::asio::steady_timer answered;
    bool overtaken = false;
    std::optional<Outcome<contracts::ProductOffer>> offer = {};
    std::exception_ptr away;
  };
  struct Known {
    contracts::ProductOffer offer;
    SteadyClock::time_point since;
  };
  const contracts::ProductOffer* recall(const Ulid& id) const;
  awaitable<Outcome<contracts::ProductOffer>> ask(Ulid id);
  void keep(const contracts::ProductOffer& offer);

  boost::asio::any_io_executor executor_;
  http::Client& inventory_;
  bool following_ = false;
  std::unordered_map<Ulid, Known> known_;
  std::unordered_map<Ulid, std::shared_ptr<Asking>> asking_;
};

}  // namespace souk::payment
