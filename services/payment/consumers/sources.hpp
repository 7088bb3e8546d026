#pragma once

#include <vector>

#include "events/consumer.hpp"

namespace souk::payment {

// inventory's streams and what they do to the orders: stock_reserved is noted at once and settles after the delay,
// stock_rejected rejects, refund_order refunds.
std::vector<events::Source> sources(Milliseconds settle_delay);

// payment's own streams, and the group that reads each.
std::vector<events::Outgoing> outgoing();

}  // namespace souk::payment
