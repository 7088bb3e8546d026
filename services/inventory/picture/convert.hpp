#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/picture/kind.hpp"

namespace souk::picture {

inline constexpr int widths[] = {320, 640, 1280};  // of what is made; a picture is never enlarged
inline constexpr int max_side = 16'000;            // pixels
inline constexpr long max_pixels = 50'000'000;
inline constexpr int max_ratio = 10;  // the longer side to the shorter one

struct Rendition {
  int width;
  int height;
  std::string webp;
};

// Prepares libvips, so that convert() needs to open no file any more.
void prepare();

// The picture in each of `widths` below its own and in its own, or in all of them: upright, in sRGB, without metadata,
// the widest last. Of an animation the first picture. Not expected: a sentence that says why not.
std::expected<std::vector<Rendition>, std::string> convert(std::string_view bytes, Kind);

}  // namespace souk::picture
