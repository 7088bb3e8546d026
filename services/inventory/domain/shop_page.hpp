// The pages that the owner of the shop writes: delivery, terms and others that buyers look for or a shop must have.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "describe/describe.hpp"
#include "inventory/domain/product.hpp"

namespace souk::inventory {

// Every page that a shop can have. A new one is added here; the client's build fails until it has words for it.
enum class PageName { delivery, returns, contact, terms, privacy, imprint };
BOOST_DESCRIBE_ENUM(PageName, delivery, returns, contact, terms, privacy, imprint)
std::vector<PageName> page_names();  // all, in this order

// Markdown as the owner wrote it: valid UTF-8 of at most 64 KiB, not blank, without control characters except \t, \n
// and
// \r. It is untrusted: the client renders it without HTML.
class PageText {
 public:
  static constexpr std::size_t max_bytes = 64 * 1024;
  PageText() = default;
  explicit PageText(std::string value) : value_(std::move(value)) {}
  const std::string& value() const { return value_; }
  bool operator==(const PageText&) const = default;

 private:
  std::string value_;
};

struct ShopPage {
  PageName name = PageName::delivery;
  PageText text;
  Version version;  // raised by every change, also by deleting the page
  Timestamp updated_at;
};
BOOST_DESCRIBE_STRUCT(ShopPage, (), (name, text, version, updated_at))

struct NewShopPage {
  using resource = ShopPage;
  PageText text;
};
BOOST_DESCRIBE_STRUCT(NewShopPage, (), (text))

// A page in the list of those that exist.
struct WrittenPage {
  PageName name = PageName::delivery;
  Version version;
  Timestamp updated_at;
};
BOOST_DESCRIBE_STRUCT(WrittenPage, (), (name, version, updated_at))

}  // namespace souk::inventory

template <>
struct souk::describe::Scalar<souk::inventory::PageText> {
  using PageText = souk::inventory::PageText;
  static std::expected<PageText, Wrong> read(const Value& value);
  static void write(const PageText& text, std::string& out) { write_string(text.value(), out); }
  static std::string text(const PageText& text) { return text.value(); }
  static std::expected<PageText, Wrong> from_text(std::string_view text);
  static boost::json::object schema();
};
