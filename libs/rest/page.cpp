#include "rest/page.hpp"

namespace souk::rest {

describe::Wrong not_a_cursor() {
  return {"cursor_parsing", "Input should be a cursor from a Link header of this list"};
}

Refusal wrong_cursor() {
  auto wrong = not_a_cursor();
  return not_valid({{{"query", "cursor"}, std::move(wrong.type), std::move(wrong.msg)}});
}

}  // namespace souk::rest
