// Checks a request's head strictly (RFC 9112) before Beast parses it. Beast accepts a folded line, two equal lengths,
// an unknown transfer coding and any number of Hosts. A proxy before us may read these differently, and that difference
// makes request smuggling possible.
#pragma once

#include <cstddef>
#include <string_view>

namespace souk::http {

enum class Scan { incomplete, complete, bare_line_feed };

struct HeadEnd {
  Scan scan;
  std::size_t length;  // of the head with its blank line, when complete
};

// Looks for the blank line that ends a head. `seen`: the number of bytes that earlier calls checked.
HeadEnd find_head_end(std::string_view bytes, std::size_t seen);

// Returns what is wrong with a complete head, as a sentence; empty if nothing is. Checks only what Beast accepts.
std::string_view fault_in_head(std::string_view head);

// The length of the target in the request line, which may be incomplete.
std::size_t target_length(std::string_view head);

// The value of the first field of that name. The head may be incomplete or malformed. Empty if there is no such field.
std::string_view find_field(std::string_view head, std::string_view name);

// A field after the last chunk. It may not change the framing or the destination of the request.
bool is_trailer(std::string_view line);

bool is_token_character(char);  // of a field's name
bool is_field_character(char);  // of its value

}  // namespace souk::http
