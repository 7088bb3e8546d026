#pragma once

#include <vector>

#include "events/consumer.hpp"

namespace souk::inventory {

// payment's streams and what they do to the stock: order_placed reserves, order_completed commits (or asks for a
// refund).
std::vector<events::Source> sources();

// inventory's own streams, and the group that reads each.
std::vector<events::Outgoing> outgoing();

}  // namespace souk::inventory
