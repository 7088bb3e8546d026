#include <string>

#include "events/partition_library.hpp"
#include "inventory/store/products.hpp"

namespace souk::embedded {
std::string_view inventory_lua();
std::string_view pages_lua();
std::string_view product_images_lua();
std::string_view stock_ledger_lua();
std::string_view groups_lua();
}  // namespace souk::embedded

namespace souk::inventory {

redis::FunctionLibrary library() {
  return events::library("inventory",
                         std::string(embedded::stock_ledger_lua())  // first: inventory.lua uses it
                             .append(embedded::inventory_lua())
                             .append(embedded::pages_lua())
                             .append(embedded::product_images_lua())
                             .append(embedded::groups_lua()));
}

}  // namespace souk::inventory
