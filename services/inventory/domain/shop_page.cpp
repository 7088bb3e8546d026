#include "inventory/domain/shop_page.hpp"

namespace souk::inventory {

std::vector<PageName> page_names() {
  std::vector<PageName> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<PageName>>(
      [&](auto one) { names.push_back(one.value); });
  return names;
}

}  // namespace souk::inventory

namespace souk::describe {

using souk::inventory::PageText;

std::expected<PageText, Wrong> Scalar<PageText>::read(const Value& value) {
  return then(read_string(value), &from_text);
}

std::expected<PageText, Wrong> Scalar<PageText>::from_text(std::string_view text) {
  if (text.size() > PageText::max_bytes) {
    return std::unexpected(Wrong{"string_too_long", "String should have at most 65536 bytes of UTF-8"});
  }
  return mapped(limited_text(text, 1, PageText::max_bytes),
                [](std::string valid) { return PageText(std::move(valid)); });
}

boost::json::object Scalar<PageText>::schema() {
  auto schema = text_schema(1, PageText::max_bytes);
  schema["x-max-bytes"] = PageText::max_bytes;
  schema["description"] = "Markdown, at most 65536 bytes of UTF-8";
  return schema;
}

}  // namespace souk::describe
