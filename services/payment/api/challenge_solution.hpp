#pragma once

#include <string_view>

namespace souk::payment {

// The request header with the solution of a challenge, which an order may need.
inline constexpr std::string_view challenge_solution_name = "Challenge-Solution";

}  // namespace souk::payment
