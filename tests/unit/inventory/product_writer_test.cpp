// Writes of products, with products and an index in memory.
#include "inventory/app/product_writer.hpp"

#include "unit/inventory/memory_shop.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct AProductWriter : testing::MemoryShop {
  ProductWriter writer{products, copies, index};

  static ProductChanges restock(std::int64_t units) {
    ProductChanges changes;
    changes.quantity = Stock(units);
    return changes;
  }
  static Expected version(std::int64_t number) { return {.versions = std::vector{Version(number)}}; }
  static BatchItem item(std::string name, std::int64_t units, std::optional<std::int64_t> seen = {}) {
    BatchItem item{.name = ProductName(std::move(name)), .price = Price(Money::minor(1999)), .quantity = Stock(units)};
    if (seen) item.seen = Seen{describe::Integer<0, Version::max>(*seen), Stock(5)};
    return item;
  }
  std::vector<BatchResult> write(std::vector<BatchItem> items, Mode mode = Mode::write) {
    return run(writer.write_batch(std::move(items), mode)).value().results;
  }
};

TEST_F(AProductWriter, reports_a_new_product_to_the_search) {
  const auto product = run(writer.create(new_lamp()));
  EXPECT_TRUE(products.products.contains(product->id));
  EXPECT_THAT(index.changes, ElementsAre(product->id));
}

TEST_F(AProductWriter, edits_and_lets_go_of_the_copy) {
  const auto id = lamp().id;
  const auto edited = run(writer.edit(id, restock(9), version(1))).value();
  EXPECT_EQ(edited.quantity, Stock(9));
  EXPECT_EQ(edited.version, Version(2));
  EXPECT_THAT(copies.forgotten, ElementsAre(id));
  EXPECT_THAT(index.changes, ElementsAre(id));
}

TEST_F(AProductWriter, removes_and_lets_go_of_the_copy) {
  const auto id = lamp().id;
  EXPECT_TRUE(run(writer.remove(id, {})).has_value());
  EXPECT_THAT(products.products, IsEmpty());
  EXPECT_THAT(copies.forgotten, ElementsAre(id));
  EXPECT_THAT(index.changes, ElementsAre(id));
}

// What this process serves may be as old as what the caller saw.
TEST_F(AProductWriter, lets_go_of_the_copy_also_when_the_product_has_changed_or_gone) {
  const auto id = lamp().id, gone = Ulid::next();
  EXPECT_EQ(run(writer.edit(id, restock(9), version(7))).error().code, version_mismatch);
  EXPECT_EQ(run(writer.remove(id, version(7))).error().code, version_mismatch);
  EXPECT_EQ(run(writer.edit(gone, restock(9), {})).error().code, product_not_found);
  EXPECT_EQ(run(writer.remove(gone, {})).error().code, product_not_found);
  EXPECT_EQ(products.products.at(id).quantity, Stock(5));
  EXPECT_THAT(copies.forgotten, ElementsAre(id, id, gone, gone));
}

TEST_F(AProductWriter, passes_on_that_the_database_is_away) {
  const auto id = lamp().id;
  products.away = true;
  EXPECT_THROW(run(writer.create(new_lamp())), Unavailable);
  EXPECT_THROW(run(writer.edit(id, restock(9), {})), Unavailable);
  EXPECT_THROW(run(writer.remove(id, {})), Unavailable);
  EXPECT_THROW(run(writer.write_batch({item("lamp", 9)}, Mode::write)), Unavailable);
}

TEST_F(AProductWriter, writes_a_batch_in_the_order_of_its_items) {
  const auto id = lamp().id;
  const auto results = write({item("rug", 3), item("Lamp", 9), item("rug", 4)});
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(results[0].outcome, BatchOutcome::created);
  EXPECT_EQ(results[1].outcome, BatchOutcome::updated);
  EXPECT_EQ(results[1].product.value().id, id);
  EXPECT_EQ(results[2].code, BatchRefusal::duplicate_item);
  EXPECT_EQ(products.products.at(id).quantity, Stock(9));
  const auto rug = results[0].product.value().id;
  EXPECT_THAT(copies.forgotten, ElementsAre(rug, id));
  EXPECT_THAT(index.changes, ElementsAre(rug, id));
}

TEST_F(AProductWriter, previews_a_batch_and_writes_nothing) {
  const auto id = lamp().id;
  const auto results = write({item("rug", 3), item("lamp", 9)}, Mode::preview);
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].outcome, BatchOutcome::created);
  EXPECT_EQ(results[1].outcome, BatchOutcome::updated);
  EXPECT_EQ(products.products.size(), 1u);
  EXPECT_EQ(products.products.at(id).quantity, Stock(5));
  EXPECT_THAT(copies.forgotten, IsEmpty());
  EXPECT_THAT(index.changes, IsEmpty());
}

TEST_F(AProductWriter, reports_a_conflict_and_writes_the_other_items) {
  const auto changed = lamp().id, other = lamp("rug").id;
  const auto results = write({item("lamp", 9, 7), item("rug", 9, 1)});
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].outcome, BatchOutcome::conflict);
  EXPECT_EQ(results[0].code, BatchRefusal::version_mismatch);
  EXPECT_EQ(results[1].outcome, BatchOutcome::updated);
  EXPECT_EQ(products.products.at(changed).quantity, Stock(5));
  EXPECT_EQ(products.products.at(other).quantity, Stock(9));
}

// The index names the product by the name that it had.
TEST_F(AProductWriter, creates_a_product_when_the_one_of_this_name_was_renamed) {
  const auto id = lamp().id;
  products.products.at(id).name = ProductName("lantern");
  EXPECT_EQ(write({item("lamp", 9)}).at(0).outcome, BatchOutcome::created);
  EXPECT_EQ(products.products.at(id).quantity, Stock(5));
}

TEST_F(AProductWriter, refuses_a_batch_while_the_index_is_not_complete) {
  index.complete = false;
  EXPECT_EQ(run(writer.write_batch({item("lamp", 9)}, Mode::write)).error().code, unavailable);
  EXPECT_THAT(products.products, IsEmpty());
}

}  // namespace
}  // namespace souk::inventory
