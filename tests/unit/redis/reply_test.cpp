#include "redis/reply.hpp"

#include <gtest/gtest.h>

#include "redis/client.hpp"
#include "redis/function_library.hpp"

namespace souk::redis {
namespace {

using Kind = Reply::Kind;
using Pairs = std::vector<std::pair<std::string, std::string>>;

Reply text(std::string value) {
  return Reply::string(Kind::text, std::move(value));
}

TEST(Reply, gives_what_it_holds) {
  EXPECT_TRUE(Reply().is_nil());
  EXPECT_EQ(Reply::integer(-3).integer(), -3);
  EXPECT_EQ(text("a").text(), "a");
  EXPECT_EQ(Reply::string(Kind::status, "OK").text(), "OK");
  EXPECT_EQ(Reply::array({Reply::integer(1)}).array().size(), 1U);
}

TEST(Reply, an_integer_may_stand_in_a_text) {
  EXPECT_EQ(text("-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
  for (const char* bad : {"", "1x", "x", " 1", "1.0", "9223372036854775808"}) {
    EXPECT_THROW(text(bad).integer(), Unexpected) << bad;
  }
}

TEST(Reply, another_kind_than_asked_for_is_unexpected) {
  EXPECT_THROW(Reply().text(), Unexpected);
  EXPECT_THROW(Reply().integer(), Unexpected);
  EXPECT_THROW(Reply().array(), Unexpected);
  EXPECT_THROW(Reply::integer(1).text(), Unexpected);
  EXPECT_THROW(text("a").array(), Unexpected);
  EXPECT_THROW(Reply::array({}).integer(), Unexpected);
}

TEST(Reply, pairs_are_names_and_values_in_turn) {
  EXPECT_EQ(Reply::array({text("a"), text("1"), text("b"), text("2")}).pairs(), (Pairs{{"a", "1"}, {"b", "2"}}));
  EXPECT_EQ(Reply::array({}).pairs(), Pairs());
  EXPECT_THROW(Reply::array({text("a")}).pairs(), Unexpected);
  EXPECT_THROW(Reply::array({text("a"), Reply()}).pairs(), Unexpected);
}

TEST(RaiseIfError, lets_everything_but_errors_through) {
  EXPECT_EQ(raise_if_error(text("OOM is only a text")).text(), "OOM is only a text");
  EXPECT_TRUE(raise_if_error(Reply()).is_nil());
}

TEST(RaiseIfError, what_redis_cannot_do_now_is_unavailable) {
  for (const char* word :
       {"LOADING", "OOM", "READONLY", "MISCONF", "NOREPLICAS", "MASTERDOWN", "CLUSTERDOWN", "BUSY", "TRYAGAIN"}) {
    EXPECT_THROW(raise_if_error(Reply::string(Kind::error, std::string(word) + " for some reason")), Unavailable)
        << word;
    EXPECT_THROW(raise_if_error(Reply::string(Kind::error, word)), Unavailable) << word;
  }
}

TEST(RaiseIfError, any_other_error_is_unexpected) {
  for (const char* message : {"ERR unknown command", "WRONGTYPE Operation",
                              "BUSYGROUP Consumer Group name already exists", "NOPERM", "", "an OOM inside"}) {
    EXPECT_THROW(raise_if_error(Reply::string(Kind::error, message)), Unexpected) << message;
  }
}

TEST(FunctionLibrary, begins_with_its_name_and_shares_one_scope) {
  const auto library = FunctionLibrary::of("payment", {"local a = 1", "local b = a\n"});
  EXPECT_EQ(library.name, "payment");
  EXPECT_EQ(library.code, "#!lua name=payment\nlocal SERVICE = 'payment'\nlocal a = 1\nlocal b = a\n");
}

}  // namespace
}  // namespace souk::redis
