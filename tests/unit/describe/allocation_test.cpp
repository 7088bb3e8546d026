// Counts allocations by replacing operator new in this program.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "unit/describe/shop.hpp"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (auto memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace souk::describe {
namespace {

TEST(WriteJson, only_the_output_is_allocated) {
  const std::vector products(3, shop::lamp());
  std::string out;
  out.reserve(4096);
  const auto before = allocations;
  write_json(products, out);
  EXPECT_EQ(allocations, before);
  EXPECT_GT(out.size(), 3 * 150u);
}

}  // namespace
}  // namespace souk::describe
