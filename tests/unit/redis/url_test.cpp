#include "redis/url.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>

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

TEST(Url, sentinels_and_the_name_of_their_primary) {
  const auto url = parsed("redis+sentinel://shop:s3cret@10.0.0.1:5000,sentinel-2,[::1]:7000/souk/3");
  ASSERT_EQ(url.sentinels.size(), 3U);
  EXPECT_EQ(url.sentinels[0], (Url::Address{"10.0.0.1", 5000}));
  EXPECT_EQ(url.sentinels[1], (Url::Address{"sentinel-2", 26379}));
  EXPECT_EQ(url.sentinels[2], (Url::Address{"::1", 7000}));
  EXPECT_EQ(url.primary, "souk");
  EXPECT_EQ(url.database, 3U);
  EXPECT_EQ(url.address(), "souk (Sentinels 10.0.0.1:5000, sentinel-2:26379, [::1]:7000)");
  const auto node = url.at({"10.0.0.9", 6390});
  EXPECT_EQ(node.address(), "10.0.0.9:6390");
  EXPECT_EQ(node.user, "shop");
  EXPECT_EQ(node.password, "s3cret");
  EXPECT_EQ(node.database, 3U);
}

TEST(Url, a_second_s_means_tls) {
  EXPECT_FALSE(parsed("redis://h").tls);
  EXPECT_TRUE(parsed("rediss://h:6390").tls);
  EXPECT_FALSE(parsed("redis+sentinel://h/souk").tls);
  EXPECT_TRUE(parsed("rediss+sentinel://h/souk").tls);
  EXPECT_TRUE(parsed("rediss+sentinel://h/souk").at({"g", 1}).tls);
}

TEST(Url, the_address_never_shows_the_password) {
  EXPECT_EQ(parsed("redis://shop:s3cret@127.0.0.1:6390/1").address(), "127.0.0.1:6390");
  EXPECT_EQ(parsed("unix://shop:s3cret@/run/r.sock").address(), "/run/r.sock");
}

// Whatever a password is made of and wherever a URL has it: nothing that is printed holds four bytes of it.
TEST(Url, nothing_of_a_password_is_shown_however_odd_it_is) {
  const auto seed = std::random_device()();
  std::mt19937 random(seed);
  const std::string_view characters = "abXY09/?#@:%[]&= +~.!\xc3\xa9";
  const std::array<std::string_view, 14> shapes{
      "redis://u:{}@h:1/7",
      "redis://:{}@h",
      "redis://{}@h:1",
      "redis://u:4821/{}@h",
      "redis://u:{}@[::1]:1",
      "redis://h:1/{}",
      "redis://h?pass={}",
      "redis://u:{}@h?x=1",
      "unix://u:{}@/run/r",
      "unix:///run/r?pw={}",
      "unix:///u:{}@/run/r",
      "http://u:{}@h",
      "redis+sentinel://u:{}@h,g/souk",
      "rediss+sentinel://u:{}@h/souk",
  };
  for (std::size_t i = 0; i < 20'000; ++i) {
    std::string password;
    while (password.size() < 4 + i % 20) password += characters[random() % characters.size()];
    std::string text(shapes[i % shapes.size()]);
    text.replace(text.find("{}"), 2, password);
    const auto url = Url::parse(text);
    const auto shown = url ? url->address() : url.error();
    for (std::size_t at = 0; at + 4 <= password.size(); ++at) {
      const auto part = password.substr(at, 4);
      if (part.find_first_of("XY09") == std::string::npos) continue;  // a message may say "://["
      ASSERT_FALSE(shown.contains(part)) << text << " shows " << shown << ", seed " << seed;
    }
  }
}

TEST(Url, what_ends_the_name_of_a_host_is_not_taken_for_a_part_of_a_password) {
  for (const auto* odd : {"redis://default:4821/secret@host", "redis://u:a?b@host", "redis://u:a#b@host"}) {
    EXPECT_EQ(Url::parse(odd).error(), "user or password: write '/' as %2F, '?' as %3F and '#' as %23");
  }
  EXPECT_EQ(parsed("redis://default:4821%2Fsecret@host").password, "4821/secret");
}

TEST(Url, an_odd_password_of_a_unix_socket_is_not_taken_for_its_path) {
  const auto url = parsed("unix://u:a@/b?c@/run/r.sock");
  EXPECT_EQ(url.password, "a@/b?c");
  EXPECT_EQ(url.path, "/run/r.sock");
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
    ::testing::Values("", "localhost", "http://localhost", "rediss:/localhost", "redis://", "redis:///1",
                      "redis://:6379", "redis://host:", "redis://host:0", "redis://host:65536", "redis://host:6379x",
                      "redis://host:-1", "redis://host/x", "redis://host/-1", "redis://host/1/2", "redis://host/1?db=2",
                      "redis://ho st", "redis+sentinel://h", "redis+sentinel://h/", "redis+sentinel:///souk",
                      "redis+sentinel://h,/souk", "redis+sentinel://,h/souk", "redis+sentinel://h:0/souk",
                      "redis+sentinel://h/souk/x", "redis+sentinel://h/so uk", "redis+sentinel://h/s3cret@souk",
                      "redis+sentinel://u:s3cret@/souk", "redis://h?s3cret", "redis://h/s3cret@x", "redis://h/s3cret",
                      "unix:///u:s3cret@/x", "redis://::1", "redis://[::1", "redis://[::1]6379", "redis://[]",
                      "redis://u:s3cret%@host", "redis://u:s3cret%4@host", "redis://u:s3cret%zz@host",
                      "redis://u:s3cret%1z@host", "unix://", "unix:///", "unix://run/redis.sock",
                      "unix:///run/redis.sock?x=1", "unix:///run/redis.sock?db=", "unix:///run/redis.sock?db=1x",
                      "unix:///an/absurdly/long/path/an/absurdly/long/path/an/absurdly/long/path/an/absurdly/long/path/"
                      "an/absurdly/long/path"));

}  // namespace
}  // namespace souk::redis
