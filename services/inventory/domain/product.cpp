#include "inventory/domain/product.hpp"

namespace souk::inventory {

bool ends_too_early(const NewProduct& product) {
  const auto starts_at = product.sale_starts_at.value_or(SaleTime()).value;
  const auto ends_at = product.sale_ends_at.value_or(SaleTime()).value;
  return starts_at && ends_at && *ends_at <= *starts_at;
}

std::vector<Fault> end_fault() {
  return {{.loc = {"sale_ends_at"}, .type = "value_error", .msg = "The sale should end after it starts"}};
}

std::vector<Fault> limit_fault() {
  return {{.loc = {"limit_per_customer"},
           .type = "value_error",
           .msg = "A limit counts over all variants of a group, and this product existed before it joined the group: "
                  "delete it and make a new variant in the group, or sell it without the group"}};
}

}  // namespace souk::inventory
