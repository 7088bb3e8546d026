#include "payment/domain/order.hpp"

namespace souk::payment {

Outcome<void> orderable(const contracts::ProductOffer& product, Units quantity) {
  const auto available = product.available.value();
  if (available == 0) return refuse(Code::sold_out, product.name.value() + " is sold out.");
  if (available < quantity.value()) {
    return refuse(Code::insufficient_stock, "Only " + std::to_string(available) + " of " + product.name.value() +
                                                " are left, and " + std::to_string(quantity.value()) +
                                                " were ordered.");
  }
  return {};
}

}  // namespace souk::payment
