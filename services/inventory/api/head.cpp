#include "inventory/api/head.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/currency.hpp"
#include "base/utf8.hpp"

namespace souk::inventory {
namespace {

using boost::json::object;

constexpr std::size_t longest_description = 160;  // characters, about what a search engine shows

// Attributes of meta elements. What has data-page is removed by the client when it opens another page.
constexpr std::string_view of_page = "data-page property", of_page_by_name = "data-page name";

// client/src/features/catalog/api/list-products.ts
constexpr std::string_view start_data = "/products?grouped=true&limit=24";

// client/public/share.png
constexpr std::string_view shop_picture = "/share.png";
constexpr std::string_view about_the_shop =
    "See what is in stock this second, order in seconds, and pay only for what you get.";

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x2028 || c == 0x2029;
}

void append_meta(std::string& out, std::string_view attribute, std::string_view name, std::string_view content) {
  out.append("<meta ").append(attribute).append("=\"").append(name).append("\" content=\"");
  out.append(escaped(content)).append("\" />\n    ");
}

// "</script>" and "<!--" would end the element or hide its end; JSON has these characters in strings only.
std::string script_text(const boost::json::value& data) {
  std::string text;
  for (const char c : boost::json::serialize(data)) {
    if (c == '<') {
      text += "\\u003c";
    } else if (c == '>') {
      text += "\\u003e";
    } else if (c == '&') {
      text += "\\u0026";
    } else {
      text += c;
    }
  }
  return text;
}

// A page shows pictures of the shop's own origin only, so only those are named. Empty: the page shows drawn art.
std::string picture_of(const ShownProduct& product, const Site& site) {
  if (!product.images.empty()) {
    return site.url + media_file(product.images.front(), product.images.front().width.value());
  }
  const auto& image = product.image.text();
  if (image.starts_with('/')) return site.url + image;
  return image.starts_with(site.url + '/') ? image : std::string();
}

std::string price_of(const ShownProduct& product, const Site& site) {
  const auto price = product.price.value();
  return (price + contracts::fee_of(price, site.fee_percent)).text();
}

std::string description_of(const std::string& name, const std::string& text, const Site& site) {
  auto own = excerpt(text, longest_description);
  if (!own.empty()) return own;
  return excerpt(name + " at " + site.name + ". " + std::string(about_the_shop), longest_description);
}

std::string path_of(const ShownProduct& product) {
  return product.group.value ? "/groups/" + product.group.value->text() : "/products/" + product.id.text();
}

bool is_sold(const ShownProduct& product) {
  return product.available.value() > 0 && product.state != SaleState::frozen;
}

object offer_of(const ShownProduct& product, const std::string& url, const Site& site) {
  const auto without = product.available.value() > 0 ? "https://schema.org/OutOfStock" : "https://schema.org/SoldOut";
  return {{"@type", "Offer"},
          {"url", url},
          {"price", price_of(product, site)},
          {"priceCurrency", shop_currency().code},
          {"availability", is_sold(product) ? "https://schema.org/InStock" : without},
          {"seller", object{{"@type", "Organization"}, {"name", site.name}, {"url", site.url + '/'}}}};
}

object data_of(const ShownProduct& product, const std::string& description, const std::string& image,
               const Site& site) {
  const auto url = site.url + path_of(product);
  object data{{"@context", "https://schema.org"},
              {"@type", "Product"},
              {"name", product.name.value()},
              {"description", description},
              {"url", url},
              {"productID", product.id.text()},
              {"offers", offer_of(product, url, site)}};
  if (!image.empty()) data["image"] = image;
  if (!product.sku.value().empty()) data["sku"] = product.sku.value();
  return data;
}

// The property of schema.org that an option is; empty: none of those by which variants may differ.
std::string_view property_of(const OptionName& option) {
  std::string name = option.value();
  for (char& c : name) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (name == "colour") return "color";
  for (const std::string_view known : {"size", "color", "material", "pattern"}) {
    if (name == known) return known;
  }
  return {};
}

object variant_of(const ShownProduct& product, const std::string& url, const std::string& image, const Site& site) {
  object data{{"@type", "Product"},
              {"name", product.name.value()},
              {"productID", product.id.text()},
              {"offers", offer_of(product, url + "?variant=" + product.id.text(), site)}};
  boost::json::array others;
  for (const auto& [name, value] : product.options.all) {
    if (const auto property = property_of(name); !property.empty()) {
      data[property] = value.value();
    } else {
      others.push_back(object{{"@type", "PropertyValue"}, {"name", name.value()}, {"value", value.value()}});
    }
  }
  if (!others.empty()) data["additionalProperty"] = std::move(others);
  if (!image.empty()) data["image"] = image;
  if (!product.sku.value().empty()) data["sku"] = product.sku.value();
  return data;
}

// What Markdown has around words.
std::string without_marks(std::string_view markdown) {
  std::string text;
  for (const char c : markdown) text += std::string_view("#*_`>|[]").contains(c) ? ' ' : c;
  return text;
}

std::string capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');  // names of pages are lower-case letters
  return word;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t length = 0, end_of_word = 0;
  bool after_space = true;
  for (auto point = first_code_point(text); point; point = first_code_point(text)) {
    const auto bytes = text.substr(0, point->size);
    text.remove_prefix(point->size);
    const bool space = is_space(point->value);
    if (space && !after_space) end_of_word = out.size();
    if (!space) {
      const std::size_t more = after_space && !out.empty() ? 2 : 1;
      if (length + more > most) {
        if (after_space) end_of_word = out.size();
        return (end_of_word == 0 ? out : out.substr(0, end_of_word)) + "…";
      }
      if (more == 2) out += ' ';
      out += bytes;
      length += more;
    }
    after_space = space;
  }
  return out;
}

