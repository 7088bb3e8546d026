#include "events/partition_library.hpp"
#include "payment/store/orders.hpp"

namespace souk::embedded {
std::string_view payment_lua();
}

namespace souk::payment {

redis::FunctionLibrary library() {
  return events::library("payment", embedded::payment_lua());
}

}  // namespace souk::payment
