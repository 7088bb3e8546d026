// The ETag of a product in a request: "<version>-<available>", or "<version>" as it was before (docs/decisions/0018).
#pragma once

#include "http/message.hpp"
#include "inventory/store/products.hpp"

namespace souk::inventory {

// What If-Match compares: a writer must have seen the version; what is available moves with every order.
std::string_view version_of(std::string_view tag);

// What If-Match and If-None-Match demand of the product that a request writes.
Expected expected_of(const http::Request&);

}  // namespace souk::inventory
