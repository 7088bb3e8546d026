// Writes of products, with products and an index in memory.
#include "inventory/app/product_writer.hpp"

#include "unit/inventory/memory_shop.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct AProductWriter : testing::MemoryShop {
  GroupWriter group_writer{groups, index};
  ProductWriter writer{products, copies, index, group_writer};

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
    return run(writer.write_batch(std::move(items), {}, mode)).value().results;
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
  EXPECT_THROW(run(writer.write_batch({item("lamp", 9)}, {}, Mode::write)), Unavailable);
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
  EXPECT_EQ(run(writer.write_batch({item("lamp", 9)}, {}, Mode::write)).error().code, unavailable);
  EXPECT_THAT(products.products, IsEmpty());
}

struct AVariant : AProductWriter {
  const GroupId shirt = GroupId::parse("shirt").value();

  static GroupOptions sizes(std::vector<std::string> values) {
    GroupOption size{.name = OptionName("size"), .values = {}};
    for (auto& value : values) size.values.push_back(OptionValue(std::move(value)));
    GroupOptions options;
    options.push_back(std::move(size));
    return options;
  }
  static ProductOptions size(const std::string& value) { return {.all = {{OptionName("size"), OptionValue(value)}}}; }
  NewProduct new_shirt(const std::string& of_size) {
    auto wanted = new_lamp("Shirt " + of_size);
    wanted.group = OfGroup{shirt};
    wanted.options = size(of_size);
    return wanted;
  }
  void make_group() {
    EXPECT_TRUE(run(group_writer.write(shirt, {ProductName("Shirt"), {}, sizes({"S", "M"})}, {}))->created);
  }
  Product make(const std::string& of_size) {
    auto made = run(writer.create(new_shirt(of_size))).value();
    index.add(made);
    return made;
  }
  Location fault_of(const Outcome<Product>& refused) { return refused.error().errors.at(0).loc; }
};

TEST_F(AVariant, needs_a_group_and_options_that_no_other_has) {
  EXPECT_EQ(fault_of(run(writer.create(new_shirt("S")))), Location{"group"});
  make_group();
  make("S");
  EXPECT_EQ(fault_of(run(writer.create(new_shirt("S")))), Location{"options"});
  EXPECT_EQ(fault_of(run(writer.create(new_shirt("XL")))), Location{"options"});
  EXPECT_EQ(products.products.size(), 1u);
}

TEST_F(AVariant, is_checked_as_it_will_be_after_an_edit) {
  make_group();
  const auto small = make("S");
  make("M");
  ProductChanges changes;
  changes.options = size("M");
  EXPECT_EQ(fault_of(run(writer.edit(small.id, changes, {}))), Location{"options"});
  changes.options = size("S");
  EXPECT_TRUE(run(writer.edit(small.id, changes, {})));
  ProductChanges leaving;
  leaving.group = OfGroup();
  EXPECT_EQ(run(writer.edit(small.id, leaving, {}))->options, ProductOptions());
}

TEST_F(AVariant, keeps_its_value_in_the_group) {
  make_group();
  const auto small = make("S");
  const auto refused = run(group_writer.write(shirt, {ProductName("Shirt"), {}, sizes({"M", "L"})}, {}));
  EXPECT_EQ(refused.error().errors.at(0).loc, Location{"options"});
  EXPECT_TRUE(run(group_writer.write(shirt, {ProductName("Jersey"), {}, sizes({"M", "S"})}, {})));
  EXPECT_THAT(groups.announced, ElementsAre(small.id));
}

TEST_F(AVariant, of_a_batch_has_its_group_made_with_it) {
  const auto shirt_of = [&](const std::string& of_size) {
    auto wanted = item("Shirt " + of_size, 9);
    wanted.group = OfGroup{shirt};
    wanted.options = size(of_size);
    return wanted;
  };
  const std::vector items{shirt_of("S"), shirt_of("L"), shirt_of("L")};
  std::vector<NeededGroup> needed{{.id = shirt, .name = ProductName("Shirt"), .options = sizes({"S", "L", "L"})}};
  for (const auto mode : {Mode::preview, Mode::write}) {
    const auto results = run(writer.write_batch(items, needed, mode))->results;
    EXPECT_EQ(results[0].outcome, BatchOutcome::created);
    EXPECT_EQ(results[1].outcome, BatchOutcome::created);
    EXPECT_EQ(results[2].code, BatchRefusal::duplicate_item);
    EXPECT_EQ(groups.groups.empty(), mode == Mode::preview);
  }
  EXPECT_EQ(groups.groups.at(shirt).options, sizes({"S", "L"}));
  for (const auto& [id, product] : products.products) index.add(product);
  auto renamed = shirt_of("L");
  renamed.name = ProductName("Another shirt");
  EXPECT_EQ(run(writer.write_batch({renamed}, {}, Mode::write))->results[0].code, BatchRefusal::validation_failed);
}

}  // namespace
}  // namespace souk::inventory
