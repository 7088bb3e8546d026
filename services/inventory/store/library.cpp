#include "events/partition_library.hpp"
#include "inventory/store/products.hpp"

namespace souk::embedded {
std::string_view inventory_lua();
}

namespace souk::inventory {

redis::FunctionLibrary library() {
  return events::library("inventory", embedded::inventory_lua());
}

}  // namespace souk::inventory
