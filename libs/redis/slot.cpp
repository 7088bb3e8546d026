#include "redis/slot.hpp"

#include <boost/crc.hpp>

namespace souk::redis {
namespace {

std::string_view hash_tag(std::string_view key) {
  const auto open = key.find('{');
  if (open == std::string_view::npos) return key;
  const auto close = key.find('}', open + 1);
  if (close == std::string_view::npos || close == open + 1) return key;
  return key.substr(open + 1, close - open - 1);
}

}  // namespace

Slot slot_of(std::string_view key) {
  const auto tag = hash_tag(key);
  boost::crc_xmodem_t crc;
  crc.process_bytes(tag.data(), tag.size());
  return static_cast<Slot>(crc.checksum() % slots);
}

}  // namespace souk::redis
