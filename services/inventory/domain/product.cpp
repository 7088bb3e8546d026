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

}  // namespace souk::inventory
