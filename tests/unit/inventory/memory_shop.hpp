// Products and their search in memory, for the use cases.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "base/unavailable.hpp"
#include "inventory/domain/refusals.hpp"
#include "inventory/search/product_index.hpp"
#include "inventory/store/group_store.hpp"
#include "inventory/store/product_store.hpp"
#include "unit/http/run.hpp"

namespace souk::inventory::testing {

// A version_mismatch is decided by `versions` alone; that is what these tests need of Expected.
class MemoryProducts final : public ProductStore {
 public:
  awaitable<Product> create(NewProduct wanted, Cause cause) override {
    expect_up();
    causes.push_back(std::move(cause));
    co_return add(wanted);
  }
  awaitable<Outcome<Product>> edit(Ulid id, ProductChanges changes, Expected expected, Cause cause) override {
    expect_up();
    causes.push_back(std::move(cause));
    if (auto refusal = refusal_of(id, expected)) co_return std::unexpected(std::move(*refusal));
    auto& product = products.at(id);
    if (changes.name) product.name = *changes.name;
    if (changes.group) product.group = *changes.group;
    if (changes.options) product.options = *changes.options;
    if (changes.quantity) product.quantity = product.available = *changes.quantity;
    product.version = Version(product.version.value() + 1);
    co_return product;
  }
  awaitable<Outcome<void>> remove(Ulid id, Expected expected) override {
    expect_up();
    if (auto refusal = refusal_of(id, expected)) co_return std::unexpected(std::move(*refusal));
    products.erase(id);
    co_return Outcome<void>();
  }
  awaitable<std::vector<Written>> write(std::vector<Write> writes, Mode mode, Cause cause) override {
    expect_up();
    std::vector<Written> written;
    for (const auto& wanted : writes) {
      if (const auto* edited = std::get_if<Edit>(&wanted)) {
        written.push_back(co_await written_edit(*edited, mode, cause));
      } else {
        const auto& created = std::get<NewProduct>(wanted);
        written.push_back({.product = mode == Mode::write ? add(created) : of(Ulid::next(), created)});
      }
    }
    co_return written;
  }
  awaitable<std::unordered_map<Ulid, Identity>> identities(std::vector<Ulid> ids) override {
    expect_up();
    std::unordered_map<Ulid, Identity> known;
    for (const auto& product : co_await find_all(std::move(ids))) {
      known.emplace(product.id, Identity{product.sku.value(), product.name.value(), product.group, product.options});
    }
    co_return known;
  }
  awaitable<std::vector<Product>> find_all(std::vector<Ulid> ids) override {
    expect_up();
    std::vector<Product> found;
    for (const auto& id : ids) {
      if (const auto known = products.find(id); known != products.end()) found.push_back(known->second);
    }
    co_return found;
  }
  awaitable<Page> list(std::size_t limit, std::optional<Ulid> before, Drafts) override {
    expect_up();
    Page page{.products = {}, .total = products.size(), .next = {}};
    for (auto it = before ? products.lower_bound(*before) : products.end(); it != products.begin();) {
      if (page.products.size() == limit) {
        page.next = page.products.back().id;
        break;
      }
      page.products.push_back((--it)->second);
    }
    co_return page;
  }

  Product add(const NewProduct& wanted) {
    auto product = of(Ulid::next(), wanted);
    products.emplace(product.id, product);
    return product;
  }

  std::map<Ulid, Product> products;
  std::vector<Cause> causes;  // of edits and of single creations
  bool away = false;

 private:
  static Product of(Ulid id, const NewProduct& wanted) {
    return {.id = id,
            .name = wanted.name,
            .price = wanted.price,
            .quantity = wanted.quantity,
            .available = wanted.quantity,
            .description = wanted.description.value_or(Description("")),
            .image = wanted.image.value_or(Image()),
            .sku = wanted.sku.value_or(Sku("")),
            .version = Version(1),
            .created_at = {},
            .updated_at = {},
            .group = wanted.group.value_or(OfGroup()),
            .options = wanted.options.value_or(ProductOptions())};
  }
  void expect_up() const {
    if (away) throw Unavailable(Dependency::database, "away");
  }
  std::optional<Refusal> refusal_of(const Ulid& id, const Expected& expected) const {
    const auto known = products.find(id);
    if (known == products.end()) return Refusal{product_not_found, "none"};
    if (!expected.versions || std::ranges::count(*expected.versions, known->second.version) > 0) return std::nullopt;
    return Refusal{version_mismatch, "changed"};
  }
  awaitable<Written> written_edit(const Edit& wanted, Mode mode, const Cause& cause) {
    Expected expected;
    if (wanted.seen) expected.versions.emplace().push_back(Version(wanted.seen->version.value()));
    const auto before = products;
    const auto edited = co_await edit(wanted.id, wanted.changes, std::move(expected), cause);
    if (mode == Mode::preview) products = before;
    if (!edited) co_return Written{.refusal = edited.error()};
    std::vector<ProductField> changed;
    if (wanted.changes.quantity) changed.push_back(ProductField::quantity);
    co_return Written{.changed = std::move(changed), .product = *edited};
  }
};

class MemoryIndex final : public ProductIndex {
 public:
  void changed(const Ulid& id) override { changes.push_back(id); }
  awaitable<Outcome<SearchHits>> search(SearchQuery query, std::size_t limit,
                                        std::optional<SearchPlace> after) override {
    if (!complete) co_return not_complete();
    co_return index.search(query, limit, after);
  }
  awaitable<Outcome<std::vector<std::string>>> suggestions(std::string text) override {
    if (!complete) co_return not_complete();
    co_return index.suggestions(text);
  }
  awaitable<Outcome<const ProductMatches*>> matches() override {
    if (!complete) co_return not_complete();
    co_return &known;
  }

