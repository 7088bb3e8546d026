#pragma once

#include <string>
#include <string_view>

namespace souk::inventory {

// What two names have in common that a person reads as the same: compatibility forms and cases folded (NFKC, Unicode's
// full case folding), invisible characters left out, white space joined and trimmed. Never empty for a name.
std::string name_key(std::string_view name);

}  // namespace souk::inventory
