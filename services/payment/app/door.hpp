#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"
#include "payment/domain/demand.hpp"
#include "payment/domain/order.hpp"
#include "payment/domain/visitor.hpp"
#include "payment/store/challenge.hpp"
#include "payment/store/door_store.hpp"
#include "payment/store/offers.hpp"

namespace souk::payment {

// Which orders need a proof of work.
enum class Challenges { off, in_demand, always };

struct DoorRules {
  Challenges challenges = Challenges::in_demand;
  double rate = 100;        // orders of a product in a second that make it one in demand
  unsigned work = 100'000;  // hashes that a challenge takes at most
  unsigned unpaid = 3;      // open unpaid orders of a buyer, or of guests at an address; 0: any number
};

// What stands before an order that could be placed: a proof of work while its product is in demand, and room for one
// more unpaid order. Nobody is challenged for an address. Every coroutine throws Unavailable when Redis is down.
class Door {
 public:
  static constexpr std::chrono::minutes valid{5};  // a challenge

  using Now = std::function<std::optional<TimeRange>(const Ulid& product)>;
  using Note = std::function<void(const Visit&)>;
  // `note` is called with every order that was placed.
  Door(DoorStore& store, DoorRules rules, Now now, Note note)
      : store_(store), rules_(rules), now_(std::move(now)), note_(std::move(note)), demand_(rules.rate) {}

  // For the first of the products that is in demand; nothing: none is.
  awaitable<std::optional<std::string>> challenge(const std::vector<WantedLine>&, const OffersById&, Visitor);

  // Counts an order. Returns the product for which it needs a solution; nothing: it needs none.
  std::optional<Ulid> ordered(const std::vector<WantedLine>&, const OffersById&);

  // Uses the solution of an order. `order` names it: its repeat may use the solution again.
  // Refused: challenge_required, with a new challenge.
  awaitable<Outcome<void>> admit(Ulid product, Visitor, std::string order);

  // Refused: too_many_unpaid_orders, with the seconds after which there is room in `retry_after`.
  awaitable<Outcome<void>> hold(Ulid pk, Milliseconds, Visitor);

  void placed(const Ulid& pk, const Visitor& visitor) const { note_({pk, visitor.address, visitor.buyer}); }

 private:
  std::optional<Ulid> in_demand(const std::vector<WantedLine>&, const OffersById&) const;
  awaitable<std::string> new_challenge(Ulid product, std::string visitor);
  Timestamp now(const Ulid& product) const;

  DoorStore& store_;
  DoorRules rules_;
  Now now_;
  Note note_;
  Demand demand_;
};

}  // namespace souk::payment
