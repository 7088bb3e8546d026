#pragma once

#include <optional>
#include <string_view>

namespace souk::picture {

enum class Kind { jpeg, png, webp, avif };

// What a file is by its first bytes; its name and Content-Type do not matter. Nothing: none of these.
std::optional<Kind> kind_of(std::string_view bytes);

}  // namespace souk::picture
