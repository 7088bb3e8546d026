// A chunked body (RFC 9112, 7.1), read strictly: every malformed chunk is refused.
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
    std::size_t unused;  // limit for extensions and trailers, which are skipped
  };

  explicit ChunkedBody(Limits limits) : limits_(limits) {}

  // Removes complete parts from the front of `bytes` and appends the content of the chunks to `body`. The caller passes
  // the rest of `bytes` again, followed by the bytes that arrived since.
  State read(std::string_view& bytes, std::string& body);

 private:
  enum class Part { size, data, end_of_data, trailers };

  void take_data(std::string_view& bytes, std::string& body);
  State take_line(std::string_view line, std::size_t body_size);
  State begin_chunk(std::string_view line, std::size_t body_size);

  Limits limits_;
  Part part_ = Part::size;
  std::size_t left_ = 0;    // bytes of the present chunk
  std::size_t unused_ = 0;  // bytes of extensions and trailers so far
};

}  // namespace souk::http
