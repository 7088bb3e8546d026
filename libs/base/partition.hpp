#pragma once

#include <cassert>
#include <cstdint>

#include "base/ulid.hpp"

namespace souk {

// A part of the data that lives in one Redis hash slot and has one writer. Any id tells its own partition: the low
// 16 bits of the ULID, modulo the number of partitions.
using Partition = unsigned;

inline constexpr unsigned max_partitions = 1024;

inline Partition partition_of(const Ulid& id, unsigned partitions) {
  return id.low16() % partitions;
}

// The same id with its low bits moved so that it lies in `partition`.
inline Ulid in_partition(const Ulid& id, Partition partition, unsigned partitions) {
  assert(partition < partitions && partitions <= max_partitions);
  unsigned bits = id.low16() / partitions * partitions + partition;
  if (bits > 0xffff) bits -= partitions;
  return id.with_low16(static_cast<std::uint16_t>(bits));
}

}  // namespace souk
