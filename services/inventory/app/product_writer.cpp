#include "inventory/app/product_writer.hpp"

namespace souk::inventory {

awaitable<Outcome<Product>> ProductWriter::create(NewProduct wanted, Cause cause) {
  if (ends_too_early(wanted)) co_return std::unexpected(not_valid(end_fault()));
  auto product = co_await products_.create(std::move(wanted), std::move(cause));
  search_.changed(product.id);
  co_return product;
}

awaitable<Outcome<Product>> ProductWriter::edit(Ulid id, ProductChanges changes, Expected expected, Cause cause) {
  auto product = co_await products_.edit(id, std::move(changes), std::move(expected), std::move(cause));
  changed(id);
  co_return product;
}

awaitable<Outcome<void>> ProductWriter::remove(Ulid id, Expected expected) {
  auto removed = co_await products_.remove(id, std::move(expected));
  changed(id);
  co_return removed;
}

void ProductWriter::changed(const Ulid& id) {
  copies_.forget(id);
  search_.changed(id);
}

void ProductWriter::changed(const BatchResults& written) {
  for (const auto& result : written.results) {
    if (result.product && result.outcome != BatchOutcome::unchanged) changed(result.product->id);
  }
}

}  // namespace souk::inventory
