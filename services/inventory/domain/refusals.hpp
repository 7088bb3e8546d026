// The refusals of inventory, in addition to those of every API.
#pragma once

#include "base/refusal.hpp"

namespace souk::inventory {

inline constexpr Code product_not_found{"product_not_found", 404, "Product not found"};
inline constexpr Code group_not_found{"group_not_found", 404, "Group not found"};
inline constexpr Code group_in_use{"group_in_use", 409, "Group has products"};
inline constexpr Code stock_reserved{"stock_reserved", 409, "Stock is reserved"};
inline constexpr Code image_not_found{"image_not_found", 404, "Picture not found"};
inline constexpr Code image_not_supported{"image_not_supported", 422, "Picture not supported"};
inline constexpr Code images_changed{"images_changed", 409, "Pictures have changed"};
inline constexpr Code too_many_images{"too_many_images", 409, "Too many pictures"};
inline constexpr Code idempotency_key_reused{"idempotency_key_reused", 422, "Idempotency key reused"};
inline constexpr Code page_not_found{"page_not_found", 404, "Page not found"};

}  // namespace souk::inventory
