#pragma once

#include "base/partition.hpp"
#include "base/ulid.hpp"
#include "contracts/events.hpp"
#include "payment/domain/decision_keys.hpp"
#include "redis/command.hpp"
#include "redis/keys.hpp"

namespace souk::payment {

// A call of a function that decides about an order, with its keys and its pk.
inline redis::Call deciding(std::string_view function, const Ulid& pk, unsigned partitions) {
  const auto p = partition_of(pk, partitions);
  redis::Call call{std::string(function)};
  for (const auto output : decision_keys) call.key(redis::key(contracts::payment, p, output));
  call.key(redis::key(contracts::payment, p, "order", pk.text()));
  call.key(redis::key(contracts::payment, p, "ledger", pk.text()));
  call.arg(pk.text());
  return call;
}

}  // namespace souk::payment