Head start_head(const Site& site, std::string_view query) {
  const auto home = site.url + '/';
  object shop{{"@type", "Organization"},
              {"@id", home + "#shop"},
              {"name", site.name},
              {"url", home},
              {"logo", site.url + "/icon.svg"}};
  object web{{"@type", "WebSite"}, {"name", site.name}, {"url", home}, {"publisher", object{{"@id", home + "#shop"}}}};
  return {.title = "",
          .description = "Live stock and prices at " + site.name + ". " + std::string(about_the_shop),
          .path = "/",
          .data = object{{"@context", "https://schema.org"},
                         {"@graph", boost::json::array{std::move(shop), std::move(web)}}},
          .answer_path = std::string(query.empty() ? start_data : "")};
}

Head product_head(const ShownProduct& product, const Site& site) {
  auto description = description_of(product.name.value(), product.description.value(), site);
  auto image = picture_of(product, site);
  auto data = data_of(product, description, image, site);
  return {.title = product.name.value(),
          .description = std::move(description),
          .path = path_of(product),
          .image = std::move(image),
          .type = "product",
          .properties = {{"product:price:amount", price_of(product, site)},
                         {"product:price:currency", std::string(shop_currency().code)},
                         {"product:availability", is_sold(product) ? "in stock" : "out of stock"}},
          .data = std::move(data),
          .answer_path = "/products/" + product.id.text()};
}

Head group_head(const Group& group, const std::vector<ShownProduct>& variants, const Site& site) {
  auto description = description_of(group.name.value(), group.description.value(), site);
  const auto path = "/groups/" + group.id.text();
  std::string image;
  for (const auto& variant : variants) image = image.empty() ? picture_of(variant, site) : image;
  boost::json::array all, varies;
  for (const auto& variant : variants) {
    const auto own = picture_of(variant, site);
    all.push_back(variant_of(variant, site.url + path, own.empty() ? image : own, site));
  }
  for (const auto& option : group.options) {
    const auto property = property_of(option.name);
    varies.emplace_back(property.empty() ? option.name.value() : "https://schema.org/" + std::string(property));
  }
  object data{{"@context", "https://schema.org"}, {"@type", "ProductGroup"},     {"name", group.name.value()},
              {"description", description},       {"url", site.url + path},      {"productGroupID", group.id.text()},
              {"variesBy", std::move(varies)},    {"hasVariant", std::move(all)}};
  if (!image.empty()) data["image"] = image;
  const auto cheapest = std::ranges::min_element(variants, {}, &ShownProduct::price);
  const bool in_stock = std::ranges::any_of(variants, [](const auto& one) { return one.available.value() > 0; });
  return {.title = group.name.value(),
          .description = std::move(description),
          .path = path,
          .image = std::move(image),
          .type = "product",
          .properties = {{"product:price:amount", price_of(*cheapest, site)},
                         {"product:price:currency", std::string(shop_currency().code)},
                         {"product:availability", in_stock ? "in stock" : "out of stock"}},
          .data = std::move(data),
          .answer_path = path};
}

Head page_head(const ShopPage& page, const Site&) {
  const auto name = describe::Scalar<PageName>::text(page.name);
  return {.title = capitalised(name),
          .description = excerpt(without_marks(page.text.value()), longest_description),
          .path = "/pages/" + name};
}

Head missing_head(std::string title) {
  return {.title = std::move(title), .description = std::string(about_the_shop)};
}

std::string html(const Head& head, const Site& site) {
  const auto title = head.title.empty() ? site.name : head.title;
  std::string out = "<title>" + escaped(head.title.empty() ? site.name : head.title + " · " + site.name);
  out += "</title>\n    ";
  append_meta(out, "name", "application-name", site.name);
  append_meta(out, "name", "description", head.description);
  if (!head.answer_path.empty()) {
    out += "<link data-page rel=\"preload\" as=\"fetch\" crossorigin href=\"/api/inventory" + escaped(head.answer_path);
    out += "\" />\n    ";
  }
  if (head.path.empty()) {
    append_meta(out, of_page_by_name, "robots", "noindex");
    return out;
  }
  out += "<link data-page rel=\"canonical\" href=\"" + escaped(site.url + head.path) + "\" />\n    ";
  append_meta(out, of_page, "og:title", title);
  append_meta(out, of_page, "og:description", head.description);
  append_meta(out, of_page, "og:type", head.type);
  append_meta(out, of_page, "og:url", site.url + head.path);
  append_meta(out, of_page, "og:site_name", site.name);
  append_meta(out, of_page, "og:image", head.image.empty() ? site.url + std::string(shop_picture) : head.image);
  append_meta(out, of_page, "og:image:alt", head.image.empty() ? site.name : title);
  append_meta(out, of_page_by_name, "twitter:card", "summary_large_image");
  for (const auto& [name, content] : head.properties) append_meta(out, of_page, name, content);
  if (head.data.is_null()) return out;
  return out + "<script data-page type=\"application/ld+json\">" + script_text(head.data) + "</script>";
}

}  // namespace souk::inventory
