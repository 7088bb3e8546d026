#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace souk::redis {

// A library of Redis Functions: its name and its code. A client that is given one makes sure, on every connection it
// opens, that this code is what is loaded (FUNCTION LIST WITHCODE, then FUNCTION LOAD REPLACE when it differs).
struct FunctionLibrary {
  std::string name;
  std::string code;  // begins with "#!lua name=<name>"

  // The parts, in order, share one Lua scope; `SERVICE` holds the library's name in all of them.
  static FunctionLibrary of(std::string_view name, std::initializer_list<std::string_view> parts);
};

}  // namespace souk::redis
