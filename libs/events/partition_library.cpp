#include "events/partition_library.hpp"

namespace souk::embedded {
std::string_view partition_lua();
}

namespace souk::events {

redis::FunctionLibrary library(std::string_view service, std::string_view functions) {
  return redis::FunctionLibrary::of(service, {embedded::partition_lua(), functions});
}

}  // namespace souk::events
