#pragma once

#include <string>

#include "http/message.hpp"

namespace souk::http {

// The client's address, for counting. It is the peer's address; if the peer is this machine (a gateway), it is the one
// in X-Real-IP. An IPv6 client counts as its network of 64 bits, which usually belongs to one customer.
std::string client_address(const Request&);

}  // namespace souk::http
