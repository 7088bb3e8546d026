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

// Compares as JSON: 1E2 and 100 are one number.
void expect_schema(const boost::json::object& schema, std::string_view expected) {
  EXPECT_EQ(json(boost::json::serialize(schema)), json(expected)) << boost::json::serialize(schema);
}

TEST(Schema, scalars_say_their_limits) {
  expect_schema(schema<Stock>(), R"({"type":"integer","minimum":0,"maximum":1000})");
  expect_schema(schema<Price>(), R"({"type":"number","minimum":0,"maximum":1000.0,
                                     "description":"in USD, with at most 2 decimals"})");
  expect_schema(schema<Money>(), R"({"type":"number","minimum":0,"maximum":90071992547409.92,
                                     "description":"in USD, with at most 2 decimals"})");
  expect_schema(schema<ProductName>(), R"({"type":"string","minLength":1,"maxLength":10})");
  expect_schema(schema<std::string>(), R"({"type":"string"})");
  expect_schema(schema<bool>(), R"({"type":"boolean"})");
  expect_schema(schema<Ulid>(), R"({"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"})");
  expect_schema(schema<Timestamp>(), R"({"type":"string","format":"date-time"})");
  expect_schema(schema<Status>(), R"({"type":"string","enum":["pending","completed","refunded"]})");
  expect_schema(schema<std::int64_t>(),
                R"({"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807})");
}

TEST(Schema, money_has_the_limit_and_the_decimals_of_the_currency) {
  const testing::InCurrency dinar("KWD");
  expect_schema(schema<Price>(), R"({"type":"number","minimum":0,"maximum":100.0,
                                     "description":"in KWD, with at most 3 decimals"})");
  expect_schema(schema<Currency>(), R"({"type":"string","pattern":"^[A-Z]{3}$","description":"ISO 4217"})");
}

TEST(Schema, an_optional_of_a_body_is_not_required_and_not_null) {
  expect_schema(schema<Cart>(Direction::body).at("properties").at("gift").as_object(),
                R"({"type":"object","additionalProperties":false,"required":["id","quantity"],"properties":{
                    "id":{"type":"string","pattern":"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
                    "quantity":{"type":"integer","minimum":0,"maximum":1000}}})");
  EXPECT_EQ(schema<Cart>().at("required"), json(R"(["lines","notes"])"));
}

TEST(Schema, an_optional_of_an_answer_is_required_and_may_be_null) {
  const auto answer = schema<Product>(Direction::answer);
  EXPECT_EQ(answer.at("properties").at("note"), json(R"({"type":["string","null"]})"));
  EXPECT_EQ(answer.at("required").as_array().size(), 9u);
  EXPECT_FALSE(answer.contains("additionalProperties"));
  expect_schema(schema<std::optional<Status>>(Direction::answer),
                R"({"type":["string","null"],"enum":["pending","completed","refunded",null]})");
  EXPECT_EQ(schema<Cart>(Direction::answer).at("properties").at("gift").at("type"), json(R"(["object","null"])"));
}

TEST(Schema, a_body_says_which_fields_of_its_resource_are_read_only) {
  const auto body = schema<NewProduct>();
  EXPECT_EQ(body.at("required"), json(R"(["name","price"])"));
  EXPECT_EQ(body.at("properties").at("version"), json(R"({"readOnly":true})"));
  EXPECT_EQ(body.at("properties").at("quantity"), json(R"({"type":"integer","minimum":0,"maximum":1000})"));
  EXPECT_EQ(body.at("additionalProperties"), json("false"));
}

TEST(Schema, arrays_say_what_they_hold) {
  expect_schema(schema<std::vector<Stock>>(),
                R"({"type":"array","items":{"type":"integer","minimum":0,"maximum":1000}})");
  EXPECT_EQ(schema<Cart>().at("properties").at("lines").at("items"), boost::json::value(schema<Line>()));
}

TEST(Schema, a_body_without_required_members_lists_none) {
  EXPECT_FALSE(schema<Patch>().contains("required"));
  EXPECT_EQ(schema<Patch>(Direction::answer).at("required"), json(R"(["name"])"));
}

TEST(Members, members_stand_in_the_order_of_their_declaration) {
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

TEST(NameOf, the_name_is_without_what_it_lies_in) {
  struct Local {};
  EXPECT_EQ(name_of<NewProduct>(), "NewProduct");
  EXPECT_EQ(name_of<Status>(), "Status");
  EXPECT_EQ(name_of<Local>(), "Local");
  EXPECT_EQ(name_of<Templated<NewProduct>>(), "Templated");
}

}  // namespace
}  // namespace souk::describe
