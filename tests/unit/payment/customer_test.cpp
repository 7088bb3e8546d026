#include "payment/domain/customer.hpp"

#include <gmock/gmock.h>

namespace souk::payment {
namespace {

bool is_email(std::string_view text) {
  const auto read = describe::Scalar<Email>::from_text(text);
  if (read) EXPECT_EQ(read->value, text);
  return read.has_value();
}

std::string many(std::size_t count, std::string_view text = "a") {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(Email, has_a_name_an_at_sign_and_a_domain_of_two_labels_in_any_script) {
  for (std::string_view text : {
           "a@b.co",
           "ada.lovelace+shop@mail.example.com",
           "o'brien_{x}/y=z%w!#$&*?^`|~@example-shop.org",
           "1@1.2",
           "ADA@EXAMPLE.COM",
           "jörg@müller.de",
           "用户@例子.中国",
           "उपयोगकर्ता@उदाहरण.भारत",
           "почта@пример.рф",
           "χρήστης@παράδειγμα.ελ",
           "مستخدم@مثال.مصر",
           "ada@xn--mller-kva.de",
           "😀@example.com",
       }) {
    EXPECT_TRUE(is_email(text)) << text;
  }
}

TEST(Email, anything_else_is_refused) {
  using namespace std::string_view_literals;
  for (std::string_view text : {
           ""sv,
           "@"sv,
           "ada"sv,
           "ada@"sv,
           "@example.com"sv,
           "ada@example"sv,
           "ada@@example.com"sv,
           "ada@example.com@example.com"sv,
           "ada@.example.com"sv,
           "ada@example.com."sv,
           "ada@example..com"sv,
           "ada@-example.com"sv,
           "ada@example-.com"sv,
           ".ada@example.com"sv,
           "ada.@example.com"sv,
           "a..da@example.com"sv,
           " ada@example.com"sv,
           "ada@example.com "sv,
           "a da@example.com"sv,
           "ada@exam ple.com"sv,
           "ada\t@example.com"sv,
           "ada@example.com\n"sv,
           "ada@example.com\r\nBcc: bob@example.com"sv,
           "ada\0@example.com"sv,
           "ada\x7f@example.com"sv,
           "ada\xc2\x85@example.com"sv,  // U+0085, a control
           "ada\xff@example.com"sv,      // not UTF-8
           "ada@ex\xc3.com"sv,
           "Ada <ada@example.com>"sv,
           "<ada@example.com>"sv,
           "\"ada\"@example.com"sv,
           "ada@[127.0.0.1]"sv,
           "ada@example.com, bob@example.com"sv,
           "ada@example.com;bob@example.com"sv,
           "mailto:ada@example.com"sv,
           "ada\\@example.com"sv,
           "ada(home)@example.com"sv,
       }) {
    EXPECT_FALSE(is_email(text)) << text;
  }
}

TEST(Email, white_space_of_any_script_is_refused) {
  for (std::string_view space : {"\u00a0", "\u1680", "\u2003", "\u2028", "\u202f", "\u3000"}) {
    EXPECT_FALSE(is_email("a" + std::string(space) + "da@example.com"));
    EXPECT_FALSE(is_email("ada@exam" + std::string(space) + "ple.com"));
  }
}

TEST(Email, has_its_longest_name_label_and_whole) {
  EXPECT_TRUE(is_email(many(64) + "@example.com"));
  EXPECT_FALSE(is_email(many(65) + "@example.com"));
  EXPECT_TRUE(is_email("a@" + many(63) + ".com"));
  EXPECT_FALSE(is_email("a@" + many(64) + ".com"));
  const auto of_length = [](std::size_t length) {
    const auto start = "a@" + many(3, many(62) + ".");  // 191 bytes
    return start + many(length - start.size() - 2) + ".c";
  };
  EXPECT_EQ(of_length(254).size(), 254u);
  EXPECT_TRUE(is_email(of_length(254)));
  EXPECT_FALSE(is_email(of_length(255)));
}

TEST(Country, is_two_capital_letters) {
  for (std::string_view text : {"AT", "US", "ZZ"}) EXPECT_TRUE(describe::Scalar<Country>::from_text(text)) << text;
  for (std::string_view text : {"", "A", "AUT", "at", "A1", "A ", "ÄT", "Ä"}) {
    EXPECT_FALSE(describe::Scalar<Country>::from_text(text)) << text;
  }
}

Customer customer(std::string email = "ada@example.com", std::string name = "Ada") {
  return {.email = {std::move(email)},
          .name = PersonName(std::move(name)),
          .address = {.line1 = AddressLine("Weg 1"),
                      .line2 = {},
                      .postal_code = describe::Text<0, 20>("1010"),
                      .city = describe::Text<1, 100>("Wien"),
                      .country = {"AT"}}};
}

TEST(Customer, shows_the_store_everything_and_others_a_masked_address) {
  EXPECT_EQ(describe::to_json(masked(customer())), R"({"email":"a…@example.com","name":null,"address":null})");
  EXPECT_EQ(describe::to_json(whole(customer())),
            R"({"email":"ada@example.com","name":"Ada","address":{"line1":"Weg 1","line2":null,)"
            R"("postal_code":"1010","city":"Wien","country":"AT"}})");
}

TEST(Customer, is_masked_behind_the_first_whole_character_however_short_its_address_is) {
  EXPECT_EQ(masked(customer("a@b.co")).email, "a…@b.co");
  EXPECT_EQ(masked(customer("öl@example.com")).email, "ö…@example.com");
  EXPECT_EQ(masked(customer("用户@例子.中国")).email, "用…@例子.中国");
  EXPECT_EQ(masked(customer("😀😀@example.com")).email, "😀…@example.com");
}

TEST(Customer, survives_its_hash) {
  auto ada = customer();
  for (const auto& line2 : {std::optional<describe::Text<0, 200>>(), {describe::Text<0, 200>("Tür 3")}}) {
    ada.address.line2 = line2;
    const auto fields = describe::to_fields(record_of(ada));
    const auto read = describe::from_fields<CustomerRecord>(fields, "customer");
    ASSERT_TRUE(read);
    EXPECT_EQ(describe::to_json(customer_of(*read)), describe::to_json(ada));
  }
}

TEST(Customer, has_a_name_of_1_to_200_characters_of_any_script) {
  const auto body = [](std::string name) { return describe::to_json(customer("ada@example.com", std::move(name))); };
  const auto json = [&](std::string name) {
    auto text = body("NAME");
    text.replace(text.find("NAME"), 4, name);
    text.erase(text.find(R"("line2":null,)"), 13);
    return describe::from_json<Customer>(text).has_value();
  };
  for (std::string_view letter : {"a", "ß", "字", "ا", "😀"}) {
    EXPECT_TRUE(json(many(1, letter))) << letter;
    EXPECT_TRUE(json(many(200, letter))) << letter;
    EXPECT_FALSE(json(many(201, letter))) << letter;
  }
  for (std::string_view name : {"", " ", "\u3000", "Ada\u0007"}) EXPECT_FALSE(json(std::string(name))) << name;
}

}  // namespace
}  // namespace souk::payment
