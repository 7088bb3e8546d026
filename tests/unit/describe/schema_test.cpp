#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "unit/describe/shop.hpp"
#include "unit/in_currency.hpp"

namespace souk::describe {
namespace {

using namespace shop;

boost::json::value json(std::string_view text) {
  return boost::json::parse(text);
}

// Compares as JSON: 1E2 and 100 are the same number.
void expect_schema(const boost::json::object& schema, std::string_view expected) {
  EXPECT_EQ(json(boost::json::serialize(schema)), json(expected)) << boost::json::serialize(schema);
}

constexpr auto answer = Direction::answer;

TEST(Schema, scalars_have_their_limits) {
  expect_schema(schema<Stock>(answer), R"({"type":"integer","minimum":0,"maximum":1000})");
  expect_schema(schema<Price>(answer),
                R"({"type":"number","minimum":0,"maximum":1000.0,"description":"in USD, with at most 2 decimals"})");
  expect_schema(
      schema<Money>(answer),
      R"({"type":"number","minimum":0,"maximum":90071992547409.92,"description":"in USD, with at most 2 decimals"})");
  expect_schema(schema<std::string>(), R"({"type":"string"})");
  expect_schema(schema<bool>(), R"({"type":"boolean"})");
  expect_schema(schema<Ulid>(answer), R"({"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"})");
  expect_schema(schema<Timestamp>(), R"({"type":"string","format":"date-time"})");
  expect_schema(schema<Status>(), R"({"type":"string","enum":["pending","completed","refunded"]})");
  expect_schema(schema<std::int64_t>(answer),
                R"({"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807})");
}

TEST(Schema, a_text_has_its_length_and_a_pattern_against_controls_and_blanks) {
  expect_schema(
      schema<ProductName>(),
      R"({"type":"string","minLength":1,"maxLength":10,"pattern":"^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f \\u0009\\u000a\\u000d\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000][^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$"})");
  expect_schema(
      schema<Text<0, 5>>(),
      R"({"type":"string","minLength":0,"maxLength":5,"pattern":"^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$"})");
}

TEST(Schema, a_body_may_have_more_forms_than_an_answer) {
  const auto numeral = json(
      R"({"type":"string","pattern":"^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$","description":"the same number in a string"})");
  for (const auto& [body, number] :
       {std::pair(schema<Stock>(), schema<Stock>(answer)), {schema<Price>(), schema<Price>(answer)}}) {
    EXPECT_EQ(body.at("anyOf").at(0), boost::json::value(number));
    EXPECT_EQ(body.at("anyOf").at(1), numeral);
  }
  expect_schema(schema<Ulid>(), R"({"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$"})");
}

TEST(Schema, money_has_the_limit_and_the_decimals_of_the_currency) {
  const testing::InCurrency dinar("KWD");
  expect_schema(schema<Price>(answer),
                R"({"type":"number","minimum":0,"maximum":100.0,"description":"in KWD, with at most 3 decimals"})");
  expect_schema(schema<Currency>(), R"({"type":"string","pattern":"^[A-Z]{3}$","description":"ISO 4217"})");
}

TEST(Schema, an_optional_of_a_body_is_not_required_and_not_null) {
  expect_schema(schema<Cart>(Direction::body).at("properties").at("gift").as_object(),
                R"({"type":"object","additionalProperties":false,"required":["id","quantity"],"properties":{
                    "id":)" +
                    boost::json::serialize(schema<Ulid>()) + R"(,
                    "quantity":)" +
                    boost::json::serialize(schema<Stock>()) + "}}");
  EXPECT_EQ(schema<Cart>().at("required"), json(R"(["lines","notes"])"));
}

TEST(Schema, a_body_with_an_alternative_requires_it_or_what_it_replaces) {
  const auto body = schema<NewCart>();
  EXPECT_EQ(body.at("oneOf"), json(R"([
    {"required": ["lines"], "not": {"anyOf": [{"required": ["id"]}, {"required": ["quantity"]}]}},
    {"required": ["id", "quantity"], "not": {"required": ["lines"]}}])"));
  EXPECT_FALSE(body.contains("required"));
  EXPECT_FALSE(schema<NewCart>(answer).contains("oneOf"));
}

TEST(Schema, an_optional_of_an_answer_is_required_and_may_be_null) {
  const auto product = schema<Product>(answer);
  EXPECT_EQ(product.at("properties").at("note"), json(R"({"type":["string","null"]})"));
  EXPECT_EQ(product.at("required").as_array().size(), 9u);
  EXPECT_FALSE(product.contains("additionalProperties"));
  expect_schema(schema<std::optional<Status>>(Direction::answer),
                R"({"anyOf":[{"type":"string","enum":["pending","completed","refunded"]},{"type":"null"}]})");
  EXPECT_EQ(schema<Cart>(Direction::answer).at("properties").at("gift").at("type"), json(R"(["object","null"])"));
}

TEST(Schema, a_body_marks_the_read_only_fields_of_its_resource) {
  const auto body = schema<NewProduct>();
  EXPECT_EQ(body.at("required"), json(R"(["name","price"])"));
  EXPECT_EQ(body.at("properties").at("version"), json(R"({"readOnly":true})"));
  EXPECT_EQ(body.at("properties").at("quantity"), boost::json::value(schema<Stock>()));
  EXPECT_EQ(body.at("additionalProperties"), json("false"));
}

TEST(Schema, arrays_have_the_type_of_their_elements) {
  expect_schema(schema<std::vector<Stock>>(answer),
                R"({"type":"array","items":{"type":"integer","minimum":0,"maximum":1000}})");
  EXPECT_EQ(schema<Cart>().at("properties").at("lines").at("items"), boost::json::value(schema<Line>()));
}

TEST(Schema, a_body_without_required_members_lists_none) {
  EXPECT_FALSE(schema<Patch>().contains("required"));
  EXPECT_EQ(schema<Patch>(Direction::answer).at("required"), json(R"(["name"])"));
}

struct Choice {
  static constexpr std::array<std::string_view, 2> one_of = {"name", "number"};
  std::optional<std::string> name, number;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (name, number))

TEST(Schema, a_body_lists_the_members_of_which_it_has_exactly_one) {
  EXPECT_EQ(schema<Choice>().at("allOf"), json(R"([{"oneOf":[{"required":["name"]},{"required":["number"]}]}])"));
  EXPECT_FALSE(schema<Choice>(answer).contains("allOf"));
  EXPECT_TRUE(from_json<Choice>(R"({"name":"a"})"));
  for (const auto* body : {"{}", R"({"name":"a","number":"1"})"}) {
    const auto read = from_json<Choice>(body);
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().front().msg, "Input should have exactly one of these fields: name, number");
  }
}

TEST(Members, members_are_in_the_order_of_their_declaration) {
  const auto all = members<Page>();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].name, "limit");
  EXPECT_FALSE(all[0].required);
  expect_schema(all[0].schema, R"({"type":"integer","minimum":1,"maximum":100})");
  EXPECT_EQ(all[1].name, "after");
  EXPECT_EQ(all[2].name, "in_stock");
  EXPECT_TRUE(all[2].required);
}

template <class T>
struct Templated {};

TEST(NameOf, the_name_has_no_namespace) {
  struct Local {};
  EXPECT_EQ(name_of<NewProduct>(), "NewProduct");
  EXPECT_EQ(name_of<Status>(), "Status");
  EXPECT_EQ(name_of<Local>(), "Local");
  EXPECT_EQ(name_of<Templated<NewProduct>>(), "Templated");
}

}  // namespace
}  // namespace souk::describe
