// The hash of an order, and that of its customer.
#pragma once

#include <optional>

#include "describe/describe.hpp"
#include "payment/domain/order.hpp"
#include "redis/reply.hpp"

namespace souk::payment {

// The fields that are known when an order is placed.
describe::Fields fields_of(const OrderRecord&);

// Both read a reply of HGETALL. Nothing: there is no such order (a line of an order is none), no such customer.
std::optional<OrderRecord> record_of(const redis::Reply&);
std::optional<Customer> read_customer(const redis::Reply&);

}  // namespace souk::payment
