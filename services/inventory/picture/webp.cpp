#include "inventory/picture/webp.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace souk::picture {
namespace {

constexpr std::size_t head = 8;    // of a chunk: its name and its size
constexpr char only_alpha = 0x10;  // the flag of VP8X that is left
constexpr std::string_view kept[] = {"VP8X", "VP8 ", "VP8L", "ALPH"};

std::uint32_t number_at(std::string_view bytes, std::size_t place) {
  std::uint32_t number = 0;  // little-endian, as the machines that this runs on
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

}  // namespace

std::string without_metadata(std::string_view webp) {
  std::string result(webp.substr(0, 12));  // "RIFF", size, "WEBP"
  for (auto rest = webp.substr(12); rest.size() > head;) {
    const std::size_t size = number_at(rest, 4);
    const auto chunk = rest.substr(0, head + size + size % 2);
    if (std::ranges::count(kept, chunk.substr(0, 4)) > 0) {
      result += chunk;
      if (chunk.starts_with("VP8X")) result[result.size() - chunk.size() + head] &= only_alpha;
    }
    rest.remove_prefix(chunk.size());
  }
  const auto size = static_cast<std::uint32_t>(result.size() - head);
  std::memcpy(result.data() + 4, &size, sizeof size);
  return result;
}

}  // namespace souk::picture
