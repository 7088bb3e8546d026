// What the use cases need to know of products. Implemented by Catalogue (asks inventory) and by a map in unit tests.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <unordered_map>
#include <vector>

#include "base/refusal.hpp"
#include "contracts/product.hpp"

namespace souk::payment {

using boost::asio::awaitable;

using OffersById = std::unordered_map<Ulid, Outcome<contracts::ProductOffer>>;

// Both members throw Unavailable when inventory is down.
class Offers {
 public:
  virtual ~Offers() = default;

  // Refused: product_not_found.
  virtual awaitable<Outcome<contracts::ProductOffer>> find(Ulid id) = 0;
  // Fetches each product once, all at the same time.
  virtual awaitable<OffersById> find_all(std::vector<Ulid> ids) = 0;
};

}  // namespace souk::payment
