// Arbitrary text as a name, a description and a question of the search.
#include "fuzzing.hpp"
#include "inventory/search/search_index.hpp"
#include "text/fold.hpp"

namespace souk::fuzzing {
namespace {

using inventory::SearchIndex;

bool finds(const SearchIndex& index, std::string_view text) {
  const inventory::SearchQuery query{.text = std::string(text), .in_stock = {}, .order = {}};
  return index.search(query, 1, {}).total == 1;
}

void check_index(std::string_view name, std::string_view description) {
  SearchIndex index;
  const Ulid id(1, 1);
  index.put({.id = id, .name = name, .description = description, .price = 1, .in_stock = true});
  for (const auto text : {name, description}) {
    const bool has_words = !inventory::asked_words(text).empty();
    promise(finds(index, text) == has_words, "a product is found by each of its texts");
    promise(!has_words || index.suggestions(text).empty(), "a text that is found has no suggestion");
  }
  for (const auto& other : index.suggestions("x" + std::string(name))) {
    promise(finds(index, other), "a suggestion finds something");
  }
  index.remove(id);
  promise(index.size() == 0 && !finds(index, name), "a removed product is not found");
}

}  // namespace
}  // namespace souk::fuzzing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace souk;
  using namespace souk::fuzzing;
  const auto text = fuzzing::text(data, size);
  const auto end_of_name = text.find('\n');
  check_index(text.substr(0, end_of_name), end_of_name == text.npos ? "" : text.substr(end_of_name + 1));
  const auto key = text::name_key(text);
  promise(text::name_key(key) == key, "the key of a key is itself");
  return 0;
}
