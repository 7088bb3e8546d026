// The refusals of payment, in addition to those of every API.
#pragma once

#include "base/refusal.hpp"

namespace souk::payment {

inline constexpr Code product_not_found{"product_not_found", 404, "Product not found"};
inline constexpr Code order_not_found{"order_not_found", 404, "Order not found"};
inline constexpr Code sold_out{"sold_out", 409, "Sold out"};
inline constexpr Code insufficient_stock{"insufficient_stock", 409, "Insufficient stock"};
inline constexpr Code not_on_sale{"not_on_sale", 409, "Not on sale"};
inline constexpr Code limit_reached{"limit_reached", 409, "Limit reached"};
inline constexpr Code sign_in_required{"sign_in_required", 401, "Sign in required"};
inline constexpr Code too_many_unpaid_orders{"too_many_unpaid_orders", 429, "Too many unpaid orders"};
inline constexpr Code challenge_required{"challenge_required", 428, "Challenge required"};
inline constexpr Code idempotency_key_reused{"idempotency_key_reused", 422, "Idempotency key reused"};

inline std::unexpected<Refusal> key_was_reused() {
  return refuse(idempotency_key_reused, "The key was used with another body.");
}

inline constexpr Code already_paid{"already_paid", 409, "Already paid"};
inline constexpr Code not_paid{"not_paid", 409, "Not paid"};
inline constexpr Code already_shipped{"already_shipped", 409, "Already shipped"};
inline constexpr Code refund_exceeds_captured{"refund_exceeds_captured", 409, "Refund exceeds what was captured"};

inline constexpr Code mail_not_found{"mail_not_found", 404, "Mail not found"};
inline constexpr Code no_payment_provider{"no_payment_provider", 409, "No payment provider"};
inline constexpr Code notification_refused{"notification_refused", 400, "Notification refused"};

inline constexpr Code wrong_code{"wrong_code", 403, "Wrong code"};
inline constexpr Code other_origin{"other_origin", 403, "Other origin"};

}  // namespace souk::payment
