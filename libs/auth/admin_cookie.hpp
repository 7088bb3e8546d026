// The name of the cookie that holds a session of the staff.
#pragma once

#include <string_view>

namespace souk::auth {

inline constexpr std::string_view admin_cookie = "souk_admin";

}  // namespace souk::auth
