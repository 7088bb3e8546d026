#include "payment/domain/payment_event.hpp"

namespace souk::payment {

std::string PaymentEvent::id() const {
  return describe::Scalar<PaymentEventKind>::text(kind) + ":" + object;
}

}  // namespace souk::payment
