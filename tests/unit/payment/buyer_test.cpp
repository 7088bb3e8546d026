#include "payment/domain/buyer.hpp"

#include <gmock/gmock.h>

namespace souk::payment {
namespace {

std::string code_in(std::string_view text) {
  const auto code = describe::Scalar<SignInCode>::from_text(text);
  return code ? code->digits : "";
}

TEST(Buyer, is_the_same_in_any_case_of_ascii_letters_and_in_no_other_spelling) {
  EXPECT_EQ(normalised({"Ada@Example.COM"}), "ada@example.com");
  EXPECT_EQ(normalised({"ÉVA@example.com"}), "Éva@example.com");
  EXPECT_NE(normalised({"éva@example.com"}), normalised({"eva@example.com"}));
  EXPECT_NE(normalised({"eva+shop@example.com"}), normalised({"eva@example.com"}));
}

TEST(SignInCode, is_read_with_spaces_and_hyphens) {
  for (const auto* text : {"012345", "012 345", "012-345", " 0 1 2 3 4 5 "}) EXPECT_EQ(code_in(text), "012345") << text;
}

TEST(SignInCode, has_six_digits) {
  for (const auto* text : {"", "12345", "1234567", "12345a", "1234.5", "１２３４５６"})
    EXPECT_EQ(code_in(text), "") << text;
}

TEST(SessionId, names_its_partition) {
  const std::string random(2 * SessionId::random_bytes, 'f');
  for (const unsigned partition : {0U, 9U, 1023U}) {
    const auto session = SessionId::of(partition, random);
    EXPECT_EQ(session.partition(), partition);
    EXPECT_EQ(SessionId::parse(session.text)->text, session.text);
  }
}

TEST(SessionId, of_another_form_is_none) {
  const auto known = SessionId::of(1, std::string(2 * SessionId::random_bytes, 'f')).text;
  for (const auto& text :
       {std::string(), known + "f", known.substr(1), "G" + known.substr(1), "%00" + known.substr(3)}) {
    EXPECT_FALSE(SessionId::parse(text)) << text;
  }
}

}  // namespace
}  // namespace souk::payment
