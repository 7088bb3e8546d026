#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

#include "payment/store/order_store.hpp"

namespace souk::payment {

// Erases an order's mails that are files.
using EraseMails = std::function<void(const Ulid& pk)>;

// Erases the customer of an order, and its mails. A repeat finishes what another one left. Refused: order_not_found.
// Throws Unavailable when Redis is down; throws what `erase_mails` throws.
awaitable<Outcome<void>> erase_customer(OrderStore&, EraseMails erase_mails, Ulid pk);

}  // namespace souk::payment
