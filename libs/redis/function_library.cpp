#include "redis/function_library.hpp"

namespace souk::redis {

FunctionLibrary FunctionLibrary::of(std::string_view name, std::initializer_list<std::string_view> parts) {
  FunctionLibrary library{std::string(name), {}};
  library.code.append("#!lua name=").append(name).append("\nlocal SERVICE = '").append(name).append("'\n");
  for (const auto part : parts) {
    library.code.append(part);
    if (!part.ends_with('\n')) library.code += '\n';
  }
  return library;
}

}  // namespace souk::redis
