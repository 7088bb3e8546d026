#include "payment/domain/order.hpp"

#include <utility>

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

// Of an order that has been refunded it is known that it was completed, and of that one that stock was reserved.
int steps(const Order& order) {
  switch (order.status) {
    case Status::pending:
      return 1;
    case Status::rejected:
      return 2;
    case Status::completed:
      return 3;
    case Status::refunded:
      return 4;
  }
  std::unreachable();
}

}  // namespace souk::payment
