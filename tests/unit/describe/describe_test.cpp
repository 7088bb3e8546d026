#include "describe/describe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/describe/shop.hpp"

namespace souk::describe {
namespace {

using namespace shop;
using ::testing::ElementsAre;
using ::testing::Pair;

constexpr auto lamp_json = R"({"id":"01H28HATR7JG2YBH22ABPJWW33","name":"lamp","price":19.99,"quantity":7,"note":null,)"
                           R"("status":"completed","changed":"2026-11-22T09:49:19.042Z","hidden":true,"version":-3})";

// Each fault as "body.items.3.price: missing".
std::vector<std::string> texts_of(const std::vector<Fault>& faults) {
  std::vector<std::string> lines;
  for (const auto& fault : faults) {
    std::string line;
    for (const auto& step : fault.loc) {
      if (!line.empty()) line += '.';
      const auto name = std::get_if<std::string>(&step);
      line += name ? *name : std::to_string(std::get<std::size_t>(step));
    }
    lines.push_back(line + ": " + fault.type);
  }
  return lines;
}

template <class T>
std::vector<std::string> faults(std::string_view json) {
  const auto result = from_json<T>(json);
  return result ? std::vector<std::string>{} : texts_of(result.error());
}

TEST(WriteJson, members_are_in_the_order_of_their_declaration) {
  EXPECT_EQ(to_json(lamp()), lamp_json);
  auto noted = lamp();
  noted.note = "a \"b\"";
  EXPECT_TRUE(to_json(noted).contains(R"("note":"a \"b\"","status")"));
}

TEST(WriteJson, json_is_appended) {
  std::string out = "data: ";
  write_json(Line{id, Stock(2)}, out);
  EXPECT_EQ(out, R"(data: {"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":2})");
}

TEST(WriteJson, structs_and_arrays_nest) {
  const Cart cart{.lines = {{id, Stock(1)}, {id, Stock(2)}}, .gift = Line{id, Stock(3)}, .notes = {}};
  EXPECT_EQ(to_json(cart), R"({"lines":[{"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":1},)"
                           R"({"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":2}],)"
                           R"("gift":{"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":3},"notes":[]})");
  EXPECT_EQ(to_json(Cart{}), R"({"lines":[],"gift":null,"notes":[]})");
  EXPECT_EQ(to_json(std::vector<Line>{}), "[]");
  EXPECT_EQ(to_json(std::vector{Stock(1), Stock(2)}), "[1,2]");
}

TEST(WriteJson, members_of_a_base_come_first) {
  Shown shown;
  shown.id = id;
  shown.price = Money::minor(2000);
  EXPECT_EQ(to_json(shown), R"({"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":0,"price":20.0})");
}

TEST(FromJson, a_body_becomes_its_struct) {
  const auto product = from_json<NewProduct>(R"({"name":"product","price":20.0,"quantity":100})").value();
  EXPECT_EQ(product.name.value(), "product");
  EXPECT_EQ(product.price.value(), Money::minor(2000));
  EXPECT_EQ(product.quantity, Stock(100));
}

TEST(FromJson, members_may_be_in_any_order) {
  const auto line = from_json<Line>(R"({"quantity":3,"id":"01H28HATR7JG2YBH22ABPJWW33"})").value();
  EXPECT_EQ(line.id, id);
  EXPECT_EQ(line.quantity, Stock(3));
}

TEST(FromJson, an_optional_member_may_be_absent) {
  EXPECT_EQ(from_json<NewProduct>(R"({"name":"a","price":1})").value().quantity, std::nullopt);
}

TEST(FromJson, an_optional_member_may_not_be_null) {
  EXPECT_THAT(faults<NewProduct>(R"({"name":"a","price":1,"quantity":null})"), ElementsAre("body.quantity: int_type"));
}

TEST(FromJson, every_fault_is_reported_at_once_members_first_then_unknown_names) {
  EXPECT_THAT(faults<NewProduct>(R"({"z":1,"quantity":1.5,"price":-1,"a":{"name":1}})"),
              ElementsAre("body.name: missing", "body.price: greater_than_equal", "body.quantity: int_from_float",
                          "body.z: extra_forbidden", "body.a: extra_forbidden"));
}

TEST(FromJson, a_fault_has_a_sentence_for_people) {
  const auto result = from_json<NewProduct>(R"({"price":1,"x":1})");
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error(), ElementsAre(Fault{{"body", "name"}, "missing", "Field required"},
                                          Fault{{"body", "x"}, "extra_forbidden", "Extra inputs are not permitted"}));
}

TEST(FromJson, read_only_fields_of_the_resource_are_ignored_whatever_they_hold) {
  EXPECT_THAT(faults<NewProduct>(R"({"id":1,"name":"a","price":1,"version":[],"status":null})"), ElementsAre());
  EXPECT_THAT(faults<NewProduct>(R"({"ID":1,"name":"a","price":1})"), ElementsAre("body.ID: extra_forbidden"));
}

TEST(FromJson, an_answered_resource_can_be_sent_back) {
  auto answered = lamp();
  answered.note = "n";
  EXPECT_EQ(from_json<NewProduct>(to_json(answered)).value().price, answered.price);
  EXPECT_EQ(from_json<NewProduct>(to_json(lamp())).value().quantity, Stock(7));
}

TEST(FromJson, a_body_that_is_not_an_object_has_one_fault) {
  for (auto json : {"[]", "null", "1", "\"{}\"", "true"}) {
    EXPECT_THAT(faults<NewProduct>(json), ElementsAre("body: model_type")) << json;
  }
  EXPECT_THAT(faults<NewProduct>("{}"), ElementsAre("body.name: missing", "body.price: missing"));
}

TEST(FromJson, a_body_that_is_not_json_has_one_fault) {
  EXPECT_THAT(faults<NewProduct>(""), ElementsAre("body: json_invalid"));
  EXPECT_THAT(faults<NewProduct>(R"({"name":"a","name":"b"})"), ElementsAre("body.name: json_duplicate_key"));
}

TEST(FromJson, faults_in_arrays_and_nested_structs_have_their_position) {
  EXPECT_THAT(faults<Cart>(R"({"lines":[{"id":"x","quantity":1},7,{"id":"01H28HATR7JG2YBH22ABPJWW33"}],)"
                           R"("gift":{"extra":1},"notes":["a",null]})"),
              ElementsAre("body.lines.0.id: ulid_parsing", "body.lines.1: model_type", "body.lines.2.quantity: missing",
                          "body.gift.id: missing", "body.gift.quantity: missing", "body.gift.extra: extra_forbidden",
                          "body.notes.1: string_type"));
  EXPECT_THAT(faults<Cart>(R"({"lines":{},"notes":"a"})"),
              ElementsAre("body.lines: list_type", "body.notes: list_type"));
}

TEST(FromJson, an_alternative_takes_the_place_of_the_members_that_are_otherwise_required) {
  constexpr auto ulid = R"("01H28HATR7JG2YBH22ABPJWW33")";
  const auto id_and = [](std::string rest) { return R"({"id":)" + std::string(ulid) + rest + "}"; };
  const auto line = id_and(R"(,"quantity":2)");
  const auto one = from_json<NewCart>(line).value();
  EXPECT_EQ(one.quantity, Stock(2));
  EXPECT_EQ(one.lines, std::nullopt);
  const auto several = from_json<NewCart>(R"({"note":"n","lines":[)" + line + "," + line + "]}").value();
  EXPECT_EQ(several.lines->size(), 2u);
  EXPECT_EQ(several.id, std::nullopt);

  EXPECT_THAT(faults<NewCart>("{}"), ElementsAre("body.id: missing", "body.quantity: missing"));
  EXPECT_THAT(faults<NewCart>(R"({"note":"n"})"), ElementsAre("body.id: missing", "body.quantity: missing"));
  EXPECT_THAT(faults<NewCart>(id_and("")), ElementsAre("body.quantity: missing"));
  EXPECT_THAT(faults<NewCart>(id_and(R"(,"lines":[)" + line + "]")), ElementsAre("body.id: extra_forbidden"));
  EXPECT_THAT(faults<NewCart>(R"({"quantity":"x","lines":[)" + line + "]}"),
              ElementsAre("body.quantity: extra_forbidden"));
  EXPECT_THAT(faults<NewCart>(R"({"lines":null})"), ElementsAre("body.lines: list_type"));
  EXPECT_THAT(faults<NewCart>(R"({"lines":[]})"), ElementsAre("body.lines: too_short"));
  EXPECT_THAT(faults<NewCart>(R"({"lines":[)" + line + ",{}]}"),
              ElementsAre("body.lines.1.id: missing", "body.lines.1.quantity: missing"));
  EXPECT_THAT(faults<NewCart>(R"({"lines":[)" + line + R"(],"total":1})"), ElementsAre("body.total: extra_forbidden"));
}

TEST(FromJson, a_body_may_be_an_array) {
  const auto lines = from_json<std::vector<Line>>(R"([{"id":"01H28HATR7JG2YBH22ABPJWW33","quantity":1}])").value();
  EXPECT_EQ(lines.at(0).quantity, Stock(1));
  EXPECT_THAT(faults<std::vector<Line>>(R"([{"id":"x","quantity":1}])"), ElementsAre("body.0.id: ulid_parsing"));
  EXPECT_THAT(faults<std::vector<Line>>("{}"), ElementsAre("body: list_type"));
}

TEST(FromJson, what_was_written_is_read_back) {
  const Cart cart{.lines = {{id, Stock(1)}}, .gift = Line{id, Stock(3)}, .notes = {"a", ""}};
  EXPECT_EQ(to_json(from_json<Cart>(to_json(cart)).value()), to_json(cart));
  EXPECT_EQ(to_json(from_answer<Product>(lamp_json).value()), lamp_json);
}

TEST(FromJson, faults_are_reported_up_to_the_limit) {
  const auto unknown = [](std::size_t count) {
    std::string json = R"({"name":"a","price":1)";
    for (std::size_t i = 0; i < count; ++i) json += ",\"x" + std::to_string(i) + "\":1";
    return json + "}";
  };
  EXPECT_EQ(faults<NewProduct>(unknown(max_faults)).size(), max_faults);
  EXPECT_EQ(faults<NewProduct>(unknown(max_faults + 1)).size(), max_faults);

  std::string array = "[0";
  for (int i = 0; i < 10'000; ++i) array += ",0";
  EXPECT_EQ(faults<std::vector<Line>>(array + "]").size(), max_faults);
}

TEST(FromAnswer, unknown_names_and_null_are_accepted_and_known_fields_are_checked) {
  EXPECT_TRUE(from_answer<NewProduct>(R"({"name":"a","price":1,"quantity":null,"new":{}})"));
  const auto result = from_answer<NewProduct>(R"({"name":null,"quantity":-1})");
  ASSERT_FALSE(result);
  EXPECT_THAT(texts_of(result.error()),
              ElementsAre("answer.name: string_type", "answer.price: missing", "answer.quantity: greater_than_equal"));
}

TEST(Fields, a_struct_survives_a_hash) {
  const auto fields = to_fields(lamp());
  EXPECT_THAT(fields, ElementsAre(Pair("id", "01H28HATR7JG2YBH22ABPJWW33"), Pair("name", "lamp"), Pair("price", "1999"),
                                  Pair("quantity", "7"), Pair("status", "completed"), Pair("changed", "1795340959042"),
                                  Pair("hidden", "true"), Pair("version", "-3")));
  EXPECT_EQ(to_json(from_fields<Product>(fields, "hash").value()), lamp_json);
}

TEST(Fields, order_does_not_matter_and_unknown_names_are_ignored) {
  const Fields fields{{"x", "1"}, {"quantity", "3"}, {"id", id.text()}, {"", ""}};
  EXPECT_EQ(from_fields<Line>(fields, "hash").value().quantity, Stock(3));
}

TEST(Fields, the_last_of_two_equal_names_counts) {
  const auto page = from_fields<Page>({{"limit", "0"}, {"in_stock", "false"}, {"limit", "9"}}, "query").value();
  EXPECT_EQ(page.limit, (Integer<1, 100>(9)));
}

TEST(Fields, every_fault_is_reported_at_once_with_its_position) {
  const auto result = from_fields<Page>({{"after", "?"}, {"limit", "101"}}, "query");
  ASSERT_FALSE(result);
  EXPECT_THAT(texts_of(result.error()),
              ElementsAre("query.limit: less_than_equal", "query.after: ulid_parsing", "query.in_stock: missing"));
}

TEST(Fields, an_absent_optional_is_empty_and_an_empty_text_is_present) {
  EXPECT_EQ(from_fields<Page>({{"in_stock", "true"}}, "query").value().limit, std::nullopt);
  EXPECT_THAT(texts_of(from_fields<Page>({{"in_stock", "true"}, {"limit", ""}}, "query").error()),
              ElementsAre("query.limit: int_parsing"));
}

}  // namespace
}  // namespace souk::describe
