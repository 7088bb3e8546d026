#include <gmock/gmock.h>

#include "inventory/domain/batch.hpp"

namespace souk::inventory {
namespace {

using ::testing::UnorderedElementsAre;

std::vector<std::string> faults(const std::string& body) {
  std::vector<std::string> texts;
  const auto batch = describe::from_json<Batch>(body);
  if (batch) return texts;
  for (const auto& fault : batch.error()) {
    std::string place;
    for (const auto& step : fault.loc) {
      const auto* name = std::get_if<std::string>(&step);
      place += (place.empty() ? "" : "/") + (name ? *name : std::to_string(std::get<std::size_t>(step)));
    }
    texts.push_back(place + " " + fault.type);
  }
  return texts;
}

TEST(Batch, an_item_names_its_product_by_id_sku_or_name) {
  EXPECT_THAT(faults(R"({"items":[{"id":"01M81D9X94GJ4T650VAD7E8EJ7"},{"sku":"a"},{"name":"a"}]})"),
              UnorderedElementsAre());
  EXPECT_THAT(faults(R"({"items":[{"description":"a"},{"price":1,"seen":{"version":0,"quantity":0}}]})"),
              UnorderedElementsAre("body/items/0 missing", "body/items/1 missing"));
}

TEST(Batch, seen_is_a_version_and_a_quantity) {
  EXPECT_THAT(faults(R"({"items":[{"sku":"a","seen":{"version":0,"quantity":0}},{"sku":"b","seen":{"version":1}}]})"),
              UnorderedElementsAre("body/items/1/seen/quantity missing"));
}

TEST(Batch, every_fault_of_every_item_is_reported_at_once) {
  EXPECT_THAT(faults(R"({"items":[{"name":"","price":1,"quantity":1},{"name":"a","price":-1,"colour":1},{"id":"x"}]})"),
              UnorderedElementsAre("body/items/0/name string_too_short", "body/items/1/price greater_than_equal",
                                   "body/items/1/colour extra_forbidden", "body/items/2/id ulid_parsing"));
}

TEST(Batch, has_one_to_five_hundred_items) {
  EXPECT_THAT(faults(R"({"items":[]})"), UnorderedElementsAre("body/items too_short"));
  EXPECT_THAT(faults("{}"), UnorderedElementsAre("body/items missing"));
  EXPECT_THAT(faults(R"({"items":{}})"), UnorderedElementsAre("body/items list_type"));
  const auto many = [](int count) {
    std::string body = R"({"items":[)";
    for (int i = 0; i < count; ++i) body += (i ? "," : "") + std::string(R"({"name":"a","price":1,"quantity":2})");
    return body + "]}";
  };
  EXPECT_THAT(faults(many(500)), UnorderedElementsAre());
  EXPECT_THAT(faults(many(501)), UnorderedElementsAre("body/items too_long"));
}

TEST(Batch, its_schema_has_the_limits) {
  const auto items = describe::schema<Batch>().at("properties").at("items");
  EXPECT_EQ(items.at("items").at("allOf"),
            boost::json::parse(R"([{"anyOf":[{"required":["id"]},{"required":["sku"]},{"required":["name"]}]}])"));
  EXPECT_EQ(items.at("minItems"), 1);
  EXPECT_EQ(items.at("maxItems"), 500);
}

}  // namespace
}  // namespace souk::inventory
