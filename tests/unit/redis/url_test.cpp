#include "redis/url.hpp"

#include <gtest/gtest.h>

namespace souk::redis {
namespace {

Url parsed(std::string_view text) {
  auto url = Url::parse(text);
  EXPECT_TRUE(url.has_value()) << text << ": " << (url ? "" : url.error());
  return url.value_or(Url());
}

TEST(Url, a_host_alone_gets_the_default_port_and_database) {
  const auto url = parsed("redis://localhost");
  EXPECT_EQ(url.host, "localhost");
  EXPECT_EQ(url.port, 6379);
  EXPECT_EQ(url.database, 0U);
  EXPECT_EQ(url.user, "");
  EXPECT_EQ(url.password, "");
}

TEST(Url, every_part_is_read) {
  const auto url = parsed("redis://shop:s3cret@10.0.0.7:6390/12");
  EXPECT_EQ(url.user, "shop");
  EXPECT_EQ(url.password, "s3cret");
  EXPECT_EQ(url.host, "10.0.0.7");
  EXPECT_EQ(url.port, 6390);
  EXPECT_EQ(url.database, 12U);
}

TEST(Url, a_password_without_a_user) {
  const auto url = parsed("redis://:s3cret@host");
  EXPECT_EQ(url.user, "");
  EXPECT_EQ(url.password, "s3cret");
}

TEST(Url, user_and_password_are_percent_decoded) {
  const auto url = parsed("redis://a%40b:p%3A%2F%2541@host/");
  EXPECT_EQ(url.user, "a@b");
  EXPECT_EQ(url.password, "p:/%41");
}

TEST(Url, an_ipv6_address_stands_in_brackets) {
  EXPECT_EQ(parsed("redis://[::1]").host, "::1");
  EXPECT_EQ(parsed("redis://[::1]").port, 6379);
  EXPECT_EQ(parsed("redis://[fe80::2]:7000").port, 7000);
  EXPECT_EQ(parsed("redis://[::1]:7000").address(), "[::1]:7000");
}

TEST(Url, a_unix_socket) {
  const auto url = parsed("unix:///run/redis.sock");
  EXPECT_EQ(url.path, "/run/redis.sock");
  EXPECT_EQ(url.host, "");
  EXPECT_EQ(url.address(), "/run/redis.sock");
  EXPECT_EQ(parsed("unix:///run/redis.sock?db=3").database, 3U);
}

TEST(Url, a_unix_socket_with_credentials) {
  const auto url = parsed("unix://shop:s3%25@/run/a@b.sock");
  EXPECT_EQ(url.user, "shop");
  EXPECT_EQ(url.password, "s3%");
  EXPECT_EQ(url.path, "/run/a@b.sock");
}

TEST(Url, the_address_never_shows_the_password) {
  EXPECT_EQ(parsed("redis://shop:s3cret@127.0.0.1:6390/1").address(), "127.0.0.1:6390");
  EXPECT_EQ(parsed("unix://shop:s3cret@/run/r.sock").address(), "/run/r.sock");
}

class BadUrl : public ::testing::TestWithParam<const char*> {};

TEST_P(BadUrl, is_refused_without_repeating_a_secret) {
  const auto url = Url::parse(GetParam());
  ASSERT_FALSE(url.has_value()) << GetParam();
  EXPECT_FALSE(url.error().empty());
  EXPECT_EQ(url.error().find("s3cret"), std::string::npos) << url.error();
}

INSTANTIATE_TEST_SUITE_P(
    Url, BadUrl,
    ::testing::Values("", "localhost", "http://localhost", "rediss://localhost", "redis://", "redis:///1",
                      "redis://:6379", "redis://host:", "redis://host:0", "redis://host:65536", "redis://host:6379x",
                      "redis://host:-1", "redis://host/x", "redis://host/-1", "redis://host/1/2", "redis://host/1?db=2",
                      "redis://::1", "redis://[::1", "redis://[::1]6379", "redis://[]", "redis://u:s3cret%@host",
                      "redis://u:s3cret%4@host", "redis://u:s3cret%zz@host", "redis://u:s3cret%1z@host", "unix://",
                      "unix:///", "unix://run/redis.sock", "unix:///run/redis.sock?x=1",
                      "unix:///run/redis.sock?db=", "unix:///run/redis.sock?db=1x",
                      "unix:///an/absurdly/long/path/an/absurdly/long/path/an/absurdly/long/path/an/absurdly/long/path/"
                      "an/absurdly/long/path"));

}  // namespace
}  // namespace souk::redis
