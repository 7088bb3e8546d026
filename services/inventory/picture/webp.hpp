#pragma once

#include <string>
#include <string_view>

namespace souk::picture {

// A WebP with its pixels alone: no EXIF (where and by whom a picture was taken), no XMP, no colour profile. The `strip`
// of libvips 8.14.1 leaves them in. `webp` is what an encoder of ours wrote.
std::string without_metadata(std::string_view webp);

}  // namespace souk::picture