  awaitable<Outcome<std::vector<Variant>>> variants(GroupId group) override {
    if (!complete) co_return not_complete();
    std::vector<Variant> all;
    for (const auto& one : index.variants().of(group.text())) {
      all.push_back({one.product, describe::Scalar<ProductOptions>::from_text(one.options).value()});
    }
    co_return all;
  }
  bool has_variants() const override { return !index.variants().empty(); }

  void add(const Product& product) {
    const auto group = describe::Scalar<OfGroup>::text(product.group);
    const auto options = describe::Scalar<ProductOptions>::text(product.options);
    index.put({.id = product.id,
               .name = product.name.value(),
               .description = "",
               .price = product.price.value().minor_units(),
               .in_stock = product.available.value() > 0,
               .group = group,
               .options = options});
    known.put(product.id, product.sku.value(), product.name.value());
  }

  SearchIndex index;
  ProductMatches known;
  std::vector<Ulid> changes;
  bool complete = true;

 private:
  static std::unexpected<Refusal> not_complete() { return refuse(unavailable, "not complete"); }
};

class MemoryCopies final : public ProductCopies {
 public:
  void forget(const Ulid& id) override { forgotten.push_back(id); }

  std::vector<Ulid> forgotten;
};

class MemoryGroups final : public GroupStore {
 public:
  awaitable<std::shared_ptr<const Group>> copy(GroupId id) override {
    const auto known = groups.find(id);
    co_return known == groups.end() ? nullptr : std::make_shared<const Group>(known->second);
  }
  awaitable<std::map<GroupId, Group>> read(std::vector<GroupId> ids) override {
    std::map<GroupId, Group> found;
    for (const auto& id : ids) {
      if (const auto known = groups.find(id); known != groups.end()) found.insert(*known);
    }
    co_return found;
  }
  awaitable<Outcome<WrittenGroup>> write(GroupId id, NewGroup wanted, ExpectedGroup expected,
                                         std::vector<Ulid> products) override {
    const auto known = groups.find(id);
    const bool is_new = known == groups.end();
    if (expected.absent && !is_new) co_return refuse(version_mismatch, "changed");
    announced = std::move(products);
    const Version version(is_new ? 1 : known->second.version.value() + 1);
    Group group{id, wanted.name, wanted.description.value_or(Description()), wanted.options, version, {}, {}};
    groups.insert_or_assign(id, group);
    co_return WrittenGroup{group, is_new};
  }

  awaitable<Outcome<void>> remove(GroupId id, ExpectedGroup) override {
    if (groups.erase(id) == 0) co_return refuse(group_not_found, "no group");
    co_return Outcome<void>();
  }

  std::map<GroupId, Group> groups;
  std::vector<Ulid> announced;  // by the last write
};

struct MemoryShop : ::testing::Test {
  Product lamp(std::string name = "lamp", std::string sku = "") {
    auto product = products.add(new_lamp(std::move(name), std::move(sku)));
    index.add(product);
    return product;
  }
  static NewProduct new_lamp(std::string name = "lamp", std::string sku = "") {
    return {ProductName(std::move(name)), Price(Money::minor(1999)), Stock(5), {}, {}, Sku(std::move(sku))};
  }
  template <class T>
  T run(awaitable<T> work) {
    return http::testing::run(io, std::move(work));
  }

  boost::asio::io_context io{1};
  MemoryProducts products;
  MemoryIndex index;
  MemoryCopies copies;
  MemoryGroups groups;
};

}  // namespace souk::inventory::testing
