#include "redis/command.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace souk::redis {
namespace {

using namespace std::string_literals;

TEST(Command, encodes_its_name_and_arguments) {
  EXPECT_EQ(Command("GET", "key").encoded(), "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n");
  EXPECT_EQ(Command("PING").encoded(), "*1\r\n$4\r\nPING\r\n");
}

TEST(Command, arguments_may_be_added_later) {
  EXPECT_EQ(Command("HSET", "k").arg("price").arg(1999).encoded(), Command("HSET", "k", "price", "1999").encoded());
}

TEST(Command, numbers_are_written_in_full) {
  EXPECT_EQ(Command("X", std::numeric_limits<std::int64_t>::min()).encoded(),
            "*2\r\n$1\r\nX\r\n$20\r\n-9223372036854775808\r\n");
  EXPECT_EQ(Command("X", std::numeric_limits<std::int64_t>::max()).encoded(),
            "*2\r\n$1\r\nX\r\n$19\r\n9223372036854775807\r\n");
  EXPECT_EQ(Command("X", 0).encoded(), "*2\r\n$1\r\nX\r\n$1\r\n0\r\n");
}

TEST(Command, values_are_any_bytes) {
  EXPECT_EQ(Command("SET", "", "a\r\n\0b"s).encoded(), "*3\r\n$3\r\nSET\r\n$0\r\n\r\n$5\r\na\r\n\0b\r\n"s);
}

TEST(Command, appends_itself_to_what_is_there) {
  std::string out = "before";
  Command("PING").append_to(out);
  EXPECT_EQ(out, "before*1\r\n$4\r\nPING\r\n");
}

TEST(Command, is_labelled_by_its_first_argument) {
  EXPECT_EQ(Command("XADD", "s").label(), "XADD");
}

TEST(Command, an_fcall_is_labelled_by_its_function) {
  const Command command = Call("place_order").key("k").arg(7);
  EXPECT_EQ(command.label(), "place_order");
}

TEST(Command, knows_its_first_key) {
  EXPECT_EQ(Command("GET", "k").key(), "k");
  EXPECT_EQ(Command("XADD", "k", "*", "a", "b").key(), "k");
  EXPECT_EQ(Command("XREAD", "COUNT", 5, "STREAMS", "k", "l", "0", "0").key(), "k");
  EXPECT_EQ(Command("XGROUP", "SETID", "k", "group", "0").key(), "k");
  EXPECT_EQ(Command("XINFO", "STREAM", "k").key(), "k");
  EXPECT_EQ(Command(Call("f").key("k").key("l").arg("x")).key(), "k");
}

TEST(Command, may_have_no_key) {
  EXPECT_EQ(Command("PING").key(), "");
  EXPECT_EQ(Command("TIME").key(), "");
  EXPECT_EQ(Command("CLIENT", "CACHING", "NO").key(), "");
  EXPECT_EQ(Command("FUNCTION", "LOAD", "REPLACE", "code").key(), "");
  EXPECT_EQ(Command("CONFIG", "GET", "appendonly").key(), "");
  EXPECT_EQ(Command(Call("f").arg("x")).key(), "");
  EXPECT_EQ(Command("GET").key(), "");
}

TEST(Call, names_the_number_of_its_keys) {
  const Command command = Call("reserve").key("a").arg("x").key("b").arg(-5).arg(std::size_t{9});
  EXPECT_EQ(command.encoded(), Command("FCALL", "reserve", 2, "a", "b", "x", -5, 9).encoded());
}

TEST(Call, without_keys_names_zero) {
  const Command command = Call("f").arg("x");
  EXPECT_EQ(command.encoded(), Command("FCALL", "f", 0, "x").encoded());
}

}  // namespace
}  // namespace souk::redis
