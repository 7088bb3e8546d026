#include "payment/app/door.hpp"

#include "payment/domain/refusals.hpp"

namespace souk::payment {
namespace {

std::string_view why_not(Unsolved reason) {
  switch (reason) {
    case Unsolved::malformed:
      return "Challenge-Solution is not a challenge, a dot and a counter.";
    case Unsolved::foreign:
      return "The solution is of a challenge that was not made for this product and this visitor.";
    case Unsolved::expired:
      return "The challenge has expired.";
    case Unsolved::wrong:
      return "The counter does not solve the challenge.";
  }
  std::unreachable();
}

Refusal challenged(std::string_view why, std::string challenge) {
  std::string detail(why);
  detail += " Solve `challenge` and send the order again with Challenge-Solution: the challenge, a dot, the counter.";
  return {challenge_required, std::move(detail), {}, {{"challenge", std::move(challenge)}}};
}

Refusal too_many(Milliseconds wait) {
  const auto seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
  return {
      too_many_unpaid_orders,
      "There are too many unpaid orders from you, or from guests at your address: pay or cancel one, sign in, or try "
      "again in " +
          seconds + " s, when one of them ends.",
      {},
      {{"retry_after", seconds}}};
}

}  // namespace

// Of the server that decides about the product; while that is not known, of this machine.
Timestamp Door::now(const Ulid& product) const {
  const auto known = now_(product);
  return known ? known->latest : wall_clock();
}

std::optional<Ulid> Door::in_demand(const std::vector<WantedLine>& wanted, const OffersById& offers) const {
  if (rules_.challenges == Challenges::off) return std::nullopt;
  if (rules_.challenges == Challenges::always) return wanted.front().id;
  const auto time = SteadyClock::now();
  for (const auto& line : wanted) {
    const auto& offer = offers.at(line.id);
    if (!offer) continue;
    const bool starts = offer->sale_starts_at && Demand::starts_about_now(offer->sale_starts_at, now_(line.id));
    if (starts || demand_.is_ordered_often(line.id, time)) return line.id;
  }
  return std::nullopt;
}

awaitable<std::string> Door::new_challenge(Ulid product, std::string visitor) {
  const auto secret = co_await store_.secret();
  co_return payment::new_challenge(secret, {product, std::move(visitor)}, now(product) + valid, rules_.work);
}

awaitable<std::optional<std::string>> Door::challenge(const std::vector<WantedLine>& wanted, const OffersById& offers,
                                                      Visitor visitor) {
  const auto product = in_demand(wanted, offers);
  if (!product) co_return std::nullopt;
  co_return co_await new_challenge(*product, visitor.name());
}

std::optional<Ulid> Door::ordered(const std::vector<WantedLine>& wanted, const OffersById& offers) {
  if (rules_.challenges == Challenges::in_demand) {
    for (const auto& line : wanted) demand_.ordered(line.id, SteadyClock::now());
  }
  return in_demand(wanted, offers);
}

awaitable<Outcome<void>> Door::admit(Ulid product, Visitor visitor, std::string order) {
  std::string_view why = "Many want this product.";
  if (!visitor.solution.empty()) {
    const auto secret = co_await store_.secret();
    const auto time = now(product);
    auto solved = check_solution(secret, {product, visitor.name()}, visitor.solution, time);
    if (!solved) {
      why = why_not(solved.error());
    } else if (co_await store_.use_solution(std::move(solved->nonce), std::move(order), solved->expires - time)) {
      co_return Outcome<void>();
    } else {
      why = "The solution was used for another order.";
    }
  }
  co_return std::unexpected(challenged(why, co_await new_challenge(product, visitor.name())));
}

awaitable<Outcome<void>> Door::hold(Ulid pk, Milliseconds hold, Visitor visitor) {
  if (rules_.unpaid == 0) co_return Outcome<void>();
  const auto wait = co_await store_.take_hold(std::move(visitor), pk, hold, rules_.unpaid);
  if (wait) co_return std::unexpected(too_many(*wait));
  co_return Outcome<void>();
}

}  // namespace souk::payment
