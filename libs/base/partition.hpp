#pragma once

#include <cassert>
#include <cstdint>

#include "base/ulid.hpp"

namespace souk {

// A part of the data. It lives in one Redis hash slot and has one writer. An id contains its partition: the low 16 bits
// of the ULID, modulo the number of partitions.
using Partition = unsigned;

inline constexpr unsigned max_partitions = 1024;

inline Partition partition_of(const Ulid& id, unsigned partitions) {
  return id.low16() % partitions;
}

// The same id with its low bits changed so that it lies in `partition`.
inline Ulid in_partition(const Ulid& id, Partition partition, unsigned partitions) {
  assert(partition < partitions && partitions <= max_partitions);
  unsigned bits = id.low16() / partitions * partitions + partition;
  if (bits > 0xffff) bits -= partitions;
  return id.with_low16(static_cast<std::uint16_t>(bits));
}

}  // namespace souk
