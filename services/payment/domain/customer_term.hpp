// What an order can be found by that has a customer or a signed-in buyer. The terms are messages on payment's own
// stream, from the order's partition to that of the term. The relay brings them.
#pragma once

#include <boost/describe.hpp>

#include "base/partition.hpp"
#include "describe/describe.hpp"

namespace souk::payment {

// The keyed hash of a number, an e-mail address or a word of a name, or the id of a buyer: hexadecimal digits.
using TermDigest = describe::Text<32, 32>;

enum class TermChange { add, remove };
BOOST_DESCRIBE_ENUM(TermChange, add, remove)

struct CustomerTerm {
  static constexpr std::string_view stream = "customer_terms";
  Ulid pk;
  TermDigest digest;
  TermChange change;
};
BOOST_DESCRIBE_STRUCT(CustomerTerm, (), (pk, digest, change))

// From the digest, so that the terms spread. The same on every machine.
Partition partition_of(const TermDigest&, unsigned partitions);

}  // namespace souk::payment
