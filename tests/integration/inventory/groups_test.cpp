// Groups in a real Redis: their versions, and that the search knows what they say.
#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"
#include "inventory/searching_process.hpp"
#include "redis/keys.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr unsigned partitions = 4;

struct AGroup : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  AProcess process{io, server, partitions};
  const GroupId shirt = GroupId::parse("friday-shirt").value();

  void TearDown() override {
    redis::run(io, [this] { return process.end(); });
  }

  static NewGroup saying(std::string description) {
    GroupOption size{.name = OptionName("size"), .values = {}};
    for (const auto* value : {"S", "M"}) size.values.push_back(OptionValue(value));
    NewGroup group{
        .name = ProductName("Friday shirt"), .description = Description(std::move(description)), .options = {}};
    group.options.push_back(std::move(size));
    return group;
  }
  NewProduct small() const {
    NewProduct product{ProductName("Small"), Price(Money::minor(100)), Stock(1), {}, {}};
    product.group = OfGroup{shirt};
    product.options = ProductOptions{.all = {{OptionName("size"), OptionValue("S")}}};
    return product;
  }
  awaitable<bool> complete(AProcess& one) {
    return redis::becomes_true([&one] { return one.search.complete(); });
  }
  static awaitable<std::vector<Ulid>> found(AProcess& by, std::string text) {
    SearchQuery query{.text = std::move(text), .in_stock = {}, .order = SearchOrder::relevance};
    co_return (co_await by.search.search(query, 10, {})).value().ids;
  }
};

TEST_F(AGroup, is_deleted_with_what_was_bought_of_it_once_it_has_no_products) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete(process));
    auto& groups = process.groups;
    EXPECT_EQ((co_await groups.remove(shirt, {})).error().code, group_not_found);
    EXPECT_TRUE((co_await groups.write(shirt, saying("Of cotton"), {}, {})).has_value());
    const auto bought = redis::key("inventory", partition_of(shirt, partitions), "bought", shirt.text());
    co_await process.client.call(redis::Command("HSET", bought, "customer", "2"));
    const ExpectedGroup second{.versions = std::vector{Version(2)}};
    EXPECT_EQ((co_await groups.remove(shirt, second)).error().code, version_mismatch);
    const auto product = co_await process.products.create(small());
    process.search.changed(product.id);
    EXPECT_TRUE(co_await redis::becomes_true([&] { return process.search.has_variants(); }));
    EXPECT_EQ((co_await process.group_writer.remove(shirt, {})).error().code, group_in_use);
    EXPECT_TRUE((co_await process.products.remove(product.id, {})).has_value());
    process.search.changed(product.id);
    EXPECT_TRUE(co_await redis::becomes_true([&] { return !process.search.has_variants(); }));
    EXPECT_TRUE((co_await process.group_writer.remove(shirt, {})).has_value());
    EXPECT_EQ(co_await groups.copy(shirt), nullptr);
    EXPECT_EQ((co_await process.client.call(redis::Command("EXISTS", bought))).integer(), 0);
  });
}

TEST_F(AGroup, has_a_version_for_each_change) {
  redis::run(io, [&]() -> awaitable<void> {
    EXPECT_TRUE(co_await complete(process));
    auto& groups = process.groups;
    EXPECT_EQ(co_await groups.copy(shirt), nullptr);
    const auto made = (co_await groups.write(shirt, saying("Of cotton"), {.absent = true}, {})).value();
    EXPECT_TRUE(made.created);
    EXPECT_EQ((co_await groups.write(shirt, saying("Of wool"), {.absent = true}, {})).error().code, version_mismatch);
    const auto same = (co_await groups.write(shirt, saying("Of cotton"), {.exists = true}, {})).value();
    EXPECT_EQ(same.group.version.value(), 1);
    EXPECT_FALSE(same.created);
    const ExpectedGroup first{.versions = std::vector{Version(1)}};
    EXPECT_EQ((co_await groups.write(shirt, saying("Of wool"), first, {})).value().group.version.value(), 2);
    EXPECT_EQ((co_await groups.write(shirt, saying("Of silk"), first, {})).error().code, version_mismatch);
    EXPECT_EQ((co_await groups.copy(shirt))->description.value(), "Of wool");
    const auto read = co_await groups.read({shirt, GroupId::parse("none").value()});
    EXPECT_EQ(read.size(), 1u);
    EXPECT_EQ(read.at(shirt).options, saying("").options);
  });
}

TEST_F(AGroup, is_found_by_what_it_says_now_in_every_process) {
  redis::run(io, [&]() -> awaitable<void> {
    AProcess other(io, server, partitions);
    EXPECT_TRUE(co_await complete(process) && co_await complete(other));
    EXPECT_TRUE(co_await process.group_writer.write(shirt, saying("Of cotton"), {}));
    const auto id = (co_await process.writer.create(small())).value().id;
    EXPECT_THAT(co_await found(process, "cotton"), ElementsAre(id));
    EXPECT_EQ((co_await process.search.variants(shirt)).value().at(0).product, id);
    EXPECT_TRUE(co_await process.group_writer.write(shirt, saying("Of wool"), {}));
    EXPECT_THAT(co_await found(process, "wool"), ElementsAre(id));
    EXPECT_THAT(co_await found(process, "cotton"), IsEmpty());
    std::vector<Ulid> elsewhere;
    for (const auto end = SteadyClock::now() + redis::patience; elsewhere.empty() && SteadyClock::now() < end;) {
      elsewhere = co_await found(other, "wool");
      co_await redis::sleep(redis::milliseconds(5));
    }
    EXPECT_THAT(elsewhere, ElementsAre(id));
    co_await other.end();
  });
}

}  // namespace
}  // namespace souk::inventory
