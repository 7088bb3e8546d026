#pragma once

#include <utility>

namespace souk {

// Frees the memory that a value holds. `value = {}` would keep the capacity of a string or vector.
template <class T>
void release(T& value) {
  [[maybe_unused]] const T freed = std::move(value);
}

}  // namespace souk
