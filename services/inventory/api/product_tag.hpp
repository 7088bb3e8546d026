// The ETag of a product in a request: "<version>-<available>", or "<version>", the older form (docs/decisions/0018).
#pragma once

#include "http/message.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

// The part that If-Match compares. A writer must have seen the version; `available` changes with every order.
std::string_view version_of(std::string_view tag);

// The demands of If-Match and If-None-Match on the product that a request writes.
Expected expected_of(const http::Request&);

}  // namespace souk::inventory
