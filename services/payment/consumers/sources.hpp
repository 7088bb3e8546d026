#pragma once

#include <vector>

#include "events/consumer.hpp"

namespace souk::payment {

// inventory's streams and their effect on orders: stock_reserved is noted immediately and settles after the delay;
// stock_rejected rejects; refund_order refunds. And payment's own: the messages between an order of several lines and
// its lines, which are relayed, and order_reserved, which settles after the delay.
std::vector<events::Source> sources(unsigned partitions, Milliseconds settle_delay);

// payment's own streams, and the group that reads each of them.
std::vector<events::Outgoing> outgoing();

}  // namespace souk::payment
