#include "inventory/domain/listed_product.hpp"

namespace souk::describe {

using souk::inventory::GroupSummary;
using souk::inventory::ListedProduct;
using souk::inventory::Product;

void Scalar<ListedProduct>::write(const ListedProduct& listed, std::string& out) {
  write_json(static_cast<const Product&>(listed), out);
  if (!listed.summary) return;
  out.back() = ',';
  out += "\"summary\":";
  write_json(*listed.summary, out);
  out += '}';
}

boost::json::object Scalar<ListedProduct>::schema() {
  auto product = describe::schema<Product>(Direction::answer);
  product["properties"].as_object()["summary"] = describe::schema<GroupSummary>(Direction::answer);
  return product;
}

}  // namespace souk::describe
