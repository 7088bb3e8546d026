#include "inventory/api/first_view.hpp"

namespace souk::inventory {
namespace {

// How wide the script shows a picture: a browser loads the same file for both.
constexpr std::string_view in_list = "(min-width: 80rem) 18rem, (min-width: 48rem) 30vw, 44vw";  // product-card.tsx
constexpr std::string_view alone = "(min-width: 80rem) 36rem, (min-width: 48rem) 46vw, 84vw";    // product-gallery.tsx

// The others wait until the browser knows that they are in view, so that they do not slow the script down.
constexpr std::string_view first = "fetchpriority=\"high\" ", other = "loading=\"lazy\" ";

std::string sources_of(const ProductImage& picture, std::string_view sizes) {
  const auto own = picture.width.value();
  std::string sources;
  for (const std::int64_t smaller : {320, 640}) {
    if (smaller < own) sources += media_file(picture, smaller) + ' ' + std::to_string(smaller) + "w, ";
  }
  const auto widest = media_file(picture, own);
  sources += widest + ' ' + std::to_string(own) + 'w';
  return "srcset=\"" + sources + "\" sizes=\"" + std::string(sizes) + "\" src=\"" + widest + '"';
}

// Browsers read a backslash as a slash, and two slashes begin the name of another host.
bool is_own_path(std::string_view address) {
  return address.starts_with('/') && !address.substr(1).starts_with('/') && !address.substr(1).starts_with('\\');
}

// An empty place where the script draws, or where the picture is on another origin.
std::string place_of(const ShownProduct& product, std::string_view sizes, std::string_view priority) {
  std::string source;
  if (!product.images.empty()) {
    source = sources_of(product.images.front(), sizes);
  } else if (is_own_path(product.image.text())) {
    source = "src=\"" + escaped(product.image.text()) + '"';
  }
  return source.empty() ? "<div></div>" : "<div><img alt=\"\" " + std::string(priority) + source + " /></div>";
}

}  // namespace

std::string start_view(const std::vector<ShownProduct>& newest) {
  std::string places;
  for (const auto& product : newest) places += place_of(product, in_list, places.contains("<img") ? other : first);
  return places.empty() ? places : "<div class=\"first-list\">" + places + "</div>";
}

std::string product_view(const std::string& name, const ShownProduct& product) {
  return "<div class=\"first-product\">" + place_of(product, alone, first) + "<h1 dir=\"auto\">" + escaped(name) +
         "</h1></div>";
}

}  // namespace souk::inventory
