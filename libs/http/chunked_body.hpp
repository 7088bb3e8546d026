// A body that comes in chunks (RFC 9112, 7.1), read strictly: where a chunk ends is not left to interpretation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace souk::http {

class ChunkedBody {
 public:
  enum class State { incomplete, complete, malformed, too_large };
  struct Limits {
    std::size_t body;
    std::size_t unused;  // extensions and trailers, which nobody here reads
  };

  explicit ChunkedBody(Limits limits) : limits_(limits) {}

  // Takes what it understands from the front of `bytes` and appends what the chunks hold to `body`. What is left of
  // `bytes` comes again, with what follows it.
  State read(std::string_view& bytes, std::string& body);

 private:
  enum class Part { size, data, end_of_data, trailers };

  void take_data(std::string_view& bytes, std::string& body);
  State take_line(std::string_view line, std::size_t body_size);
  State begin_chunk(std::string_view line, std::size_t body_size);

  Limits limits_;
  Part part_ = Part::size;
  std::size_t left_ = 0;    // of the chunk under way
  std::size_t unused_ = 0;  // bytes of extensions and trailers so far
};

}  // namespace souk::http
