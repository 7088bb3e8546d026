#include "payment/domain/order_number.hpp"

#include <gtest/gtest.h>

#include <array>
#include <regex>
#include <unordered_set>

#include "payment/domain/order_id.hpp"

namespace souk::payment {
namespace {

using Number = describe::Scalar<OrderNumber>;

TEST(OrderNumber, has_two_groups_of_four_and_depends_on_the_pk_only) {
  const std::regex shape("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
  for (int i = 0; i < 1000; ++i) {
    const auto pk = Ulid::next();
    EXPECT_TRUE(std::regex_match(number_of(pk).text, shape)) << number_of(pk).text;
    EXPECT_EQ(number_of(pk), number_of(*Ulid::parse(pk.text())));
  }
}

// It is printed in mails and on parcels, so it may never change.
TEST(OrderNumber, of_a_pk_stays_the_same_for_ever) {
  EXPECT_EQ(number_of(*Ulid::parse("01H28HATR7JG2YBH22ABPJWW33")).text, "ZA3J-9JZF");
}

TEST(OrderNumber, is_read_as_people_write_it) {
  for (std::string_view text : {"K7QX-0111", "k7qx-0111", "K7QX0111", "k7qx 0111", " K7 QX-01 11 ", "K7QX-OILl",
                                "k7qxoi1L", "--K-7-Q-X-0-1-1-1--"}) {
    const auto read = Number::from_text(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->text, "K7QX-0111");
  }
}

TEST(OrderNumber, any_other_text_is_refused) {
  using namespace std::string_view_literals;
  for (std::string_view text : {""sv, "-"sv, "K7QX-011"sv, "K7QX-01111"sv, "K7QX-011U"sv, "K7QX-011_"sv, "K7QX-011\n"sv,
                                "K7QX-011\0"sv, "K7QX–0111"sv, "K7QX-011Ö"sv}) {
    EXPECT_FALSE(Number::from_text(text)) << text;
  }
}

TEST(OrderNumber, what_is_printed_is_read_back) {
  for (int i = 0; i < 1000; ++i) {
    const auto number = number_of(Ulid::next());
    EXPECT_EQ(Number::from_text(number.text), number);
  }
}

// With 40 random bits 100,000 numbers have 0.005 collisions.
TEST(OrderNumber, is_rarely_that_of_another_order) {
  std::unordered_set<std::string> numbers;
  for (int i = 0; i < 100'000; ++i) numbers.insert(number_of(cart_pk(Ulid::next(), 16)).text);
  EXPECT_GE(numbers.size(), 99'999u);
}

// Orders of a busy second differ in few bits.
TEST(OrderNumber, has_every_digit_at_every_place_about_as_often) {
  constexpr int orders = 64'000;
  std::array<std::array<int, 128>, 9> count = {};
  const Timestamp second(Milliseconds(1'795'340'959'000));
  for (int i = 0; i < orders; ++i) {
    const auto number = number_of(Ulid::next(second)).text;
    for (std::size_t place = 0; place < number.size(); ++place) ++count[place][static_cast<std::size_t>(number[place])];
  }
  for (std::size_t place = 0; place < 9; ++place) {
    if (place == 4) continue;
    for (const char digit : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
      EXPECT_NEAR(count[place][static_cast<std::size_t>(digit)], orders / 32, 300) << place << digit;  // 6.7 sigma
    }
  }
}

}  // namespace
}  // namespace souk::payment
