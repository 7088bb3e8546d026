#pragma once

#include <boost/asio/awaitable.hpp>

#include "inventory/domain/batch.hpp"
#include "inventory/search/product_index.hpp"
#include "inventory/store/product_store.hpp"

namespace souk::inventory {

// Writes products. This process reads its own writes: its copies and its search learn of a change immediately, before
// product_changed arrives. Every member throws Unavailable when the database is down.
class ProductWriter {
 public:
  ProductWriter(ProductStore& products, ProductCopies& copies, ProductIndex& search)
      : products_(products), copies_(copies), search_(search) {}

  // Refused: validation_failed at {"sale_ends_at"}.
  awaitable<Outcome<Product>> create(NewProduct, Cause = {});
  // Refused: product_not_found, version_mismatch (the product is not as expected), stock_reserved, validation_failed at
  // {"sale_ends_at"}.
  awaitable<Outcome<Product>> edit(Ulid id, ProductChanges, Expected, Cause = {});
  awaitable<Outcome<void>> remove(Ulid id, Expected);

  // Finds each item's product, decides what to do, and does it. A preview decides the same and writes nothing. Refused:
  // unavailable, while the search index is not complete.
  awaitable<Outcome<BatchResults>> write_batch(std::vector<BatchItem>, Mode, Cause = {});

 private:
  void changed(const Ulid& id);
  void changed(const BatchResults&);

  ProductStore& products_;
  ProductCopies& copies_;
  ProductIndex& search_;
};

}  // namespace souk::inventory
