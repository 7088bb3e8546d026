// The parts of calls that the functions of products share.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "inventory/store/product_store.hpp"

namespace souk::inventory {

// Converts the refusal of a function.
std::unexpected<Refusal> refused(std::string_view word, const Ulid& id);

// In the form that the functions expect: "" or ",3,7,"; "*" or ",3-90,7-88,".
std::string expected_versions(const Expected&);
std::string excluded_states(const Expected&);

}  // namespace souk::inventory
