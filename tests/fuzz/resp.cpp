// Arbitrary bytes as the replies of Redis, and as entries of a stream.
#include "events/batch.hpp"
#include "fuzzing.hpp"
#include "redis/detail/reply_reader.hpp"

namespace souk::fuzzing {
namespace {

constexpr redis::detail::ReplyReader::Limits limits{.bytes = 1024 * 1024, .elements = 64};

struct Reading {
  std::vector<redis::Reply> replies;
  bool failed = false;
};

void read(redis::detail::ReplyReader& reader, std::string_view bytes, Reading& reading) {
  try {
    if (!reading.failed) reader.read(bytes, reading.replies);
  } catch (const redis::detail::ProtocolError&) {
    reading.failed = true;
  }
}

bool same(const redis::Reply& a, const redis::Reply& b) {
  using enum redis::Reply::Kind;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case nil:
      return true;
    case integer:
      return a.integer() == b.integer();
    case status:
    case text:
    case error:
      return a.text() == b.text();
    case array:
      return std::ranges::equal(a.array(), b.array(), same);
  }
  return false;
}

std::size_t count(const redis::Reply& reply) {
  std::size_t elements = 0;
  if (reply.kind() == redis::Reply::Kind::array) {
    for (const auto& element : reply.array()) elements += 1 + count(element);
  }
  return elements;
}

void read_as_entries(redis::Reply reply) {
  try {
    for (const auto& entry : events::parse_entries(std::move(reply))) (void)events::order_of(entry.id);
  } catch (const redis::Unexpected&) {
    // The reply does not consist of entries.
  }
}

}  // namespace
}  // namespace souk::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace souk;
  using namespace souk::fuzzing;
  const auto bytes = text(data, size);
  Reading whole, split;
  redis::detail::ReplyReader reader(limits), split_reader(limits);
  read(reader, bytes, whole);
  for (const char& byte : bytes) read(split_reader, {&byte, 1}, split);
  promise(whole.failed == split.failed, "the same bytes are refused, however they arrive");
  promise(std::ranges::equal(whole.replies, split.replies, same), "replies are the same, however their bytes arrive");
  for (auto& reply : whole.replies) {
    promise(count(reply) <= limits.elements, "a reply has no more elements than allowed");
    read_as_entries(std::move(reply));
  }
  return 0;
}
