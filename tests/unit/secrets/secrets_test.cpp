#include "secrets/secrets.hpp"

#include <gtest/gtest.h>

namespace souk::secrets {
namespace {

TEST(Secrets, a_random_id_has_two_digits_a_byte_and_differs_each_time) {
  const auto one = random_hex(16), two = random_hex(16);
  EXPECT_EQ(one.size(), 32u);
  EXPECT_TRUE(is_hex(one));
  EXPECT_NE(one, two);
}

TEST(Secrets, sha256_is_that_of_fips_180) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secrets, hmac_is_that_of_rfc_4231) {
  EXPECT_EQ(hmac_hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Secrets, are_the_same_only_when_every_byte_is) {
  EXPECT_TRUE(same("sesame", "sesame"));
  for (const auto* guess : {"", "sesam", "sesamE", "sesamesesame", "sesame "}) EXPECT_FALSE(same(guess, "sesame"));
  EXPECT_TRUE(same("", ""));
  EXPECT_FALSE(same("x", ""));
}

TEST(Secrets, hexadecimal_digits_are_lower_case) {
  EXPECT_TRUE(is_hex("0123456789abcdef"));
  for (const auto* other : {"A", "g", " ", "0x1"}) EXPECT_FALSE(is_hex(other));
}

}  // namespace
}  // namespace souk::secrets
