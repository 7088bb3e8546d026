// The records of pictures (product_images.lua) on a real Redis.
#include "inventory/store/images.hpp"

#include <gmock/gmock.h>

#include "inventory/domain/refusals.hpp"
#include "inventory/store/products.hpp"
#include "open_partitions.hpp"
#include "redis/running.hpp"

namespace souk::inventory {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr unsigned partitions = 2;

ImageHash hash_of(char digit) {
  return ImageHash::parse(std::string(32, digit)).value();
}

ProductImages showing(std::string_view digits) {
  ProductImages images;
  for (const char digit : digits) images.all.push_back({hash_of(digit), AltText("alt"), Pixels(640), PixelsDown(480)});
  return images;
}

struct PicturesOfProducts : ::testing::Test {
  testing::RedisServer server;
  boost::asio::io_context io{1};
  redis::Client client{io.get_executor(), options()};
  Products products{client, partitions};
  Images images{client, partitions};

  redis::Options options() const {
    auto options = redis::options_for(server);
    options.library = library();
    options.demands = testing::opening("inventory", partitions);
    return options;
  }
  awaitable<Product> lamp() {
    const NewProduct wanted{ProductName("lamp"), Price(Money::minor(1999)), Stock(5), {}, {}};
    co_return (co_await products.find_all({(co_await products.create(wanted)).id})).at(0);
  }
};

TEST_F(PicturesOfProducts, are_written_over_what_was_read_only) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await lamp()).id;
    const auto first = (co_await images.write(id, {}, showing("a"), {})).value();
    EXPECT_EQ(first->images, showing("a"));
    EXPECT_EQ(first->version, Version(2));
    EXPECT_FALSE((co_await images.write(id, {}, showing("b"), {})).value());
    EXPECT_EQ((co_await images.find(id)).value(), showing("a"));
    EXPECT_EQ((co_await images.write(id, showing("a"), showing("ba"), {})).value()->images, showing("ba"));
    EXPECT_EQ((co_await images.write(id, showing("ba"), showing("ba"), {})).value()->version, Version(3));
  });
}

TEST_F(PicturesOfProducts, are_refused_for_another_version_and_for_no_product) {
  redis::run(io, [&]() -> awaitable<void> {
    const auto id = (co_await lamp()).id;
    const Expected other{.versions = std::vector{Version(7)}};
    EXPECT_EQ((co_await images.write(id, {}, showing("a"), other)).error().code, version_mismatch);
    EXPECT_EQ((co_await images.write(Ulid::next(), {}, showing("a"), {})).error().code, product_not_found);
    EXPECT_EQ((co_await images.find(Ulid::next())).error().code, product_not_found);
    EXPECT_EQ((co_await images.find(id)).value(), ProductImages{});
    EXPECT_THAT(co_await images.in_use(), IsEmpty());
  });
}

TEST_F(PicturesOfProducts, are_in_use_while_a_product_shows_them) {
  redis::run(io, [&]() -> awaitable<void> {
    std::vector<Ulid> ids;  // in both partitions, and more than are read at once
    for (int i = 0; i < 250; ++i) ids.push_back((co_await lamp()).id);
    for (const auto& id : ids) (co_await images.write(id, {}, showing("a"), {})).value();
    EXPECT_EQ((co_await images.in_use()).size(), ids.size());
    for (std::size_t i = 2; i < ids.size(); ++i) (co_await images.write(ids[i], showing("a"), {}, {})).value();
    (co_await images.write(ids[0], showing("a"), showing("bc"), {})).value();
    EXPECT_THAT(co_await images.in_use(), UnorderedElementsAre(hash_of('a'), hash_of('b'), hash_of('c')));
    (co_await products.remove(ids[0], {})).value();
    EXPECT_THAT(co_await images.in_use(), UnorderedElementsAre(hash_of('a')));
  });
}

}  // namespace
}  // namespace souk::inventory
