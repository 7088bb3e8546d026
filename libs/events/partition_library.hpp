#pragma once

#include <string_view>

#include "redis/function_library.hpp"

namespace souk::events {

// A service's function library: partition.lua, then its own functions, which use apply_batch, now and register.
redis::FunctionLibrary library(std::string_view service, std::string_view functions);

}  // namespace souk::events
