// The strict reading of a request's head (RFC 9112), before Beast parses it. Beast follows a folded line, two lengths
// that agree, an unknown transfer coding, any number of Hosts; a proxy in front of us may not, and what two readers of
// one connection understand differently is how requests are smuggled.
#pragma once

#include <cstddef>
#include <string_view>

namespace souk::http {

enum class Scan { incomplete, complete, bare_line_feed };

struct HeadEnd {
  Scan scan;
  std::size_t length;  // of the head with its blank line, when complete
};

// Looks for the blank line behind a head in what has arrived so far. `seen`: so many bytes were looked at before.
HeadEnd find_head_end(std::string_view bytes, std::size_t seen);

// What is wrong with a complete head, as a sentence; empty when nothing is. Only what Beast would let pass.
std::string_view fault_in_head(std::string_view head);

// Of the target in the request line, which need not have come whole.
std::size_t target_length(std::string_view head);

// The value of the first field of that name in a head that need not be whole or sound; empty: there is none.
std::string_view find_field(std::string_view head, std::string_view name);

// A field behind the last chunk, which may not say anything of how the request is framed or to whom it goes.
bool is_trailer(std::string_view line);

bool is_token_character(char);  // of a field's name
bool is_field_character(char);  // of its value

}  // namespace souk::http
