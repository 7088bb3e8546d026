#include "describe/json.hpp"

#include <gtest/gtest.h>

namespace souk::describe {
namespace {

std::string number(std::string_view text) {
  return std::get<Number>(parse_json(text).value().data).text;
}

std::string text_of(std::string_view json) {
  return std::get<std::string>(parse_json(json).value().data);
}

std::string fault_type(std::string_view text) {
  const auto value = parse_json(text);
  return value ? "" : value.error().type;
}

std::string in_json(std::string_view text) {
  std::string out;
  write_string(text, out);
  return out;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (auto part : parts) whole += part;
  return whole;
}

TEST(Json, a_number_keeps_its_text) {
  for (const std::string text :
       {"0", "-0", "19.99", "20.0", "1e3", "-1E+3", "1e400", "-1e-400", "9007199254740993",
        "0.10000000000000000000000001", "18446744073709551616", "-9223372036854775809",
        "1234567890123456.1234567890123456e-12", "123456789012345678901234567890.123456789012345678901234567890"}) {
    EXPECT_EQ(number(text), text);
    EXPECT_EQ(number(" " + text + std::string(40, ' ')), text);  // with more text Boost.JSON takes another code path
  }
}

TEST(Json, an_exponent_of_31_bits_is_the_limit) {
  for (auto text : {"1e2147483647", "0e2147483647", "1e-2147483647", "-1E-2147483647"}) EXPECT_EQ(number(text), text);
  for (auto text : {"1e2147483648", "0e2147483648", "1e-2147483648", "1e99999999999999999999"}) {
    EXPECT_EQ(fault_type(text), "json_invalid") << text;
  }
}

TEST(Json, a_number_of_any_length_keeps_its_text) {
  for (std::size_t digits = 1; digits <= 40; ++digits) {
    const std::string whole(digits, '7');
    for (const auto& text :
         {whole, "-" + whole, "0." + whole, joined({whole, ".", whole}), whole + "e7", joined({"-", whole, ".5E-7"})}) {
      EXPECT_EQ(number(text), text);
      const auto inside = parse_json("[" + text + ",1]").value();
      EXPECT_EQ(std::get<Number>(std::get<Array>(inside.data).at(0).data).text, text);
    }
  }
}

TEST(Json, every_kind_of_value_is_read) {
  const auto value = parse_json(R"( {"a":[null,true,false,"x",1], "b":{}, "":[]} )").value();
  const auto& object = std::get<Object>(value.data);
  ASSERT_EQ(object.size(), 3u);
  EXPECT_EQ(object[0].first, "a");
  const auto& array = std::get<Array>(object[0].second.data);
  ASSERT_EQ(array.size(), 5u);
  EXPECT_TRUE(std::holds_alternative<std::nullptr_t>(array[0].data));
  EXPECT_TRUE(std::get<bool>(array[1].data));
  EXPECT_FALSE(std::get<bool>(array[2].data));
  EXPECT_EQ(std::get<std::string>(array[3].data), "x");
  EXPECT_EQ(std::get<Number>(array[4].data).text, "1");
  EXPECT_TRUE(std::get<Object>(object[1].second.data).empty());
  EXPECT_EQ(object[2].first, "");
  EXPECT_TRUE(std::get<Array>(object[2].second.data).empty());
}

TEST(Json, escapes_are_resolved) {
  EXPECT_EQ(text_of(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(text_of(R"("\u00e4\u20AC\ud83d\ude00")"), "ä€😀");
  EXPECT_EQ(text_of(R"("a\u0000b")"), std::string_view("a\0b", 3));
  EXPECT_EQ(text_of("\"ä€😀\""), "ä€😀");
}

TEST(Json, names_may_be_escaped_and_long) {
  const std::string name(5000, 'n');
  const auto value = parse_json("{\"\\u0061b\":1,\"" + name + "\\n\":2}").value();
  EXPECT_EQ(std::get<Object>(value.data)[0].first, "ab");
  EXPECT_EQ(std::get<Object>(value.data)[1].first, name + "\n");
}

TEST(Json, text_that_rfc_8259_does_not_allow_is_refused) {
  for (auto text : {"",
                    " ",
                    "{",
                    "}",
                    "[",
                    "[1,]",
                    "{\"a\":1,}",
                    "{\"a\"}",
                    "{\"a\":}",
                    "{a:1}",
                    "{'a':1}",
                    "[1 2]",
                    "01",
                    "-01",
                    "+1",
                    ".5",
                    "5.",
                    "1e",
                    "1e+",
                    "-",
                    "0x10",
                    "NaN",
                    "nan",
                    "Infinity",
                    "-Infinity",
                    "nul",
                    "truee",
                    "True",
                    "{} {}",
                    "1 2",
                    "{}x",
                    "\"",
                    "\"a",
                    "\"\\x\"",
                    "\"\\u12g4\"",
                    "\"\\u12\"",
                    "\"\t\"",
                    "\"\n\"",
                    "/* */1",
                    "1//",
                    "[1]]",
                    "\xef\xbb\xbf{}",
                    "\xef\xbb\xbf",
                    "\xfe\xff",
                    "\"\\\"",
                    "{1:2}",
                    "[,]",
                    ",",
                    ":",
                    "\\"}) {
    EXPECT_EQ(fault_type(text), "json_invalid") << text;
  }
  EXPECT_EQ(fault_type(std::string_view("1\0", 2)), "json_invalid");
  EXPECT_EQ(fault_type(std::string_view("\"\0\"", 3)), "json_invalid");
}

TEST(Json, lone_surrogates_are_refused_everywhere) {
  for (const std::string pad : {"", "0123456789abcdef"}) {
    for (const std::string escape :
         {R"(\ud800)", R"(\udbff)", R"(\udc00)", R"(\udfff)", R"(\ud800\ud800)", R"(\udc00\ud800)", R"(\ud800x)",
          R"(\ud800\n)", R"(\uD800\u0041)", R"(\ud83d\u)"}) {
      EXPECT_EQ(fault_type(joined({"\"", escape, pad, "\""})), "json_invalid") << escape << pad;
      EXPECT_EQ(fault_type(joined({"\"", pad, escape, "\""})), "json_invalid") << pad << escape;
      EXPECT_EQ(fault_type(joined({"{\"", escape, pad, "\":1}"})), "json_invalid") << escape;
    }
  }
}

TEST(Json, invalid_utf8_is_refused) {
  for (const std::string bytes : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3\x28", "\xe0\x80\x80",
                                  "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80",
                                  "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe"}) {
    EXPECT_EQ(fault_type('"' + bytes + '"'), "json_invalid");
    EXPECT_EQ(fault_type("\"0123456789abcdef" + bytes + "0123456789abcdef\""), "json_invalid");
    EXPECT_EQ(fault_type("{\"" + bytes + "\":1}"), "json_invalid");
  }
}

TEST(Json, a_text_cut_anywhere_is_refused) {
  const std::string_view whole = R"({"a":[1.5e3,"x\ud83d\ude00ä",null,true],"b":{"c":-0.1}})";
  ASSERT_TRUE(parse_json(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(fault_type(whole.substr(0, length)), "json_invalid") << whole.substr(0, length);
  }
}

TEST(Json, nesting_may_reach_the_limit_but_not_exceed_it) {
  const auto nested = [](std::string_view open, std::string_view close, std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += open;
    text += "1";
    for (std::size_t i = 0; i < levels; ++i) text += close;
    return text;
  };
  EXPECT_TRUE(parse_json(nested("[", "]", max_depth)));
  EXPECT_EQ(fault_type(nested("[", "]", max_depth + 1)), "json_depth");
  EXPECT_TRUE(parse_json(nested("{\"a\":", "}", max_depth)));
  EXPECT_EQ(fault_type(nested("{\"a\":", "}", max_depth + 1)), "json_depth");
  EXPECT_EQ(fault_type(std::string(1'000'000, '[')), "json_depth");
}

TEST(Json, a_repeated_name_is_refused_with_its_path) {
  const auto value = parse_json(R"({"a":[0,{"x":1,"b":2,"y":3,"b":4}]})", "body");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().type, "json_duplicate_key");
  EXPECT_EQ(value.error().loc, (Location{"body", "a", std::size_t{1}, "b"}));
  EXPECT_EQ(parse_json(R"({"b":1,"\u0062":1})").error().loc, (Location{"body", "b"}));
  EXPECT_EQ(parse_json(R"([[],[{"":1,"":1}]])").error().loc, (Location{"body", std::size_t{1}, std::size_t{0}, ""}));
  EXPECT_TRUE(parse_json(R"([{"a":1},{"a":1,"b":{"a":1}}])"));
}

TEST(Json, an_object_with_very_many_names_is_read_quickly) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"name" + std::to_string(i) + "\":1,";
  EXPECT_EQ(std::get<Object>(parse_json(text + "\"last\":1}").value().data).size(), 100'001u);
  EXPECT_EQ(fault_type(text + "\"name7\":1}"), "json_duplicate_key");
}

TEST(Json, a_fault_has_its_position_and_byte) {
  const auto value = parse_json("{\"a\":tru}", "answer");
  EXPECT_EQ(value.error().loc, Location{"answer"});
  EXPECT_EQ(value.error().msg, "Invalid JSON: syntax error at byte 5");
}

TEST(JsonString, only_necessary_escapes_are_written) {
  EXPECT_EQ(in_json(""), R"("")");
  EXPECT_EQ(in_json("plain / ä€😀"), R"("plain / ä€😀")");
  EXPECT_EQ(in_json("a\"b\\c\nd\re\tf"), R"("a\"b\\c\nd\re\tf")");
  EXPECT_EQ(in_json(std::string_view("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
}

TEST(JsonString, what_was_written_is_read_back) {
  std::string all;
  for (char c = 0; c < 0x7f; ++c) all += c;
  all += "\x7fä€😀";
  for (std::size_t from = 0; from < all.size() - 10; ++from) {
    const auto part = all.substr(from, std::min<std::size_t>(all.size() - 10 - from, 30));
    if (static_cast<unsigned char>(part.back()) < 0x80) EXPECT_EQ(text_of(in_json(part)), part);
  }
  EXPECT_EQ(text_of(in_json(all)), all);
}

}  // namespace
}  // namespace souk::describe
