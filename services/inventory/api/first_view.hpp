// What a page shows until its script runs: the pictures, which take longest to load, where the script will show them.
// The classes are in client/src/styles.css.
#pragma once

#include <string>
#include <vector>

#include "inventory/api/shown_product.hpp"

namespace souk::inventory {

inline constexpr std::size_t first_products = 4;  // as many as a phone shows at once

std::string start_view(const std::vector<ShownProduct>& newest);  // of a shop without products empty
// `name`: of the product, or of its group.
std::string product_view(const std::string& name, const ShownProduct&);

}  // namespace souk::inventory
