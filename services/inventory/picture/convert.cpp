#include "inventory/picture/convert.hpp"

#include <vips/vips.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "inventory/picture/webp.hpp"

namespace souk::picture {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

constexpr int widest = widths[std::size(widths) - 1];
constexpr const char* damaged = "The picture is damaged or not complete: save it again and upload the new file";

std::unexpected<std::string> too_large() {
  return std::unexpected("A picture may have at most " + std::to_string(max_pixels / 1'000'000) +
                         " million pixels and " + std::to_string(max_side) + " on a side: make it smaller");
}

// Reads the header; the pixels follow when they are needed, from top to bottom. `shrink`: how many times smaller a JPEG
// is decoded.
Image picture_in(std::string_view bytes, Kind kind, int shrink = 1) {
  VipsImage* image = nullptr;
  auto* data = const_cast<char*>(bytes.data());  // only read
  const auto size = bytes.size();
  const auto access = VIPS_ACCESS_SEQUENTIAL;
  const auto fail_on = VIPS_FAIL_ON_TRUNCATED;
  switch (kind) {
    case Kind::jpeg:
      vips_jpegload_buffer(data, size, &image, "access", access, "fail_on", fail_on, "shrink", shrink, nullptr);
      break;
    case Kind::png:
      vips_pngload_buffer(data, size, &image, "access", access, "fail_on", fail_on, nullptr);
      break;
    case Kind::webp:
      vips_webpload_buffer(data, size, &image, "access", access, "fail_on", fail_on, nullptr);
      break;
    case Kind::avif:
      vips_heifload_buffer(data, size, &image, "access", access, "fail_on", fail_on, nullptr);
      break;
  }
  return Image(image);
}

std::expected<void, std::string> check_size(VipsImage* image) {
  const long width = vips_image_get_width(image), height = vips_image_get_height(image);
  if (width > max_side || height > max_side || width * height > max_pixels) return too_large();
  if (std::max(width, height) > max_ratio * std::min(width, height)) {
    return std::unexpected("The longer side of a picture may be at most " + std::to_string(max_ratio) +
                           " times the shorter one");
  }
  return {};
}

// A JPEG is decoded at half, a quarter or an eighth of its size when that is still enough on its shorter side.
int shrink_of(VipsImage* image) {
  const int side = std::min(vips_image_get_width(image), vips_image_get_height(image));
  for (const int shrink : {8, 4, 2}) {
    if (side / shrink >= widest) return shrink;
  }
  return 1;
}

// Upright, in sRGB, `width` wide; whatever height that is.
Image thumbnail(VipsImage* image, int width) {
  VipsImage* small = nullptr;
  vips_thumbnail_image(image, &small, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN, "export_profile", "srgb",
                       nullptr);
  return Image(small);
}

// The decoded pixels, which are read more than once.
Image in_memory(const Image& image) {
  return Image(image ? vips_image_copy_memory(image.get()) : nullptr);
}

bool append(std::vector<Rendition>& made, VipsImage* image) {
  void* data = nullptr;
  std::size_t size = 0;
  if (vips_webpsave_buffer(image, &data, &size, "Q", 80, nullptr) != 0) return false;
  made.emplace_back(vips_image_get_width(image), vips_image_get_height(image),
                    without_metadata({static_cast<const char*>(data), size}));
  g_free(data);
  return true;
}

}  // namespace

void prepare() {
  setenv("VIPS_DISC_THRESHOLD", "100g", 1);  // pixels are in memory, never in a file
  if (VIPS_INIT("picture") != 0) throw std::runtime_error(vips_error_buffer());
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  // Of all formats that libvips reads only these; nothing guesses the format.
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader : {"VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer",
                             "VipsForeignLoadHeifBuffer"}) {
    vips_operation_block_set(loader, FALSE);
  }
}

std::expected<std::vector<Rendition>, std::string> convert(std::string_view bytes, Kind kind) {
  auto image = picture_in(bytes, kind);
  if (!image) return std::unexpected(damaged);
  if (auto size = check_size(image.get()); !size) return std::unexpected(std::move(size.error()));
  if (kind == Kind::jpeg) image = picture_in(bytes, kind, shrink_of(image.get()));
  const auto large = image ? in_memory(thumbnail(image.get(), widest)) : nullptr;
  if (!large) return std::unexpected(damaged);
  std::vector<Rendition> made;
  for (const int width : widths) {
    if (width >= vips_image_get_width(large.get())) break;
    const auto small = thumbnail(large.get(), width);
    if (!small || !append(made, small.get())) return std::unexpected(damaged);
  }
  if (!append(made, large.get())) return std::unexpected(damaged);
  return made;
}

}  // namespace souk::picture
