#include "payment/domain/customer_term.hpp"

#include <charconv>
#include <string_view>

namespace souk::payment {

Partition partition_of(const TermDigest& digest, unsigned partitions) {
  unsigned first = 0;  // 16 bits
  const auto text = std::string_view(digest.value()).substr(0, 4);
  std::from_chars(text.data(), text.data() + text.size(), first, 16);
  return first % partitions;
}

}  // namespace souk::payment
