// Pictures of products, with records and files in memory.
#include "inventory/app/image_writer.hpp"

#include "unit/inventory/memory_shop.hpp"

namespace souk::inventory {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ImageHash hash_of(std::size_t number) {
  auto digits = std::to_string(number);
  return ImageHash::parse(std::string(32 - digits.size(), '0') + digits).value();
}

// `others`: what another writer does between the read and the write, once each.
struct MemoryImages final : ImageStore {
  awaitable<Outcome<ProductImages>> find(Ulid id) override {
    if (!products.contains(id)) co_return refuse(product_not_found, "none");
    co_return products.at(id);
  }
  awaitable<Outcome<std::optional<Product>>> write(Ulid id, ProductImages before, ProductImages after,
                                                   Expected expected) override {
    if (!others.empty()) {
      products[id] = others.back();
      others.pop_back();
    }
    if (expected.absent) co_return refuse(version_mismatch, "there is one");
    if (products.at(id) != before) co_return std::nullopt;
    products[id] = after;
    Product product{};
    product.id = id;
    product.images = std::move(after);
    co_return product;
  }
  awaitable<std::vector<ImageHash>> in_use() override { co_return std::vector<ImageHash>{}; }

  std::map<Ulid, ProductImages> products;
  std::vector<ProductImages> others;
};

// An upload is the number of its picture; "x" is none.
struct MemoryFiles final : PictureFiles {
  awaitable<Outcome<ProductImage>> make(std::string_view upload) override {
    made.emplace_back(upload);
    if (upload == "x") co_return refuse(image_not_supported, "no picture");
    co_return ProductImage{hash_of(std::stoul(std::string(upload))), {}, Pixels(640), PixelsDown(480)};
  }
  awaitable<void> keep(std::vector<ImageHash>) override { co_return; }

  std::vector<std::string> made;
};

struct AnImageWriter : ::testing::Test {
  boost::asio::io_context io{1};
  MemoryImages images;
  MemoryFiles files;
  testing::MemoryCopies copies;
  ImageWriter writer{images, files, copies};
  Ulid lamp = Ulid::next();

  void SetUp() override { images.products[lamp]; }

  template <class T>
  T run(awaitable<T> work) {
    return http::testing::run(io, std::move(work));
  }
  Outcome<Product> add(std::string_view upload, Expected expected = {}) {
    return run(writer.add(lamp, upload, AltText("alt"), std::move(expected)));
  }
  static ProductImages with(std::initializer_list<std::size_t> numbers) {
    ProductImages images;
    for (const auto number : numbers)
      images.all.push_back({hash_of(number), AltText("alt"), Pixels(640), PixelsDown(480)});
    return images;
  }
  static Arrangement order(std::initializer_list<std::size_t> numbers) {
    Arrangement wanted;
    for (const auto number : numbers) wanted.images.push_back({hash_of(number), AltText("new")});
    return wanted;
  }
  std::vector<ImageHash> shown() const {
    std::vector<ImageHash> hashes;
    for (const auto& image : images.products.at(lamp).all) hashes.push_back(image.hash);
    return hashes;
  }
};

TEST_F(AnImageWriter, adds_a_picture_as_the_last_one) {
  EXPECT_EQ(add("1").value().images, with({1}));
  EXPECT_EQ(add("2").value().images, with({1, 2}));
  EXPECT_THAT(copies.forgotten, ElementsAre(lamp, lamp));
}

TEST_F(AnImageWriter, adds_a_picture_once) {
  ASSERT_TRUE(add("1"));
  EXPECT_EQ(add("1").value().images, with({1}));
}

TEST_F(AnImageWriter, keeps_the_picture_that_another_writer_adds_at_the_same_time) {
  images.others = {with({7}), with({7, 8})};
  EXPECT_EQ(add("1").value().images, with({7, 1}));
}

TEST_F(AnImageWriter, makes_no_picture_that_it_could_not_add) {
  images.products[lamp] = with({1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  EXPECT_EQ(add("11").error().code, too_many_images);
  EXPECT_EQ(run(writer.add(Ulid::next(), "1", {}, {})).error().code, product_not_found);
  EXPECT_THAT(files.made, IsEmpty());
}

TEST_F(AnImageWriter, counts_the_pictures_as_they_are_when_it_writes) {
  images.products[lamp] = with({1, 2, 3, 4, 5, 6, 7, 8, 9});
  images.others = {with({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})};
  EXPECT_EQ(add("11").error().code, too_many_images);
}

TEST_F(AnImageWriter, passes_refusals_on) {
  EXPECT_EQ(add("x").error().code, image_not_supported);
  EXPECT_EQ(add("1", {.absent = true}).error().code, version_mismatch);
  EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(AnImageWriter, arranges_exactly_the_pictures_that_there_are) {
  images.products[lamp] = with({1, 2, 3});
  EXPECT_TRUE(run(writer.arrange(lamp, order({3, 1, 2}), {})));
  EXPECT_THAT(shown(), ElementsAre(hash_of(3), hash_of(1), hash_of(2)));
  EXPECT_EQ(images.products.at(lamp).all.front().alt, AltText("new"));
  EXPECT_EQ(images.products.at(lamp).all.front().width, Pixels(640));
  for (const auto& other : {order({3, 1}), order({3, 1, 2, 4}), order({3, 1, 4}), order({})}) {
    EXPECT_EQ(run(writer.arrange(lamp, other, {})).error().code, images_changed);
  }
  EXPECT_THAT(shown(), ElementsAre(hash_of(3), hash_of(1), hash_of(2)));
}

TEST_F(AnImageWriter, removes_one_picture) {
  images.products[lamp] = with({1, 2});
  images.others = {with({1, 2, 3})};
  EXPECT_EQ(run(writer.remove(lamp, hash_of(1), {})).value().images, with({2, 3}));
  EXPECT_EQ(run(writer.remove(lamp, hash_of(1), {})).error().code, image_not_found);
}

}  // namespace
}  // namespace souk::inventory
