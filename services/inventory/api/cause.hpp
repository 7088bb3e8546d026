// Who makes a request that changes a product, and why.
#pragma once

#include "auth/caller.hpp"
#include "inventory/domain/stock_ledger.hpp"
#include "rest/message.hpp"

namespace souk::inventory {

inline constexpr const char* about_reasons =
    "A change of stock, price or state is an entry of the product's ledger, with the query's `reason`.";

struct CauseQuery {
  std::optional<LedgerReason> reason;
};
BOOST_DESCRIBE_STRUCT(CauseQuery, (), (reason))

inline Cause cause_of(const http::Request& request, const std::optional<LedgerReason>& reason) {
  return {.who = auth::caller_of(request), .reason = reason ? reason->value() : ""};
}

template <class Body>
struct Caused {
  Body body;
  Cause cause;
};

// The cause and the body of a request, or the faults of one of them.
template <class Body>
Outcome<Caused<Body>> read_caused(const http::Request& request) {
  auto query = rest::read_query<CauseQuery>(request);
  if (!query) return std::unexpected(std::move(query.error()));
  auto body = rest::read_body<Body>(request);
  if (!body) return std::unexpected(std::move(body.error()));
  return Caused<Body>{std::move(*body), cause_of(request, query->reason)};
}

}  // namespace souk::inventory
