// The ids of orders and their lines.
#pragma once

#include "base/partition.hpp"

namespace souk::payment {

// Line `number` (from 1) of an order of several lines, in the partition of its product. It differs from its order only
// in the low 16 bits, where the order itself has number 0; so no two are equal (docs/decisions/0025).
inline Ulid line_pk(const Ulid& order, unsigned number, Partition partition, unsigned partitions) {
  return order.with_low16(static_cast<std::uint16_t>(number * partitions + partition));
}

// The pk of an order of several lines, from a new id. Its partition is as random as the id.
inline Ulid cart_pk(const Ulid& id, unsigned partitions) {
  return line_pk(id, 0, partition_of(id, partitions), partitions);
}

}  // namespace souk::payment
