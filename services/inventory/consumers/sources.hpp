#pragma once

#include <vector>

#include "events/consumer.hpp"

namespace souk::inventory {

// payment's streams and their effect on stock: order_placed reserves; order_completed commits, or requests a refund.
std::vector<events::Source> sources();

// inventory's own streams, and the group that reads each of them.
std::vector<events::Outgoing> outgoing();

}  // namespace souk::inventory
