// What a page of the shop says about itself to search engines, and to those to whom somebody sends its address.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/api/shown_product.hpp"
#include "inventory/domain/group.hpp"
#include "inventory/domain/shop_page.hpp"

namespace souk::inventory {

// The shop as its buyers reach it.
struct Site {
  std::string url;  // "https://shop.example", without a path
  std::string name;
  unsigned fee_percent = 0;  // the price of a product is shown with it
};

// Plain texts; html() escapes them.
struct Head {
  std::string title;        // without the shop's name; empty: the page is the shop itself
  std::string description;  // of one line
  std::string path = {};    // "/products/...", the page's only address; empty: no such page, not to be indexed
  std::string image = {};   // its URL; empty: the shop's own picture
  std::string_view type = "website";
  std::vector<std::pair<std::string_view, std::string>> properties = {};  // further ones of Open Graph
  boost::json::value data = {};                                           // of schema.org; null: none
  // What the script will ask the API for, "/products/...", so that it is loaded beside the script; empty: nothing.
  std::string answer_path = {};
};

// A query of the page narrows the list of products.
Head start_head(const Site&, std::string_view query);
Head product_head(const ShownProduct&, const Site&);  // the address of a variant is its group's
Head group_head(const Group&, const std::vector<ShownProduct>& variants, const Site&);  // of at least one variant
Head page_head(const ShopPage&, const Site&);
Head missing_head(std::string title);

// The elements of <head>. The data is JSON in a script element that no browser runs.
std::string html(const Head&, const Site&);

// The beginning of a text on one line, at most so many characters, cut between words.
std::string excerpt(std::string_view text, std::size_t most);

}  // namespace souk::inventory
